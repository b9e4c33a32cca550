import { expect, test } from "vitest";
import { nextEntry, placeBySearch } from "@/components/ui/menu-keys";

const texts = ["CSV file", "Excel workbook", "Copy the link", "Überblick"];
const next = (current: number, key: string) => nextEntry(texts, current, { key });

test("the arrows go round", () => {
  expect([next(-1, "ArrowDown"), next(0, "ArrowDown"), next(3, "ArrowDown")]).toEqual([0, 1, 0]);
  expect([next(-1, "ArrowUp"), next(3, "ArrowUp"), next(0, "ArrowUp")]).toEqual([3, 2, 3]);
});

test("Home and End go to the ends", () => {
  expect([next(2, "Home"), next(1, "End")]).toEqual([0, 3]);
});

test("a letter goes to the next entry that starts with it, in any case of letters", () => {
  expect([next(-1, "c"), next(0, "c"), next(2, "C"), next(0, "ü")]).toEqual([0, 2, 0, 3]);
  expect(next(0, "x")).toBeNull();
});

test("other keys, shortcuts and the space bar move nothing", () => {
  expect([next(0, "Shift"), next(0, " "), next(0, "Enter")]).toEqual([null, null, null]);
  expect(nextEntry(texts, 0, { key: "c", ctrlKey: true })).toBeNull();
  expect(nextEntry([], -1, { key: "ArrowDown" })).toBeNull();
});

test.each<[number, string, "field" | "entries"]>([
  [-1, "a", "field"],
  [-1, " ", "field"],
  [-1, "Home", "field"],
  [-1, "ArrowDown", "entries"],
  [-1, "ArrowUp", "entries"],
  [-1, "Enter", "entries"],
  [0, "ArrowUp", "field"],
  [1, "ArrowUp", "entries"],
  [0, "ArrowDown", "entries"],
  [2, "a", "field"],
  [2, "Backspace", "field"],
  [2, " ", "entries"],
  [2, "Enter", "entries"],
  [2, "End", "entries"],
])("with a search field above the entries, at %d the key %s leads to the %s", (current, key, place) => {
  expect(placeBySearch(current, { key })).toBe(place);
});

test("a shortcut searches for nothing", () => {
  expect(placeBySearch(1, { key: "a", ctrlKey: true })).toBe("entries");
});
