import { type Actor, recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { queue } from "@/lib/jobs/producer";
import { startTaskNow } from "./commands";
import type { StartTaskInput } from "./schema";

/** `startTaskNow` with its line in the audit; an import of one portal writes its own. @throws AppError as `startTaskNow` */
export async function startTaskByHand(actor: Actor, input: StartTaskInput): Promise<{ runId: number; isNew: boolean }> {
  const run = await startTaskNow(queue(), actor, input);
  if (run.isNew && !input.portalId) {
    const target = { targetType: "run", targetId: run.runId, details: { task: input.key } };
    await recordAudit(db(), actor, { action: "run.started", ...target });
  }
  return run;
}
