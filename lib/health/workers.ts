import { pool } from "@/lib/db/pool";

/** How long a worker that ended is still listed. */
const KEPT_DAYS = 7;

export type WorkerState = "running" | "silent" | "stopped";
export type WorkerRow = {
  /** machine and process id */
  name: string;
  version: string;
  startedAt: Date;
  heartbeatAt: Date;
  state: WorkerState;
  /** portals that it imports right now */
  portals: number;
  /** runs that it carries out right now */
  runs: number;
};

/** Says that this worker lives, and forgets those that ended long ago. Called at its start and at each reconciliation. */
export async function beatWorker(name: string, version: string, startedAt: Date): Promise<void> {
  await pool().query(
    `insert into worker (name, version, started_at, heartbeat_at) values ($1, $2, $3, now())
     on conflict (name) do update set version = $2, started_at = $3, heartbeat_at = now(), stopped_at = null`,
    [name, version, startedAt],
  );
  await pool().query("delete from worker where heartbeat_at < now() - $1 * interval '1 day'", [KEPT_DAYS]);
}

/** It ended in order. */
export async function markWorkerStopped(name: string): Promise<void> {
  await pool().query("update worker set stopped_at = now() where name = $1", [name]);
}

/** All workers that were heard of in the last week, running ones first. @param silentMs without a word for so long: `silent` */
export async function listWorkers(silentMs: number): Promise<WorkerRow[]> {
  const { rows } = await pool().query<WorkerRow>(
    `select name, version, started_at as "startedAt", heartbeat_at as "heartbeatAt",
            case when stopped_at is not null then 'stopped'
                 when heartbeat_at < now() - $1 * interval '1 millisecond' then 'silent' else 'running' end as state,
            (select count(*)::int from import_claim c join run r on r.id = c.run_id
             where c.worker_name = w.name and r.status = 'running') as portals,
            (select count(*)::int from run r where r.worker_name = w.name and r.status = 'running') as runs
     from worker w
     order by stopped_at is not null, heartbeat_at < now() - $1 * interval '1 millisecond', started_at desc`,
    [silentMs],
  );
  return rows;
}
