import { type Actor, recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import type { RunKind } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import type { JobQueue } from "@/lib/jobs/queue";
import { isRecalculationDue, startRun } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { type StartCondition, startConditionSchema, type TaskKey, taskKeys } from "./schema";

/** What a task starts. */
export const kindOfTask: Record<TaskKey, RunKind> = {
  import: "import",
  recalculation: "recalculation",
  catalogue: "catalogue_refresh",
};

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

/** Starts a task now, whether it is enabled or not; an open run of it is answered with. */
export async function startTaskNow(
  queue: JobQueue,
  actor: { id: string },
  key: TaskKey,
): Promise<{ runId: number; isNew: boolean }> {
  return startRun(queue, { kind: kindOfTask[key], trigger: "manual", requestedById: actor.id });
}

/** @throws AppError server-task-not-found */
export async function setTaskEnabled(
  queue: JobQueue,
  actor: Actor,
  { key, isEnabled }: { key: TaskKey; isEnabled: boolean },
): Promise<void> {
  await changeTask(queue, actor, key, { isEnabled }, isEnabled ? "server-task.enabled" : "server-task.disabled");
}

/** @throws AppError server-task-not-found */
export async function setStartCondition(
  queue: JobQueue,
  actor: Actor,
  { key, startCondition }: { key: TaskKey; startCondition: StartCondition },
): Promise<void> {
  await changeTask(queue, actor, key, { startCondition }, "server-task.start-condition-changed");
}

/** @param address null: Microsoft's own. @throws AppError server-task-not-found */
export async function setCatalogueAddress(
  queue: JobQueue,
  actor: Actor,
  { address }: { address: string | null },
): Promise<void> {
  await changeTask(
    queue,
    actor,
    "catalogue",
    { settings: address === null ? {} : { address } },
    "server-task.address-changed",
  );
}

type Change = { isEnabled: boolean } | { startCondition: StartCondition } | { settings: { address?: string } };

async function changeTask(queue: JobQueue, actor: Actor, key: TaskKey, data: Change, action: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.serverTask.updateMany({ where: { key }, data });
    if (count === 0) throw new AppError("server-task-not-found");
    await recordAudit(tx, actor, { action, targetType: "server-task", targetId: key, details: data });
  });
  // The row is the truth: a queue that is away gets it with a worker's next reconciliation.
  await applySchedules(queue).catch((error) => {
    log.warn({ err: error, task: key }, "the queue is away; the schedule follows with the next reconciliation");
  });
}
