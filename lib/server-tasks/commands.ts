import { db } from "@/lib/db/client";
import type { RunKind } from "@/lib/db/generated/enums";
import type { JobQueue } from "@/lib/jobs/queue";
import { startRun } from "@/lib/jobs/runs";
import { startConditionSchema, type TaskKey, taskKeys } from "./schema";

const kindOfTask: Record<TaskKey, RunKind> = { import: "import", recalculation: "recalculation" };

/** A schedule is due. A task that was switched off or does not exist any more starts nothing. @returns the run, or null */
export async function startScheduledTask(queue: JobQueue, key: string): Promise<number | null> {
  const task = await db().serverTask.findUnique({ where: { key } });
  const known = taskKeys.find((candidate) => candidate === key);
  if (!task?.isEnabled || !known) return null;
  const { runId } = await startRun(queue, { kind: kindOfTask[known], trigger: "schedule" });
  return runId;
}

/** Makes the queue's schedules follow the rows. Called when a worker starts and whenever a row changed; idempotent. */
export async function applySchedules(queue: JobQueue): Promise<void> {
  const tasks = await db().serverTask.findMany({ where: { isEnabled: true }, orderBy: { key: "asc" } });
  await queue.setSchedules(
    tasks.map((task) => ({ key: task.key, everyMs: startConditionSchema.parse(task.startCondition).minutes * 60_000 })),
  );
}
