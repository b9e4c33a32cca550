import type { StartCondition } from "./start-condition";
import { DAY_MS, instantOf, wallClock } from "./zone-time";

/** The day before (a start of its may have been moved past midnight), and the longest way to the same day of the next month. */
const DAYS_AHEAD = 64;

/**
 * The first start after a moment; null when the condition plans none any more.
 *
 * Wall times follow daylight saving: one that does not exist on a day is moved to the first moment after the gap, and one that
 * exists twice runs once, the first time. A month that has no such day takes its last one. An interval is time that passes, and
 * knows no clock changes.
 * @param after exclusive
 * @param rhythm a start that an interval goes on from; without it, from `after`
 */
export function nextStart(condition: StartCondition, after: Date, rhythm: Date = after): Date | null {
  switch (condition.kind) {
    case "after-task":
    case "manual":
      return null;
    case "interval": {
      const everyMs = condition.minutes * 60_000;
      const steps = Math.floor((after.getTime() - rhythm.getTime()) / everyMs) + 1;
      return new Date(rhythm.getTime() + steps * everyMs);
    }
    case "once": {
      const instant = instantOf(condition.timeZone, Date.parse(`${condition.on}T${condition.at}Z`));
      return instant > after.getTime() ? new Date(instant) : null;
    }
    default:
      return nextOnWallClock(condition, after);
  }
}

type Recurring = Extract<StartCondition, { kind: "daily" | "weekly" | "monthly" }>;

function nextOnWallClock(condition: Recurring, after: Date): Date | null {
  const { at, timeZone } = condition;
  const timeMs = Date.parse(`1970-01-01T${at}Z`);
  const today = Math.floor(wallClock(timeZone, after.getTime()) / DAY_MS);
  for (let day = today - 1; day < today + DAYS_AHEAD; day += 1) {
    if (!isDayOf(condition, new Date(day * DAY_MS))) continue;
    const instant = instantOf(timeZone, day * DAY_MS + timeMs);
    if (instant > after.getTime()) return new Date(instant);
  }
  return null;
}

/** @param date midnight of the day as if it were UTC */
function isDayOf(condition: Recurring, date: Date): boolean {
  if (condition.kind === "daily") return true;
  if (condition.kind === "weekly") return condition.days.includes(date.getUTCDay() || 7);
  const day = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  if (condition.day === "first") return day === 1;
  return day === (condition.day === "last" ? last : Math.min(condition.day, last));
}

/** The next starts, at most `count`; for a person who wonders what a condition means. */
export function nextStarts(condition: StartCondition, after: Date, count: number): Date[] {
  const starts: Date[] = [];
  for (let last: Date = after; starts.length < count; ) {
    const next = nextStart(condition, last);
    if (!next) break;
    starts.push(next);
    last = next;
  }
  return starts;
}
