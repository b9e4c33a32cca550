import { describe, expect, it } from "vitest";
import {
  draggedWith,
  emptySelection,
  neighbourOf,
  type Selection,
  tick,
  tickAll,
  untick,
} from "@/components/portals/exclusions/selection";

const shown = ["a", "b", "c", "d", "e"];
const ids = (selection: Selection) => [...selection.ids].sort().join("");
const on = (id: string, isRange = false) => ({ id, isOn: true, isRange });
const off = (id: string, isRange = false) => ({ id, isOn: false, isRange });
const ticked = (...steps: Parameters<typeof tick>[2][]) =>
  steps.reduce((selection, step) => tick(selection, shown, step), emptySelection);

describe("tick", () => {
  it("ticks and unticks one row", () => {
    expect(ids(ticked(on("b"), on("d"), off("b")))).toBe("d");
  });

  it("[S33] ticks from the last one to this one, in either direction", () => {
    expect(ids(ticked(on("b"), on("d", true)))).toBe("bcd");
    expect(ids(ticked(on("d"), on("a", true)))).toBe("abcd");
  });

  it("goes on from the end of a range, and unticks in ranges too", () => {
    expect(ids(ticked(on("a"), on("c", true), on("e", true)))).toBe("abcde");
    expect(ids(ticked(on("a"), on("e", true), off("b"), off("d", true)))).toBe("ae");
  });

  it("ticks one row when there is nothing to begin a range with", () => {
    expect(ids(ticked(on("c", true)))).toBe("c");
    // Hidden by the search meanwhile.
    expect(ids(tick(ticked(on("a")), ["c", "d"], on("d", true)))).toBe("ad");
  });
});

describe("tickAll", () => {
  it("leaves alone what the search hides", () => {
    const before = ticked(on("a"), on("b"));
    expect(ids(tickAll(before, ["b", "c"], true))).toBe("abc");
    expect(ids(tickAll(before, ["b", "c"], false))).toBe("a");
  });
});

it("forgets what has left the list, also as the beginning of a range", () => {
  const after = untick(ticked(on("b"), on("d")), ["d"]);
  expect(ids(after)).toBe("b");
  expect(ids(tick(after, ["a", "b", "c", "e"], on("e", true)))).toBe("be");
  expect(ids(tick(untick(ticked(on("b")), ["d"]), shown, on("c", true)))).toBe("bc");
});

describe("draggedWith", () => {
  it("[S33] takes all ticked ones along with one of them, and one that is not ticked alone", () => {
    expect(draggedWith("b", ["a", "b"])).toEqual(["a", "b"]);
    expect(draggedWith("c", ["a", "b"])).toEqual(["c"]);
    expect(draggedWith("c", [])).toEqual(["c"]);
  });
});

describe("neighbourOf", () => {
  it.each<[string, string[], string | null]>([
    ["the one below", ["b"], "c"],
    ["the one above at the end", ["e"], "d"],
    ["the first that stays below a gap", ["b", "c"], "d"],
    ["what stays between", ["a", "c"], "b"],
    ["the last that stays when all below go", ["c", "d", "e"], "b"],
    ["nothing when all go", shown, null],
    ["nothing when none of them is there", ["x"], null],
  ])("is %s", (_, leaving, expected) => expect(neighbourOf(shown, leaving)).toBe(expected));
});
