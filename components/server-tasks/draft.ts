import { type IntervalUnit, minutesOf, splitInterval } from "@/lib/server-tasks/interval";
import type { StartCondition, StartKind, TaskKey } from "@/lib/server-tasks/start-condition";

/** A start condition while somebody edits it: what was typed for one kind is still there when they come back to it. */
export type Draft = {
  kind: StartKind;
  count: string;
  unit: IntervalUnit;
  at: string;
  timeZone: string;
  days: readonly number[];
  day: string;
  on: string;
  task: TaskKey | "";
};

/** @param timeZone of the person, for a condition that has none yet */
export function draftOf(condition: StartCondition, timeZone: string): Draft {
  const draft: Draft = {
    ...{ kind: condition.kind, count: "5", unit: "hours", at: "03:00", timeZone },
    ...{ days: [1], day: "first", on: "", task: "" },
  };
  switch (condition.kind) {
    case "interval": {
      const { count, unit } = splitInterval(condition.minutes);
      return { ...draft, count: String(count), unit };
    }
    case "monthly":
      return { ...draft, ...condition, day: String(condition.day) };
    default:
      return { ...draft, ...condition };
  }
}

/** As it was typed: what is wrong with it, the server says beside its field. */
export function conditionOf({ kind, count, unit, at, timeZone, days, day, on, task }: Draft): StartCondition {
  switch (kind) {
    case "interval":
      return { kind, minutes: Number(count) * minutesOf[unit] };
    case "daily":
      return { kind, at, timeZone };
    case "weekly":
      return { kind, days: [...days].sort(), at, timeZone };
    case "monthly":
      return { kind, day: day === "first" || day === "last" ? day : Number(day), at, timeZone };
    case "once":
      return { kind, on, at, timeZone };
    case "after-task":
      return { kind, task: task as TaskKey };
    case "manual":
      return { kind };
  }
}

/** Whether starts can be reckoned from it; the browser has no schemas. */
export function isComplete(condition: StartCondition): boolean {
  if (condition.kind === "interval") return condition.minutes >= 5 && condition.minutes <= 44_640;
  if (!("at" in condition)) return true;
  if (!/^\d\d:\d\d$/.test(condition.at)) return false;
  if (condition.kind === "weekly") return condition.days.length > 0;
  return condition.kind !== "once" || !Number.isNaN(Date.parse(`${condition.on}T${condition.at}Z`));
}
