import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { withPortal } from "./with-portal";

export type LeftBehind = { licences: number; products: number; contacts: number };

/**
 * Deletes a portal with everything that signs in. Licences, products and contacts that came from it stay, marked as such,
 * unless they are to go too. An import that is under way writes nothing any more: its merge finds the portal deleted.
 * @returns how many stayed, or went
 * @throws AppError portal-not-found; portal-name-differs, when the name that was typed is another one
 */
export async function deletePortal(
  actor: Actor,
  { portalId, name, deletesData }: { portalId: string; name: string; deletesData: boolean },
): Promise<LeftBehind> {
  return withPortal(portalId, async (client, portal) => {
    if (portal.name.toLowerCase() !== name.trim().toLowerCase()) {
      throw new AppError("portal-name-differs", { fields: { name: "portal-name-differs" } });
    }
    await client.query(
      `update portal set deleted_at = now(), is_enabled = false, accepted_drop = null, version = version + 1,
         updated_by = $2, updated_at = now() where id = $1`,
      [portalId, actor.username],
    );
    for (const table of ["portal_credential", "portal_exclusion", "portal_sku"]) {
      await client.query(`delete from ${table} where portal_id = $1`, [portalId]);
    }
    const counts = deletesData ? await deleteImported(client, portalId) : await markImported(client, portalId);
    await writeAuditLine(client, actor, {
      action: "portal.deleted",
      targetType: "portal",
      targetId: portalId,
      targetName: portal.name,
      details: { deletesData, ...counts },
    });
    return counts;
  });
}

/**
 * Products and licences get the manual's third reason; it holds since now, whatever was said of them before. People count as gone
 * from the very moment of the deletion, by which `reconnectPortal` knows them again.
 */
async function markImported(client: ClientBase, portalId: string): Promise<LeftBehind> {
  const mark = async (table: "licence" | "product") => {
    const { rowCount } = await client.query(
      `update ${table} set unsync_reason = 'portal_deleted', unsync_since = now(), updated_at = now() where portal_id = $1`,
      [portalId],
    );
    return rowCount ?? 0;
  };
  await client.query(
    `insert into licence_change (licence_id, field, before, after)
     select id, 'unsyncReason', unsync_reason, 'portal_deleted' from licence where portal_id = $1 order by id`,
    [portalId],
  );
  const licences = await mark("licence");
  const products = await mark("product");
  await client.query(
    "update contact set gone_at = now(), updated_at = now() where portal_id = $1 and gone_at is null",
    [portalId],
  );
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from contact where portal_id = $1",
    [portalId],
  );
  return { licences, products, contacts: rows[0]?.count ?? 0 };
}

/**
 * Their figures, holders, history and what was written beside them go with them. People who use a product that was made by hand stay: it would lose its
 * consumers. The portal's folder goes when nothing else is in it.
 */
async function deleteImported(client: ClientBase, portalId: string): Promise<LeftBehind> {
  const remove = async (
    table: "product" | "licence" | "contact" | "subscription" | "licensing_group",
    unless = "false",
  ) =>
    (await client.query(`delete from ${table} t where portal_id = $1 and not (${unless})`, [portalId])).rowCount ?? 0;
  for (const table of ["assignment", "holder_count", "licence_overlay", "licence_price"]) {
    await client.query(`delete from ${table} where portal_id = $1`, [portalId]);
  }
  const products = await remove("product");
  const licences = await remove("licence");
  const contacts = await remove("contact", "exists (select from product_consumer x where x.contact_id = t.id)");
  await client.query(
    "update contact set licence_count = 0, row_hash = null, gone_at = coalesce(gone_at, now()) where portal_id = $1",
    [portalId],
  );
  await remove("subscription");
  await remove("licensing_group");
  await client.query(
    `delete from folder f where portal_id = $1 and not exists (select from product where folder_id = f.id)
       and not exists (select from folder c where c.parent_id = f.id)`,
    [portalId],
  );
  return { licences, products, contacts };
}
