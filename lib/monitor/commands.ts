import { type Actor, recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { queue } from "@/lib/jobs/producer";
import { requestCancel, startRun } from "@/lib/jobs/runs";
import { acceptDrop } from "@/lib/portals/accept-drop";
import { startPortalImport } from "@/lib/portals/commands";
import { isRetryable } from "./progress";

type Started = { runId: number; isNew: boolean };

/** Compares anew; `full_recalculation` imports from every portal first. An open run of the same kind is answered with. */
export async function startRecalculation(actor: Actor, kind: "recalculation" | "full_recalculation"): Promise<Started> {
  const run = await startRun(queue(), { kind, trigger: "manual", requestedBy: actor });
  if (run.isNew) {
    const target = { targetType: "run", targetId: run.runId, details: { kind } };
    await recordAudit(db(), actor, { action: "run.started", ...target });
  }
  return run;
}

/** Lets the portal's numbers drop as this run found them, and imports the portal again. @throws AppError as `acceptDrop` */
export async function acceptDropAndImport(actor: Actor, given: { runId: number; portalId: string }): Promise<Started> {
  await acceptDrop(actor, given);
  const { portalId: scope } = given;
  return startRun(queue(), { kind: "import", trigger: "manual", scope, requestedBy: actor });
}

/** Asks an open run to stop; a waiting one has stopped at once. @throws AppError run-not-open */
export async function cancelRun(actor: Actor, runId: number): Promise<void> {
  if (!(await requestCancel(runId))) throw new AppError("run-not-open");
  await recordAudit(db(), actor, { action: "run.cancel-requested", targetType: "run", targetId: runId });
}

/**
 * Imports one portal again whose part of a run did not succeed; a second press finds the import that is still open.
 * @throws AppError portal-not-retryable when its part has not ended without success, portal-not-found, portal-disabled
 */
export async function retryPortal(
  actor: Actor,
  { runId, portalId }: { runId: number; portalId: string },
): Promise<Started> {
  const part = await db().runPortal.findUnique({
    where: { runId_portalId: { runId, portalId } },
    select: { status: true },
  });
  if (!part || !isRetryable(part.status)) throw new AppError("portal-not-retryable");
  return startPortalImport(actor, portalId);
}
