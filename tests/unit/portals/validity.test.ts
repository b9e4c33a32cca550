import { describe, expect, test } from "vitest";
import { describeValidity } from "@/lib/portals/validity";

const now = new Date("2026-11-24T09:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe("the validity of a credential", () => {
  test.each([
    [365, 365, "fine"],
    [31, 31, "fine"],
    [30.9, 30, "warning"],
    [30, 30, "warning"],
    [8, 8, "warning"],
    [7.5, 7, "error"],
    [7, 7, "error"],
    [0.5, 0, "error"],
    [-0.1, -1, "error"],
    [-20, -20, "error"],
  ] as const)("in %d days: %d left, %s", (days, daysLeft, level) => {
    expect(describeValidity(inDays(days), now)).toEqual({ daysLeft, level });
  });
});
