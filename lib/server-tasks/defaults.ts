import type { StartCondition, TaskKey } from "./schema";

const everyFiveHours: StartCondition = { kind: "interval", minutes: 300 };
const everyWeek: StartCondition = { kind: "interval", minutes: 10_080 };

/** What a new installation begins with. */
type DefaultTask = { key: TaskKey; isEnabled: boolean; startCondition: StartCondition };

/** The manual's two tasks with its default, every five hours; and one that asks Microsoft for its list once somebody wants that. */
export const defaultServerTasks: DefaultTask[] = [
  { key: "import", isEnabled: true, startCondition: everyFiveHours },
  { key: "recalculation", isEnabled: true, startCondition: everyFiveHours },
  { key: "catalogue", isEnabled: false, startCondition: everyWeek },
];
