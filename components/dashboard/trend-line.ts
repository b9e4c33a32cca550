import type { TrendDay } from "@/lib/monitor/dashboard";

type Size = { width: number; height: number };
/** Keeps a line at the top or the bottom in sight. */
const margin = 4;

export const topOf = (days: readonly TrendDay[]) =>
  days.reduce((top, { available, consumption }) => Math.max(top, available, consumption), 1);

/** The corners of a line; days without a recalculation are bridged, the distance of days is kept. Starts at 0. */
export function pointsOf(days: readonly TrendDay[], key: "available" | "consumption", size: Size): string {
  const times = days.map(({ day }) => Date.parse(day));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const span = Math.max(1, last - first);
  const top = topOf(days);
  return days
    .map((each, index) => {
      const x = (((times[index] ?? first) - first) / span) * size.width;
      const y = size.height - margin - (each[key] / top) * (size.height - 2 * margin);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}
