import { z } from "zod";
import { type Actor, recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

export const acceptDropSchema = z.object({ runId: z.int().positive(), portalId: z.guid() });

const count = z.int().min(0);
const quarantineSchema = z.object({ quarantinedCensus: z.object({ users: count, assignments: count, skus: count }) });

/**
 * Lets the next import take over the numbers that this run held back. The import that the drop was found in is not merged: the
 * next one reads anew and may go down to these numbers, not further.
 * @throws AppError drop-outdated when the run held nothing back, or when something newer is known of the portal
 */
export async function acceptDrop(actor: Actor, given: { runId: number; portalId: string }): Promise<void> {
  const { runId, portalId } = given;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from portal where id = ${portalId}::uuid for update`;
    const [part, newer] = await Promise.all([
      tx.runPortal.findUnique({
        where: { runId_portalId: { runId, portalId }, status: "quarantined", portal: { deletedAt: null } },
        select: { ledger: true, portal: { select: { name: true } } },
      }),
      tx.runPortal.findFirst({
        where: { portalId, runId: { gt: runId }, status: { notIn: ["queued", "cancelled"] } },
        select: { runId: true },
      }),
    ]);
    const ledger = quarantineSchema.safeParse(part?.ledger);
    if (!part || newer || !ledger.success) throw new AppError("drop-outdated");
    const census = ledger.data.quarantinedCensus;
    await tx.portal.update({ where: { id: portalId }, data: { acceptedDrop: census } });
    await recordAudit(tx, actor, {
      action: "portal.drop-accepted",
      targetType: "portal",
      targetId: portalId,
      targetName: part.portal.name,
      details: { runId, ...census },
    });
  });
}
