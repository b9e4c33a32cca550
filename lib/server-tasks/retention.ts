import { pool } from "@/lib/db/pool";
import type { RunContext } from "@/lib/jobs/execute";
import { writeClaimedLogLine } from "@/lib/jobs/journal";
import { FencedError, type RunOutcome } from "@/lib/jobs/runs";
import type { RetentionSettings } from "./schema";

/** Runs deleted in one statement: their logs and changes go with them, and nobody waits long for one of these. */
const BATCH_RUNS = 200;

/**
 * The body of a retention: deletes runs that ended too long ago or that too many are newer than, with their logs and changes. Of
 * each portal its last part and its last successful one stay, and of each kind the last run: they are what the screens speak of.
 */
export async function deleteOldRuns(context: RunContext, settings: RetentionSettings): Promise<RunOutcome> {
  const { claim, signal } = context;
  const old = await findOldRuns(settings);
  let runs = 0;
  let lines = 0;
  for (let from = 0; from < old.length; from += BATCH_RUNS) {
    signal.throwIfAborted();
    await context.progress("retention", from, old.length);
    const { rows } = await pool().query<{ isOurs: boolean; runs: number; lines: number }>(
      `with fence as (select id from run where id = $2 and claim_token = $3 and status = 'running' for share),
         counted as (select count(*)::int as n from log_line where run_id = any($1) and exists (select from fence)),
         gone as (delete from run where id = any($1) and exists (select from fence) returning id)
       select exists (select from fence) as "isOurs", (select n from counted) as lines, (select count(*)::int from gone) as runs`,
      [old.slice(from, from + BATCH_RUNS), claim.runId, claim.claimToken],
    );
    const [batch] = rows;
    if (!batch?.isOurs) throw new FencedError(claim.runId);
    runs += batch.runs;
    lines += batch.lines;
  }
  await writeClaimedLogLine(claim, {
    level: "info",
    code: runs > 0 ? "old-runs-deleted" : "no-old-runs",
    params: { runs, lines },
  });
  return { status: "succeeded" };
}

async function findOldRuns({ keepDays, keepRuns }: RetentionSettings): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `select r.id from run r
     where r.status not in ('queued', 'running')
       and (r.ended_at < now() - $1 * interval '1 day'
         or r.id <= (select id from run order by id desc offset $2 limit 1))
       and r.id not in (select max(id) from run where status not in ('queued', 'running') group by kind)
       and r.id not in (select max(run_id) from run_portal group by portal_id)
       and r.id not in (select max(run_id) from run_portal where status in ('succeeded', 'succeeded_with_warnings') group by portal_id)
     order by r.id`,
    [keepDays, keepRuns],
  );
  return rows.map(({ id }) => id);
}
