import type { ClientBase } from "pg";
import type { SubscribedSku } from "@/lib/graph/connection-report";

/**
 * Keeps what a tenant subscribes to, excluded SKUs included. Rows that did not change are not written; SKUs that are not among
 * `skus` go: what it no longer subscribes to is said by its licence, not here.
 * @param skus all of them, each once
 */
export async function mergePortalSkus(
  client: ClientBase,
  portalId: string,
  skus: readonly SubscribedSku[],
): Promise<void> {
  await client.query("delete from portal_sku where portal_id = $1 and sku_id <> all($2::uuid[])", [
    portalId,
    skus.map((sku) => sku.skuId),
  ]);
  await client.query(
    `insert into portal_sku (portal_id, sku_id, part_number, applies_to, capability_status, units, consumed_units)
     select $1, s.sku_id, s.part_number, s.applies_to, s.capability_status, s.units, s.consumed_units
     from jsonb_to_recordset($2::jsonb) as s(sku_id uuid, part_number text, applies_to text, capability_status text,
            units int, consumed_units int)
     on conflict (portal_id, sku_id) do update set part_number = excluded.part_number, applies_to = excluded.applies_to,
       capability_status = excluded.capability_status, units = excluded.units, consumed_units = excluded.consumed_units
     where (portal_sku.part_number, portal_sku.applies_to, portal_sku.capability_status, portal_sku.units,
            portal_sku.consumed_units)
       is distinct from (excluded.part_number, excluded.applies_to, excluded.capability_status, excluded.units,
            excluded.consumed_units)`,
    [
      portalId,
      JSON.stringify(
        skus.map((sku) => ({
          sku_id: sku.skuId,
          part_number: sku.partNumber,
          applies_to: sku.appliesTo,
          capability_status: sku.capabilityStatus,
          units: sku.units,
          consumed_units: sku.consumedUnits,
        })),
      ),
    ],
  );
}
