import "server-only";
import { pool } from "@/lib/db/pool";
import { CHANGES, LAST_RECALCULATION } from "./follow-changes";

/** Changes that the figures do not know yet. */
export type PendingFigures = {
  /** of the figures on the screen; null: nothing was ever calculated */
  calculatedAt: Date | null;
  /** false: the last recalculation failed, so that the next one takes its time */
  isUnderWay: boolean;
};

/** @returns null when the figures know every change */
export async function findPendingFigures(): Promise<PendingFigures | null> {
  const { rows } = await pool().query<PendingFigures>(
    `select (select max(calculated_at) from compliance) as "calculatedAt",
       coalesce(r.status not in ('failed', 'cancelled') or c.last > r.ended_at, true)
         or exists (select from run where kind in ('recalculation', 'full_recalculation') and status in ('queued', 'running')) as "isUnderWay"
     from (select max(at) as last from ${CHANGES} x having count(*) > 0) c
     ${LAST_RECALCULATION}`,
  );
  return rows[0] ?? null;
}
