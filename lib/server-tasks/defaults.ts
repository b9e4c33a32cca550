import type { StartCondition, TaskKey } from "./schema";

const everyFiveHours: StartCondition = { kind: "interval", minutes: 300 };

/** The manual's two tasks with its default: every five hours. */
export const defaultServerTasks: { key: TaskKey; startCondition: StartCondition }[] = [
  { key: "import", startCondition: everyFiveHours },
  { key: "recalculation", startCondition: everyFiveHours },
];
