// Apart from the schemas: the browser previews starts with this, and has no zod.

export const taskKeys = ["import", "recalculation", "catalogue", "retention"] as const;
export type TaskKey = (typeof taskKeys)[number];

/** A time of day on the wall clock of a named IANA time zone. */
type WallTime = { /** HH:MM */ at: string; timeZone: string };

/** When a server task starts by itself. */
export type StartCondition =
  /** A true interval: "0 *\/5 * * *" would not be every five hours. */
  | { kind: "interval"; minutes: number }
  | ({ kind: "daily" } & WallTime)
  /** `days`: 1 is Monday, 7 is Sunday */
  | ({ kind: "weekly"; days: number[] } & WallTime)
  /** `day`: in a month that has no such day, its last one */
  | ({ kind: "monthly"; day: number | "first" | "last" } & WallTime)
  /** `on`: YYYY-MM-DD */
  | ({ kind: "once"; on: string } & WallTime)
  /** after each run of that task that succeeded, with or without warnings */
  | { kind: "after-task"; task: TaskKey }
  /** never by itself */
  | { kind: "manual" };

export const startKinds = ["interval", "daily", "weekly", "monthly", "once", "after-task", "manual"] as const;
export type StartKind = (typeof startKinds)[number];
