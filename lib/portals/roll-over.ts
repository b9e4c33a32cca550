import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { config } from "@/lib/config";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { createGraphClient } from "@/lib/graph/client";
import { GraphError } from "@/lib/graph/errors";
import { adoptStaged } from "./credentials";
import { openConnection } from "./secrets";
import { withPortal } from "./with-portal";

/** A person waits for the answer. */
const TRIES_MAX = 2;

const auditOf = (action: string, portal: { id: string; name: string }) => ({
  action,
  targetType: "portal",
  targetId: portal.id,
  targetName: portal.name,
});

/** Puts a staged credential beside the active one. @throws AppError portal-not-found, credential-not-found */
export async function addStandby(
  actor: Actor,
  { portalId, credentialId }: { portalId: string; credentialId: string },
): Promise<void> {
  await withPortal(portalId, async (client, portal) => {
    await adoptStaged(client, actor, { credentialId, portalId, status: "standby" });
    await writeAuditLine(client, actor, auditOf("portal.standby-added", portal));
  });
}

/** @throws AppError portal-not-found */
export async function removeStandby(actor: Actor, portalId: string): Promise<void> {
  await withPortal(portalId, async (client, portal) => {
    const { rowCount } = await client.query(
      "delete from portal_credential where portal_id = $1 and status = 'standby'",
      [portalId],
    );
    if (rowCount) await writeAuditLine(client, actor, auditOf("portal.standby-removed", portal));
  });
}

/**
 * Lets the second credential take over, once Entra has accepted it; the first one is removed here, not in Entra.
 * @throws AppError portal-not-found, credential-not-found; graph-<code> when Entra refuses it: then nothing has changed
 */
export async function promoteStandby(
  actor: { id: string; username: string },
  { portalId, credentialId }: { portalId: string; credentialId: string },
): Promise<void> {
  await assertAccepted(portalId, credentialId);
  await promote(actor, portalId, credentialId);
}

/** Who is named where the product acts by itself. */
const bySchedule: Actor = { id: null, username: "Seatwise" };

/**
 * When the first credential has ended by its date and Entra accepts the second one, the second takes over without anybody's
 * doing. Otherwise nothing happens: the import then says itself what is wrong with the first.
 * @returns whether it took over
 */
export async function promoteWhenEnded(portalId: string, now: Date): Promise<boolean> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from portal_credential standby where portal_id = $1 and status = 'standby' and (valid_until is null or valid_until > $2)
       and exists (select from portal_credential first where first.portal_id = $1 and first.status = 'active' and first.valid_until <= $2)`,
    [portalId, now],
  );
  const [standby] = rows;
  if (!standby) return false;
  try {
    await assertAccepted(portalId, standby.id);
    await promote(bySchedule, portalId, standby.id);
    return true;
  } catch (error) {
    // Not accepted, or replaced in this very moment.
    if (error instanceof AppError) return false;
    throw error;
  }
}

async function promote(actor: Actor, portalId: string, credentialId: string): Promise<void> {
  await withPortal(portalId, async (client, portal) => {
    await client.query(
      `delete from portal_credential where portal_id = $1 and status = 'active'
         and exists (select from portal_credential where portal_id = $1 and id = $2 and status = 'standby')`,
      [portalId, credentialId],
    );
    const { rowCount } = await client.query(
      "update portal_credential set status = 'active' where portal_id = $1 and id = $2 and status = 'standby'",
      [portalId, credentialId],
    );
    if (!rowCount) throw new AppError("credential-not-found");
    await client.query("update portal set version = version + 1, updated_by = $2, updated_at = now() where id = $1", [
      portalId,
      actor.username,
    ]);
    await writeAuditLine(client, actor, auditOf("portal.standby-promoted", portal));
  });
}

async function assertAccepted(portalId: string, credentialId: string): Promise<void> {
  const connection = await openConnection(portalId, credentialId);
  const { graph, globalCloud } = config();
  const client = createGraphClient(connection, {
    settings: { ...graph, globalCloud },
    priority: "High",
    triesMax: TRIES_MAX,
  });
  try {
    await client.getToken({ skipCache: true });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw new AppError("credential-not-accepted", {
      params: {
        code: error.code,
        microsoft: error.aadstsCode ? `AADSTS${error.aadstsCode}` : (error.microsoftCode ?? "–"),
      },
    });
  } finally {
    await client.close();
  }
}
