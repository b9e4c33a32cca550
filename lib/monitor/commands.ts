import { type Actor, recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { requestCancel } from "@/lib/jobs/runs";
import { startPortalImport } from "@/lib/portals/commands";
import { isRetryable } from "./progress";

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
): Promise<{ runId: number; isNew: boolean }> {
  const part = await db().runPortal.findUnique({
    where: { runId_portalId: { runId, portalId } },
    select: { status: true },
  });
  if (!part || !isRetryable(part.status)) throw new AppError("portal-not-retryable");
  return startPortalImport(actor, portalId);
}
