import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { withPortal } from "./with-portal";

/** Whoever has the portal's form open would save it with the exclusions of before. */
const raiseVersions =
  "update portal set version = version + 1, updated_by = $2, updated_at = now() where id = any($1::uuid[])";

export type PortalSkuKey = { portalId: string; skuId: string };

/**
 * Excludes SKUs from further imports, until somebody removes the exclusion. A portal that was deleted imports nothing and gets none.
 * @param reason for whoever wonders later; empty: none was given, and one that stands there stays
 * @returns SKUs that were not excluded before
 */
export async function excludeSkus(
  client: ClientBase,
  actor: Actor,
  skus: readonly PortalSkuKey[],
  reason: string,
): Promise<number> {
  const { rows } = await client.query<{ portalId: string }>(
    `insert into portal_exclusion (portal_id, sku_id, created_by, reason)
     select p.id, s.sku_id, $3, $4 from unnest($1::uuid[], $2::uuid[]) s(portal_id, sku_id)
     join portal p on p.id = s.portal_id and p.deleted_at is null
     on conflict (portal_id, sku_id) do update set ends_on = null, reason = coalesce(nullif($4, ''), portal_exclusion.reason)
       where portal_exclusion.ends_on is not null
     returning portal_id as "portalId"`,
    [skus.map(({ portalId }) => portalId), skus.map(({ skuId }) => skuId), actor.username, reason],
  );
  await client.query(raiseVersions, [[...new Set(rows.map(({ portalId }) => portalId))], actor.username]);
  return rows.length;
}

/**
 * Removes the exclusion of one SKU: the next import brings it back, unless the rule for free SKUs keeps it away.
 * @returns false when it was not excluded by itself: then nothing has changed
 * @throws AppError portal-not-found
 */
export async function includeSku(actor: Actor, { portalId, skuId }: PortalSkuKey): Promise<boolean> {
  return withPortal(portalId, async (client, portal) => {
    const { rowCount } = await client.query("delete from portal_exclusion where portal_id = $1 and sku_id = $2", [
      portalId,
      skuId,
    ]);
    if (!rowCount) return false;
    await client.query(raiseVersions, [[portalId], actor.username]);
    await writeAuditLine(client, actor, {
      action: "portal.exclusion-removed",
      targetType: "portal",
      targetId: portalId,
      targetName: portal.name,
      details: { skuId },
    });
    return true;
  });
}
