import "server-only";
import type { RunKind, RunStatus } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { kindsOfTask, readsAfterImport, readTaskRows, type TaskRow, taskColumns } from "./rows";
import type { RetentionSettings } from "./schema";
import { type CatalogueAddress, readAddress, readRetention } from "./settings";

export type ServerTaskView = Omit<TaskRow, "settings"> & {
  lastRun: { id: number; status: RunStatus; at: Date } | null;
  /** Settings of the tasks that have some; null for the others. */
  address: CatalogueAddress | null;
  retention: RetentionSettings | null;
  afterImport: boolean | null;
};

/** The page waits no longer than this for a queue that is away. */
const QUEUE_PATIENCE_MS = 2_000;

export async function listServerTasks(queue: JobQueue): Promise<{ tasks: ServerTaskView[]; isQueueAway: boolean }> {
  const [stored, runs, due] = await Promise.all([
    pool().query(`select ${taskColumns} from server_task`),
    pool().query<{ kind: RunKind; id: number; status: RunStatus; at: Date }>(
      `select distinct on (kind) kind, id, status, coalesce(started_at, created_at) as at from run order by kind, id desc`,
    ),
    readNextDue(queue),
  ]);
  const tasks = readTaskRows(stored.rows).map(({ settings, ...task }): ServerTaskView => {
    const kinds = kindsOfTask(task.key);
    const [run] = runs.rows.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => b.id - a.id);
    return {
      ...task,
      lastRun: run ? { id: run.id, status: run.status, at: run.at } : null,
      address: task.key === "catalogue" ? readAddress(settings) : null,
      retention: task.key === "retention" ? readRetention(settings) : null,
      afterImport: task.key === "recalculation" ? readsAfterImport(settings) : null,
    };
  });
  return { tasks, isQueueAway: due === null };
}

/** null: the queue is away. */
async function readNextDue(queue: JobQueue): Promise<Map<string, Date> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the queue does not answer in time")), QUEUE_PATIENCE_MS);
  });
  try {
    return await Promise.race([queue.nextDue(), tooLate]);
  } catch (error) {
    log.warn({ err: error }, "the schedules could not be read");
    return null;
  } finally {
    clearTimeout(timer);
  }
}
