import { pool } from "@/lib/db/pool";
import type { JobQueue } from "@/lib/jobs/queue";
import { startRun } from "@/lib/jobs/runs";

/** Several changes in a row are one recalculation: it waits until nothing was changed for so long … */
const QUIET_MS = 3_000;
/** … but not longer than this since the first of them. */
const LONGEST_WAIT_MS = 30_000;
/** A recalculation that failed is not tried over and over: only after so long, or after a further change. */
const AFTER_FAILURE_MS = 300_000;

/**
 * When what the figures do not know was changed: by somebody, or by a licence that expired since its figures were calculated, at the
 * end of a UTC day.
 */
export const CHANGES = `(select at from compliance_change union all
  select (l.expires_on + 1)::timestamp at time zone 'UTC' from licence l join licence_compliance f on f.licence_id = l.id
  where l.expires_on < (now() at time zone 'UTC')::date and l.expires_on >= (f.calculated_at at time zone 'UTC')::date)`;

/** `r`: how the last recalculation that has ended did. */
export const LAST_RECALCULATION = `left join lateral (select status, ended_at from run
  where kind in ('recalculation', 'full_recalculation') and ended_at is not null order by ended_at desc limit 1) r on true`;

/**
 * Whether changes wait for a recalculation and none is open. A change keeps its mark until a recalculation has taken it in, so that
 * none is lost, whichever worker dies when.
 */
async function isDue(): Promise<boolean> {
  const { rowCount } = await pool().query(
    `select from (select min(at) as first, max(at) as last from ${CHANGES} x having count(*) > 0) c
     ${LAST_RECALCULATION}
     where (c.last <= now() - $1 * interval '1 millisecond' or c.first <= now() - $2 * interval '1 millisecond')
       and (r.status in ('succeeded', 'succeeded_with_warnings') is not false or c.last > r.ended_at
         or r.ended_at <= now() - $3 * interval '1 millisecond')
       and not exists (select from run where kind = 'recalculation' and status in ('queued', 'running'))`,
    [QUIET_MS, LONGEST_WAIT_MS, AFTER_FAILURE_MS],
  );
  return rowCount === 1;
}

/** Starts the recalculation that follows what people have changed, once they have paused. Safe to call at any time. */
export async function followChanges(queue: JobQueue): Promise<void> {
  if (await isDue()) await startRun(queue, { kind: "recalculation", trigger: "after_change" });
}
