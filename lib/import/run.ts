import pLimit from "p-limit";
import { config } from "@/lib/config";
import type { RunPortalStatus } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { RunContext } from "@/lib/jobs/execute";
import { writeLogLine } from "@/lib/jobs/journal";
import type { RunOutcome } from "@/lib/jobs/runs";
import { type ImportedPortal, importPortal } from "./portal";

/** Progress is written at most this often; a person cannot read faster. */
const PROGRESS_INTERVAL_MS = 400;

/**
 * The body of an import: every enabled portal in the run's scope, several at a time. A run that was taken over goes on with
 * the portals that were not finished.
 */
export async function importPortals(context: RunContext): Promise<RunOutcome> {
  const portals = await openPortals(context);
  if (portals.length === 0) {
    await writeLogLine(context.claim.runId, { level: "info", code: "no-portals" });
  }
  const report = progressOf(context);
  const limit = pLimit(config().import.portalConcurrency);
  const results = await Promise.allSettled(
    portals.map((portal) =>
      limit(async () => {
        context.signal.throwIfAborted();
        await importPortal(context, portal, (read, counted) => report(portal.id, read, counted));
      }),
    ),
  );
  // Every portal has come to rest before the run does: nothing goes on in the background.
  const broken = results.find((result) => result.status === "rejected");
  if (broken) throw broken.reason;
  return outcomeOf(await portalStatuses(context.claim.runId));
}

/** Enters the portals of the run once, and returns those that are not finished. */
async function openPortals({ claim }: RunContext): Promise<ImportedPortal[]> {
  await pool().query(
    `insert into run_portal (run_id, portal_id)
     select $1, id from portal where deleted_at is null and is_enabled and ($2 = 'all' or id::text = $2)
     on conflict do nothing`,
    [claim.runId, claim.scope],
  );
  const { rows } = await pool().query<ImportedPortal>(
    `select p.id, p.name from run_portal r join portal p on p.id = r.portal_id
     where r.run_id = $1 and r.status in ('queued', 'running') order by p.name`,
    [claim.runId],
  );
  return rows;
}

async function portalStatuses(runId: number): Promise<RunPortalStatus[]> {
  const { rows } = await pool().query<{ status: RunPortalStatus }>("select status from run_portal where run_id = $1", [
    runId,
  ]);
  return rows.map((row) => row.status);
}

/** All failed: failed. Some failed, were quarantined or warned: with warnings. */
export function outcomeOf(statuses: readonly RunPortalStatus[]): RunOutcome {
  const failed = statuses.filter((status) => status === "failed" || status === "quarantined").length;
  if (statuses.length > 0 && failed === statuses.length) return { status: "failed", errorCode: "all-portals-failed" };
  const isClean = failed === 0 && !statuses.includes("succeeded_with_warnings");
  return { status: isClean ? "succeeded" : "succeeded_with_warnings" };
}

/** Sums the portals' users into the run's progress. */
function progressOf(context: RunContext) {
  const seen = new Map<string, { read: number; counted: number }>();
  let lastMs = Number.NEGATIVE_INFINITY;
  return async (portalId: string, read: number, counted: number | null) => {
    seen.set(portalId, { read, counted: counted ?? read });
    if (performance.now() - lastMs < PROGRESS_INTERVAL_MS) return;
    lastMs = performance.now();
    const sums = [...seen.values()].reduce((sum, one) => ({
      read: sum.read + one.read,
      counted: sum.counted + one.counted,
    }));
    await context.progress("import", sums.read, sums.counted);
  };
}
