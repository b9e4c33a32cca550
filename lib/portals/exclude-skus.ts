import type { ClientBase } from "pg";
import type { Actor } from "@/lib/audit/record";

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
  // Whoever has the portal's form open would save it without the new exclusions.
  await client.query(
    "update portal set version = version + 1, updated_by = $2, updated_at = now() where id = any($1::uuid[])",
    [[...new Set(rows.map(({ portalId }) => portalId))], actor.username],
  );
  return rows.length;
}
