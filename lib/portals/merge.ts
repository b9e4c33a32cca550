import type { ClientBase } from "pg";
import type { TenantSku } from "@/lib/graph/tenant";

/** Rows that a merge wrote, left alone, or marked because the portal does not have them any more. */
export type MergeCounts = { created: number; updated: number; unchanged: number; vanished: number };

/** The age of what is known of a licence or product `t` of the portal `p`: once imports do not bring it any more, it stays. */
export const dataAsOf = (t: string, p: string) => `coalesce(${t}.last_synced_at, ${p}.data_as_of)`;

/**
 * Marks what an import could not update. `since` stays as long as the reason stays. Before the portal's own
 * moment moves on: until then it is that of the last import that brought them. @returns rows newly marked
 */
export async function markUnsynchronised(
  client: ClientBase,
  table: "licence" | "product",
  portalId: string,
  skus: readonly TenantSku[],
  excludedSkuIds: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(
    `update ${table} t set unsync_reason = r.reason, unsync_since = now(), updated_at = now(),
       last_synced_at = coalesce(t.last_synced_at, (select data_as_of from portal where id = $1))
     from (select id, case when sku_id = any($3::uuid[]) then 'excluded' else 'gone_from_portal' end::unsync_reason as reason
           from ${table} where portal_id = $1 and sku_id <> all($2::uuid[])) r
     where t.id = r.id and t.unsync_reason is distinct from r.reason`,
    [portalId, skus.map((sku) => sku.skuId), excludedSkuIds],
  );
  return rowCount ?? 0;
}
