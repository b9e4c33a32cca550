/** Not more of them than can be read beside a plot. */
const intervalsMax = 4;

/** The marks of an axis from 0 to at least the highest value: whole and round numbers, as far apart as one another. */
export function axisTo(highest: number): number[] {
  const least = Math.max(1, highest / intervalsMax);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least) ?? 10 * power;
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) + 1 }, (_, mark) => mark * step);
}

/** Which of the places, from 0 to 1 and in their order, is nearest to a point. */
export function nearestTo(places: readonly number[], point: number): number {
  return places.reduce(
    (best, place, index) => (Math.abs(place - point) < Math.abs((places[best] ?? 0) - point) ? index : best),
    0,
  );
}
