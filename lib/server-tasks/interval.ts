// Apart from the schemas: the browser needs these, and not zod.

export const minutesOf = { minutes: 1, hours: 60, days: 1_440 } as const;
export const intervalUnits = ["minutes", "hours", "days"] as const;
export type IntervalUnit = (typeof intervalUnits)[number];

/** The largest unit that says an interval without a rest. */
export function splitInterval(minutes: number): { count: number; unit: IntervalUnit } {
  const unit = intervalUnits.findLast((each) => minutes % minutesOf[each] === 0) ?? "minutes";
  return { count: minutes / minutesOf[unit], unit };
}
