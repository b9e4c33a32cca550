import { expect, test } from "vitest";
import { isMilestone } from "@/lib/import/milestone";

function milestonesOf(users: number, counted: number | null): number {
  let lines = 0;
  for (let read = 0, page = 1; read < users; page += 1) {
    const after = Math.min(users, read + 999);
    if (isMilestone(page, read, after, counted)) lines += 1;
    read = after;
  }
  return lines;
}

test.each([
  [500, 500, 1],
  [5_000, 5_000, 3],
  [500_000, 500_000, 11],
  [500_000, null, 9],
])("%i users, %s counted by Graph, are told in %i lines", (users, counted, lines) => {
  expect(milestonesOf(users, counted)).toBe(lines);
});
