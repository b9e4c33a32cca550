import "server-only";
import { db } from "@/lib/db/client";
import type { RunStatus } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { kindOfTask } from "./commands";
import { type StartCondition, startConditionSchema, type TaskKey, taskKeys } from "./schema";
import { type CatalogueAddress, readAddress } from "./settings";

export type ServerTaskView = {
  key: TaskKey;
  isEnabled: boolean;
  startCondition: StartCondition;
  lastRun: { id: number; status: RunStatus; at: Date } | null;
  /** null: none is planned, or the queue is away */
  nextRunAt: Date | null;
  /** where the catalogue's task gets its list; null for the others */
  address: CatalogueAddress | null;
};

/** The page waits no longer than this for a queue that is away. */
const QUEUE_PATIENCE_MS = 2_000;

export async function listServerTasks(queue: JobQueue): Promise<{ tasks: ServerTaskView[]; isQueueAway: boolean }> {
  const [rows, runs, due] = await Promise.all([
    db().serverTask.findMany(),
    pool().query<{ kind: string; id: number; status: RunStatus; at: Date }>(
      `select distinct on (kind) kind, id, status, coalesce(started_at, created_at) as at from run order by kind, id desc`,
    ),
    readNextDue(queue),
  ]);
  const tasks = taskKeys.flatMap((key): ServerTaskView[] => {
    const row = rows.find((each) => each.key === key);
    const startCondition = startConditionSchema.safeParse(row?.startCondition);
    if (!row || !startCondition.success) return [];
    // "Recalculate completely" does the work of the first two.
    const isPartOfFull = key !== "catalogue";
    const [run] = runs.rows
      .filter(({ kind }) => kind === kindOfTask[key] || (isPartOfFull && kind === "full_recalculation"))
      .sort((a, b) => b.id - a.id);
    return [
      {
        key,
        isEnabled: row.isEnabled,
        startCondition: startCondition.data,
        lastRun: run ? { id: run.id, status: run.status, at: run.at } : null,
        nextRunAt: row.isEnabled ? (due?.get(key) ?? null) : null,
        address: key === "catalogue" ? readAddress(row.settings) : null,
      },
    ];
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
