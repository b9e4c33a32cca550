import { expect, test } from "vitest";
import { pointsOf, topOf } from "@/components/dashboard/trend-line";

const size = { width: 100, height: 28 };
const day = (date: string, available: number, consumption: number) => ({ day: date, available, consumption });

test("the distance of days is kept, both lines share one scale, and it begins at 0", () => {
  const days = [day("2026-01-01", 100, 0), day("2026-01-02", 100, 50), day("2026-01-05", 75, 100)];
  expect(topOf(days)).toBe(100);
  expect(pointsOf(days, "consumption", size)).toBe("0.0,24.0 25.0,14.0 100.0,4.0");
  expect(pointsOf(days, "available", size)).toBe("0.0,4.0 25.0,4.0 100.0,9.0");
});

test("a day alone and days without units stay inside the picture", () => {
  expect(pointsOf([day("2026-01-01", 0, 0)], "available", size)).toBe("0.0,24.0");
});
