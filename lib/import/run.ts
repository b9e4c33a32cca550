import { setTimeout as pause } from "node:timers/promises";
import { config } from "@/lib/config";
import type { RunPortalStatus } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { RunContext, WorkerIdentity } from "@/lib/jobs/execute";
import { writeLogLine } from "@/lib/jobs/journal";
import type { RunOutcome } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { portalsWaiting, readSharedProgress, runsWithFreePortals } from "./claims";
import { sharePortals } from "./share";

/** Progress is written at most this often; a person cannot read faster. */
const PROGRESS_INTERVAL_MS = 700;

/**
 * The body of an import: every enabled portal in the run's scope. The worker that holds the run takes up portals itself, as
 * all others do (`helpImports`), and waits until the last one has ended. A run that was taken over goes on with the portals
 * that were not finished.
 */
export async function importPortals(context: RunContext): Promise<RunOutcome> {
  const { claim, worker, signal } = context;
  if (!(await enterPortals(context))) await writeLogLine(claim.runId, { level: "info", code: "no-portals" });
  const tellWaits = waitsOf(context);
  const endReports = reportSharedProgress(context);
  try {
    for (;;) {
      await sharePortals(claim.runId, worker, signal);
      signal.throwIfAborted();
      if ((await readSharedProgress(claim.runId)).open === 0) break;
      // Others hold what is open: another worker, or another run that reads the same tenant.
      await tellWaits();
      await pause(config().run.shareIntervalMs, undefined, { signal });
    }
  } finally {
    await endReports();
  }
  return outcomeOf(await portalStatuses(claim.runId));
}

/** Takes part in every running import that has portals which nobody has taken up. Idempotent; called again and again. */
export async function helpImports(worker: WorkerIdentity, signal: AbortSignal): Promise<void> {
  for (const runId of await runsWithFreePortals(worker.staleMs)) await sharePortals(runId, worker, signal);
}

/** Tells in the log, once for each portal, that another run is waited for. */
function waitsOf({ claim, worker }: RunContext): () => Promise<void> {
  const told = new Set<string>();
  return async () => {
    for (const { portalId, runId } of await portalsWaiting(claim.runId, worker.staleMs)) {
      if (told.has(portalId)) continue;
      told.add(portalId);
      await writeLogLine(claim.runId, { level: "info", code: "portal-waits", portalId, params: { run: runId } });
    }
  };
}

/** Enters the portals of the run, each once. @returns how many the run has */
async function enterPortals({ claim }: RunContext): Promise<number> {
  await pool().query(
    `insert into run_portal (run_id, portal_id)
     select $1, id from portal where deleted_at is null and is_enabled and ($2 = 'all' or id::text = $2)
     on conflict do nothing`,
    [claim.runId, claim.scope],
  );
  return (await portalStatuses(claim.runId)).length;
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

/** Sums the portals' users into the run's progress as long as it goes on, whoever reads them. @returns ends it */
function reportSharedProgress(context: RunContext): () => Promise<void> {
  const { runId } = context.claim;
  let last: Promise<void> = Promise.resolve();
  let isBusy = false;
  const report = async () => {
    try {
      const { usersRead, usersCounted } = await readSharedProgress(runId);
      await context.progress("import", usersRead, usersCounted);
    } catch (error) {
      log.warn({ err: error, runId }, "progress of an import was not written");
    } finally {
      isBusy = false;
    }
  };
  const tick = () => {
    if (isBusy) return;
    isBusy = true;
    last = report();
  };
  tick();
  const timer = setInterval(tick, PROGRESS_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    return last;
  };
}
