import { expect, it } from "vitest";
import { moveInOrder } from "@/lib/compliance/priority-order";

it.each([
  ["abc", "c", "up", "acb"],
  ["abc", "a", "up", "abc"],
  ["abc", "a", "down", "bac"],
  ["abc", "c", "down", "abc"],
  ["abc", "b", "clear", "ac"],
  ["abc", "x", "up", "abcx"],
  ["abc", "x", "down", "abc"],
  ["abc", "x", "clear", "abc"],
  ["", "x", "up", "x"],
  ["abc", "c", "first", "cab"],
  ["abc", "a", "first", "abc"],
  ["abc", "x", "first", "xabc"],
  ["abc", "a", "last", "bca"],
  ["abc", "x", "last", "abcx"],
] as const)("of %s, moving %s %s makes %s", (order, key, move, expected) => {
  expect(moveInOrder([...order], key, move).join("")).toBe(expected);
});
