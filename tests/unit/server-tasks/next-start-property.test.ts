import fc from "fast-check";
import { expect, test } from "vitest";
import { nextStart } from "@/lib/server-tasks/next-start";
import type { StartCondition } from "@/lib/server-tasks/start-condition";

// The second implementation: walks minute by minute over a clock that is set forward and back by the laws of the EU and the
// USA, written down here. It knows nothing of Intl and nothing of the first one.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const memory = new Map<string, number>();

/** The n-th Sunday of a month as UTC midnight; -1 is the last. */
function sunday(year: number, month: number, n: number): number {
  const key = `${year}-${month}-${n}`;
  const known = memory.get(key);
  if (known !== undefined) return known;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length }, (_, i) => Date.UTC(year, month - 1, i + 1));
  const found = days.filter((day) => new Date(day).getUTCDay() === 0).at(n > 0 ? n - 1 : n) as number;
  memory.set(key, found);
  return found;
}

type Law = { winter: number; summer: number; from: (year: number) => number; to: (year: number) => number };
const never = () => Number.POSITIVE_INFINITY;
const laws: Record<string, Law> = {
  UTC: { winter: 0, summer: 0, from: never, to: never },
  "Asia/Kolkata": { winter: 5.5 * HOUR, summer: 5.5 * HOUR, from: never, to: never },
  "Europe/Berlin": {
    winter: HOUR,
    summer: 2 * HOUR,
    from: (year) => sunday(year, 3, -1) + HOUR,
    to: (year) => sunday(year, 10, -1) + HOUR,
  },
  "America/New_York": {
    winter: -5 * HOUR,
    summer: -4 * HOUR,
    from: (year) => sunday(year, 3, 2) + 7 * HOUR,
    to: (year) => sunday(year, 11, 1) + 6 * HOUR,
  },
};

type OnTheWall = Exclude<StartCondition, { kind: "interval" | "after-task" | "manual" }>;

function isOnDay(condition: OnTheWall, wall: Date): boolean {
  if (condition.kind === "daily") return true;
  if (condition.kind === "weekly") return condition.days.includes(wall.getUTCDay() === 0 ? 7 : wall.getUTCDay());
  if (condition.kind === "once") return wall.toISOString().startsWith(condition.on);
  const isLast = new Date(wall.getTime() + 24 * HOUR).getUTCDate() === 1;
  if (condition.day === "last") return isLast;
  if (condition.day === "first") return wall.getUTCDate() === 1;
  return wall.getUTCDate() === condition.day || (isLast && wall.getUTCDate() < condition.day);
}

function plainNext(condition: OnTheWall, after: number, days: number): number | null {
  const law = laws[condition.timeZone] as Law;
  const years = [-1, 0, 1].map((step) => new Date(after).getUTCFullYear() + step);
  const summers = years.map((year) => [law.from(year), law.to(year)] as const);
  const wall = (ms: number) => ms + (summers.some(([from, to]) => ms >= from && ms < to) ? law.summer : law.winter);
  const minuteOf = (wallMs: number) => (((wallMs / MINUTE) % 1440) + 1440) % 1440;
  const [hour = 0, minute = 0] = condition.at.split(":").map(Number);
  const wanted = hour * 60 + minute;
  let before = wall(Math.floor(after / MINUTE) * MINUTE);
  for (let ms = (Math.floor(after / MINUTE) + 1) * MINUTE; ms <= after + days * 24 * HOUR; ms += MINUTE) {
    const now = wall(ms);
    const isShown = minuteOf(now) === wanted;
    const isJumpedOver = now - before > MINUTE && wanted > minuteOf(before) && wanted < minuteOf(now);
    before = now;
    if (!isShown && !isJumpedOver) continue;
    // Shown an hour ago already: the clock was set back in between.
    if (wall(ms - HOUR) === now) continue;
    if (isOnDay(condition, new Date(now))) return ms;
  }
  return null;
}

const two = (n: number) => String(n).padStart(2, "0");
const at = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 59 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })) },
);
const timeZone = fc.constantFrom(...Object.keys(laws));
/** Mostly near a change of the clock: that is where the faults are. */
const moment = fc
  .tuple(
    fc.integer({ min: 2024, max: 2032 }),
    fc.constantFrom<[number, number]>([3, -1], [10, -1], [3, 2], [11, 1], [2, -1], [12, -1]),
    fc.integer({ min: -3 * 24 * 60, max: 2 * 24 * 60 }),
  )
  .map(([year, [month, n], minutes]) => sunday(year, month, n) + minutes * MINUTE);

const day = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom("first" as const, "last" as const));
const sorts = {
  daily: fc.constant({ kind: "daily" as const }),
  weekly: fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((days) => ({ kind: "weekly" as const, days })),
  monthly: day.map((value) => ({ kind: "monthly" as const, day: value })),
};

test.each([
  ["daily", 3, 300],
  ["weekly", 9, 150],
  ["monthly", 33, 60],
] as const)("[S47] the next %s start is the one that a walk over the minutes finds", (kind, days, numRuns) => {
  fc.assert(
    fc.property(sorts[kind] as fc.Arbitrary<object>, at, timeZone, moment, (sort, [hour, minute], zone, after) => {
      const condition = { ...sort, at: `${two(hour)}:${two(minute)}`, timeZone: zone } as OnTheWall;
      const found = plainNext(condition, after, days);
      const next = nextStart(condition, new Date(after))?.getTime() ?? null;
      // The walk has an end; what lies beyond it is not compared, but must lie beyond it.
      if (found === null) expect(next === null || next > after + days * 24 * HOUR).toBe(true);
      else expect(next).toBe(found);
    }),
    { numRuns },
  );
});

test("[S47] the one start is the one that a walk over the minutes finds", () => {
  fc.assert(
    fc.property(at, timeZone, moment, fc.integer({ min: -1, max: 2 }), ([hour, minute], zone, after, ahead) => {
      const on = new Date(after + ahead * 24 * HOUR).toISOString().slice(0, 10);
      const condition = { kind: "once", on, at: `${two(hour)}:${two(minute)}`, timeZone: zone } as const;
      expect(nextStart(condition, new Date(after))?.getTime() ?? null).toBe(plainNext(condition, after, 4));
    }),
    { numRuns: 300 },
  );
});

test("[S47] every start lies after the moment, and asking again right before it gives the same one", () => {
  fc.assert(
    fc.property(
      fc.oneof(...Object.values(sorts)) as fc.Arbitrary<object>,
      at,
      timeZone,
      moment,
      (sort, [hour, minute], zone, after) => {
        const condition = { ...sort, at: `${two(hour)}:${two(minute)}`, timeZone: zone } as OnTheWall;
        const next = nextStart(condition, new Date(after)) as Date;
        expect(next.getTime()).toBeGreaterThan(after);
        expect(nextStart(condition, new Date(Math.max(after, next.getTime() - 1)))).toEqual(next);
      },
    ),
    { numRuns: 300 },
  );
});
