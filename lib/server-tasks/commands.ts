import { db } from "@/lib/db/client";
import type { RunKind } from "@/lib/db/generated/enums";
import type { JobQueue } from "@/lib/jobs/queue";
import { isRecalculationDue, startRun } from "@/lib/jobs/runs";
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

/**
 * Numbers on the screens should follow the data: whatever an import brought is followed by a recalculation, also where the
 * import's worker died before it could say so, and where a recalculation was already on its way with older data.
 */
export async function followImports(queue: JobQueue): Promise<void> {
  if (!(await isRecalculationDue())) return;
  await startRun(queue, { kind: "recalculation", trigger: "after_import" });
}

/** Makes the queue's schedules follow the rows. Called whenever a row changed and with each reconciliation; idempotent. */
export async function applySchedules(queue: JobQueue): Promise<void> {
  const tasks = await db().serverTask.findMany({ where: { isEnabled: true }, orderBy: { key: "asc" } });
  await queue.setSchedules(
    tasks.map((task) => ({ key: task.key, everyMs: startConditionSchema.parse(task.startCondition).minutes * 60_000 })),
  );
}
