import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { JobQueue } from "@/lib/jobs/queue";
import { startRun } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { startPortalImport } from "@/lib/portals/commands";
import { isCyclic } from "./chain";
import { nextStart } from "./next-start";
import { kindOfTask, readsAfterImport, readTaskRows, type TaskRow, taskColumns } from "./rows";
import { applySchedules } from "./schedule";
import type { EditTaskInput, StartTaskInput } from "./schema";
import type { TaskKey } from "./start-condition";

/**
 * Starts a task now, whether it is enabled or not; an open run of it is answered with. Its planned starts stay.
 * @throws AppError portal-not-found, portal-disabled when an import is about one portal
 */
export async function startTaskNow(
  queue: JobQueue,
  actor: Actor,
  { key, portalId }: StartTaskInput,
): Promise<{ runId: number; isNew: boolean }> {
  if (portalId !== undefined) return startPortalImport(actor, portalId);
  return startRun(queue, { kind: kindOfTask[key], trigger: "manual", requestedBy: actor });
}

/** @throws AppError server-task-not-found */
export async function setTaskEnabled(
  queue: JobQueue,
  actor: Actor,
  { key, isEnabled }: { key: TaskKey; isEnabled: boolean },
): Promise<void> {
  const now = new Date();
  await withTransaction(async (client) => {
    const task = findTask(await lockTasks(client), key);
    await writeTask(client, actor, { ...task, isEnabled }, isEnabled ? nextStart(task.startCondition, now) : null);
    const action = isEnabled ? "server-task.enabled" : "server-task.disabled";
    await writeAuditLine(client, actor, { action, targetType: "server-task", targetId: key, details: { isEnabled } });
  });
  await followRows(queue, key);
}

/**
 * Changes a task as a whole. A condition that stays keeps its planned start.
 * @throws AppError server-task-not-found; server-task-changed when somebody else was faster; task-chain-cyclic,
 * once-in-the-past at their fields
 */
export async function editTask(
  queue: JobQueue,
  actor: Actor,
  input: EditTaskInput,
  now = new Date(),
): Promise<{ version: number }> {
  const { key, isEnabled, startCondition, settings } = input;
  const version = await withTransaction(async (client) => {
    const tasks = await lockTasks(client);
    const task = findTask(tasks, key);
    if (task.version !== input.version) {
      throw new AppError("server-task-changed", { params: { name: task.updatedBy ?? "–" } });
    }
    const edited = { ...task, isEnabled, startCondition, settings };
    checkChain(tasks, edited);
    const isSame = JSON.stringify(startCondition) === JSON.stringify(task.startCondition);
    const isKept = isSame && task.isEnabled && task.nextStartAt !== null;
    const next = isKept ? task.nextStartAt : nextStart(startCondition, now);
    if (startCondition.kind === "once" && !isSame && isEnabled && !next) {
      throw new AppError("once-in-the-past", { fields: { "startCondition.on": "once-in-the-past" } });
    }
    await writeTask(client, actor, edited, isEnabled ? next : null);
    await writeAuditLine(client, actor, {
      action: "server-task.edited",
      targetType: "server-task",
      targetId: key,
      details: { isEnabled, startCondition, settings },
    });
    return task.version + 1;
  });
  await followRows(queue, key);
  return { version };
}

/** All of them: whether a chain is cyclic is a matter of all, and two editors must not close one together. */
async function lockTasks(client: ClientBase): Promise<TaskRow[]> {
  const { rows } = await client.query(`select ${taskColumns} from server_task order by key for update`);
  return readTaskRows(rows);
}

function findTask(tasks: readonly TaskRow[], key: TaskKey): TaskRow {
  const task = tasks.find((each) => each.key === key);
  if (!task) throw new AppError("server-task-not-found");
  return task;
}

function checkChain(tasks: readonly TaskRow[], edited: TaskRow): void {
  const all = tasks.map((task) => (task.key === edited.key ? edited : task));
  const chained = all.map((task) => ({ ...task, followsImports: readsAfterImport(task.settings) }));
  if (!isCyclic(chained, edited.key)) return;
  const field = edited.startCondition.kind === "after-task" ? "startCondition.task" : "settings.afterImport";
  throw new AppError("task-chain-cyclic", { fields: { [field]: "task-chain-cyclic" } });
}

/** What ended before a task was told to follow it starts nothing: `followed_until` begins anew with each change. */
async function writeTask(client: ClientBase, actor: Actor, task: TaskRow, nextStartAt: Date | null): Promise<void> {
  await client.query(
    `update server_task set is_enabled = $2, start_condition = $3, settings = $4, next_start_at = $5, followed_until = now(),
       version = version + 1, updated_by = $6, updated_at = now() where key = $1`,
    [
      ...[task.key, task.isEnabled, JSON.stringify(task.startCondition), JSON.stringify(task.settings)],
      ...[nextStartAt, actor.username],
    ],
  );
}

/** The row is the truth: a queue that is away gets it with a worker's next reconciliation. */
async function followRows(queue: JobQueue, key: TaskKey): Promise<void> {
  await applySchedules(queue).catch((error) => {
    log.warn({ err: error, task: key }, "the queue is away; the schedule follows with the next reconciliation");
  });
}
