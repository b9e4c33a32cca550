import type { StartCondition, TaskKey } from "./start-condition";

type Task = { key: TaskKey; startCondition: StartCondition /** of a recalculation */; followsImports: boolean };

/** What starts this task when it has ended: the task named by its condition, and imports where a recalculation follows them. */
function causesOf({ key, startCondition, followsImports }: Task): TaskKey[] {
  const causes: TaskKey[] = startCondition.kind === "after-task" ? [startCondition.task] : [];
  return key === "recalculation" && followsImports ? [...causes, "import"] : causes;
}

/** Whether a task would come to start itself, directly or through others: it would never end. */
export function isCyclic(tasks: readonly Task[], key: TaskKey): boolean {
  const seen = new Set<TaskKey>();
  const open = [key];
  for (let next = open.pop(); next; next = open.pop()) {
    const task = tasks.find((each) => each.key === next);
    for (const cause of task ? causesOf(task) : []) {
      if (cause === key) return true;
      if (seen.has(cause)) continue;
      seen.add(cause);
      open.push(cause);
    }
  }
  return false;
}
