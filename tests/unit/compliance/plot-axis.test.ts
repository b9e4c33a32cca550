import fc from "fast-check";
import { expect, it, test } from "vitest";
import { axisTo, nearestTo } from "@/components/compliance/plot-axis";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [5, [0, 2, 4, 6]],
  [122, [0, 50, 100, 150]],
  [660, [0, 200, 400, 600, 800]],
  [1_000, [0, 500, 1_000]],
  [1_000_000, [0, 500_000, 1_000_000]],
])("an axis to %d has the marks %j", (highest, marks) => {
  expect(axisTo(highest)).toEqual(marks);
});

it("holds every value between few whole marks that are evenly apart", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_147_483_647 }), (highest) => {
      const marks = axisTo(highest);
      const step = marks[1] ?? 0;
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(marks.every((mark, index) => Number.isInteger(mark) && mark === index * step)).toBe(true);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect((marks.at(-1) ?? 0) - step).toBeLessThan(Math.max(1, highest));
    }),
  );
});

test("the nearest place is found between them and beyond their ends", () => {
  const places = [0, 0.5, 0.6, 1];
  expect([-1, 0.2, 0.26, 0.56, 0.9, 3].map((point) => nearestTo(places, point))).toEqual([0, 0, 1, 2, 3, 3]);
});
