import type { RetentionSettings } from "./schema";
import type { StartCondition, TaskKey } from "./start-condition";

const everyFiveHours: StartCondition = { kind: "interval", minutes: 300 };
const everyWeek: StartCondition = { kind: "interval", minutes: 10_080 };
const everyNight: StartCondition = { kind: "daily", at: "03:30", timeZone: "UTC" };

/** What a new installation begins with. */
type DefaultTask = { key: TaskKey; isEnabled: boolean; startCondition: StartCondition; settings: object };

/** What the monitor keeps unless somebody says otherwise. */
export const defaultRetention: RetentionSettings = { keepDays: 30, keepRuns: 5_000 };

/**
 * The manual's two tasks with its default, every five hours; one that asks Microsoft for its list once somebody wants that; and one
 * that keeps the monitor small.
 */
export const defaultServerTasks: DefaultTask[] = [
  { key: "import", isEnabled: true, startCondition: everyFiveHours, settings: {} },
  { key: "recalculation", isEnabled: true, startCondition: everyFiveHours, settings: { afterImport: true } },
  { key: "catalogue", isEnabled: false, startCondition: everyWeek, settings: {} },
  { key: "retention", isEnabled: true, startCondition: everyNight, settings: defaultRetention },
];
