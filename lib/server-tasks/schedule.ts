import type { ClientBase } from "pg";
import { pool, withTransaction } from "@/lib/db/pool";
import { writeLogLine } from "@/lib/jobs/journal";
import type { JobQueue } from "@/lib/jobs/queue";
import { createRun, dispatchCreated, isRecalculationDue, startRun } from "@/lib/jobs/runs";
import { nextStart } from "./next-start";
import { kindOfTask, kindsOfTask, readsAfterImport, readTaskRows, type TaskRow, taskColumns } from "./rows";
import type { TaskKey } from "./start-condition";

/** Clocks of machines differ: a worker that is woken this much too early starts all the same. */
const EARLY_MS = 2_000;
/** A start that is later than this was missed, and the run's log says so. */
const MISSED_MS = 120_000;

/** Serialises whoever moves the queue's job schedulers; any number that no other lock of ours uses. */
const SCHEDULE_LOCK = 36_505;

async function readEnabled(database: Pick<ClientBase, "query"> = pool()): Promise<TaskRow[]> {
  const { rows } = await database.query(`select ${taskColumns} from server_task where is_enabled`);
  return readTaskRows(rows);
}

/**
 * Plans what is not planned yet, and makes the queue's job schedulers follow the rows. Called whenever a row changed and with each
 * reconciliation; idempotent.
 */
export async function applySchedules(queue: JobQueue, now = new Date()): Promise<void> {
  await withTransaction(async (client) => {
    // A schedule is moved in two steps, which two processes must not mix.
    await client.query("select pg_advisory_xact_lock($1)", [SCHEDULE_LOCK]);
    const tasks = await readEnabled(client);
    for (const task of tasks) {
      if (task.nextStartAt) continue;
      task.nextStartAt = nextStart(task.startCondition, now);
      if (!task.nextStartAt) continue;
      await client.query(
        "update server_task set next_start_at = $2 where key = $1 and version = $3 and is_enabled and next_start_at is null",
        [task.key, task.nextStartAt, task.version],
      );
    }
    await queue.setSchedules(tasks.flatMap(({ key, nextStartAt }) => (nextStartAt ? [{ key, at: nextStartAt }] : [])));
  });
}

/**
 * A job scheduler has woken this worker: starts the task if its row says that it is due, and plans the next start in the same
 * transaction. However long the server was down, what was missed is made up once. A task whose run is still open starts none
 * beside it.
 * @returns the run, or null
 */
export async function startDueTask(queue: JobQueue, key: string, now = new Date()): Promise<number | null> {
  const started = await withTransaction(async (client) => {
    const { rows } = await client.query(
      `select ${taskColumns} from server_task where key = $1 and is_enabled and next_start_at <= $2 for update`,
      [key, new Date(now.getTime() + EARLY_MS)],
    );
    const [task] = readTaskRows(rows);
    if (!task?.nextStartAt) return null;
    const planned = task.nextStartAt;
    const after = new Date(Math.max(now.getTime(), planned.getTime()));
    await client.query("update server_task set next_start_at = $2 where key = $1", [
      task.key,
      nextStart(task.startCondition, after, planned),
    ]);
    return { planned, ...(await createRun({ kind: kindOfTask[task.key], trigger: "schedule" }, client)) };
  });
  if (started) {
    await dispatchCreated(queue, started);
    if (started.isNew && now.getTime() - started.planned.getTime() > MISSED_MS) {
      const planned = `${started.planned.toISOString().slice(0, 16).replace("T", " ")} UTC`;
      await writeLogLine(started.runId, { level: "info", code: "missed-start-made-up", params: { planned } });
    }
  }
  // Also where nothing was due: the scheduler that woke us stands at another time than the row, or at none.
  await applySchedules(queue, now);
  return started?.runId ?? null;
}

/**
 * What starts because something else has ended: tasks whose condition names another task, and the recalculation after an import
 * that brought something, also where the import's worker died before it could say so.
 */
export async function followRuns(queue: JobQueue): Promise<void> {
  for (const task of await readEnabled()) {
    if (task.startCondition.kind === "after-task") await followTask(queue, task.key, task.startCondition.task);
    if (task.key !== "recalculation" || !readsAfterImport(task.settings)) continue;
    // Numbers on the screens should follow the data.
    if (await isRecalculationDue()) await startRun(queue, { kind: "recalculation", trigger: "after_import" });
  }
}

async function followTask(queue: JobQueue, key: TaskKey, cause: TaskKey): Promise<void> {
  if (!(await findEnded(null, key, cause))) return;
  const created = await withTransaction(async (client) => {
    await client.query("select 1 from server_task where key = $1 for update", [key]);
    const endedAt = await findEnded(client, key, cause);
    if (!endedAt) return null;
    await client.query("update server_task set followed_until = $2 where key = $1", [key, endedAt]);
    return createRun({ kind: kindOfTask[key], trigger: "after_task" }, client);
  });
  if (created) await dispatchCreated(queue, created);
}

/** When a run of `cause` has succeeded last that `key` has not followed yet; text, since a Date would lose its microseconds. */
async function findEnded(client: ClientBase | null, key: TaskKey, cause: TaskKey): Promise<string | null> {
  const { rows } = await (client ?? pool()).query<{ endedAt: string | null }>(
    `select max(r.ended_at)::text as "endedAt" from run r join server_task t on t.key = $1
     where r.kind::text = any($2) and r.status in ('succeeded', 'succeeded_with_warnings')
       and t.is_enabled and r.ended_at > coalesce(t.followed_until, t.updated_at)`,
    [key, kindsOfTask(cause)],
  );
  return rows[0]?.endedAt ?? null;
}
