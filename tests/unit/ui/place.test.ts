import { expect, test } from "vitest";
import { type PlaceOptions, placeOf } from "@/components/ui/place";

const window = { width: 400, height: 600 };
const anchor = (left: number, top: number) => ({ left, right: left + 100, top, bottom: top + 32 });
const below: PlaceOptions = { align: "start", side: "below", gapPx: 4 };

test("stands under its anchor, at the edge that is asked for", () => {
  const popup = { width: 160, height: 200 };
  expect(placeOf(anchor(120, 40), popup, window, below)).toMatchObject({ left: 120, top: 76 });
  expect(placeOf(anchor(120, 40), popup, window, { ...below, align: "end" })).toMatchObject({ left: 60, top: 76 });
  expect(placeOf(anchor(120, 40), popup, window, { ...below, align: "center" })).toMatchObject({ left: 90, top: 76 });
});

test("never leaves the window at the sides", () => {
  const popup = { width: 160, height: 200 };
  expect(placeOf(anchor(290, 40), popup, window, below).left).toBe(400 - 160 - 8);
  expect(placeOf(anchor(10, 40), popup, window, { ...below, align: "end" }).left).toBe(8);
});

test("goes to the other side where it does not fit and there is more room", () => {
  expect(placeOf(anchor(10, 500), { width: 160, height: 200 }, window, below).top).toBe(500 - 4 - 200);
  const above: PlaceOptions = { align: "center", side: "above", gapPx: 6 };
  expect(placeOf(anchor(10, 10), { width: 80, height: 24 }, window, above).top).toBe(42 + 6);
  expect(placeOf(anchor(10, 100), { width: 80, height: 24 }, window, above).top).toBe(100 - 6 - 24);
});

test("what fits on neither side scrolls on the roomier one", () => {
  const place = placeOf(anchor(10, 200), { width: 160, height: 900 }, window, below);
  expect(place).toMatchObject({ top: 236, maxHeight: 600 - 232 - 4 - 8 });
  const upper = placeOf(anchor(10, 400), { width: 160, height: 900 }, window, below);
  expect(upper).toMatchObject({ top: 8, maxHeight: 400 - 4 - 8 });
});
