import { pool } from "@/lib/db/pool";
import { count, observed } from "./counters";

/** Counts a run that has ended, once: by the worker that ended it. */
export async function countRun(runId: number): Promise<void> {
  const { rows } = await pool().query<{ kind: string; status: string; seconds: number }>(
    `select kind, status, extract(epoch from ended_at - started_at)::float8 as seconds
     from run where id = $1 and ended_at is not null and started_at is not null`,
    [runId],
  );
  const [run] = rows;
  if (run) await count(observed("seatwise_run_duration_seconds", { kind: run.kind, status: run.status }, run.seconds));
}
