import { type Actor, recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { requestCancel } from "@/lib/jobs/runs";

/** Asks an open run to stop; a waiting one has stopped at once. @throws AppError run-not-open */
export async function cancelRun(actor: Actor, runId: number): Promise<void> {
  if (!(await requestCancel(runId))) throw new AppError("run-not-open");
  await recordAudit(db(), actor, { action: "run.cancel-requested", targetType: "run", targetId: runId });
}
