/** A product's consumption on the days on which it was calculated, oldest first. `day`: days since the epoch. */
export type TrendPoint = { day: number; consumption: number };

export type Trend = {
  points: TrendPoint[];
  /** against the last day before; null where there is none */
  sinceYesterday: number | null;
  /** against the last day that is at least 30 days older */
  sinceLastMonth: number | null;
};

export const TREND_DAYS = 90;

/** @param stored as the recalculation keeps it: a day, the consumption on it, the next day, and so on, as a JSON array */
export function pointsOf(stored: string): TrendPoint[] {
  const numbers: number[] = JSON.parse(stored);
  const points: TrendPoint[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    points.push({ day: numbers[at] ?? 0, consumption: numbers[at + 1] ?? 0 });
  }
  return points;
}

export function trendOf(points: TrendPoint[]): Trend {
  const last = points.at(-1);
  const since = (days: number) => {
    const before = points.findLast(({ day }) => last !== undefined && day <= last.day - days);
    return last && before ? last.consumption - before.consumption : null;
  };
  return { points, sinceYesterday: since(1), sinceLastMonth: since(30) };
}
