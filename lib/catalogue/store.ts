import type { ClientBase } from "pg";
import type { CatalogueList } from "./csv";

/** Serialises what writes the catalogue; any number that no other lock of ours uses. */
const CATALOGUE_LOCK = 36_503;

export type MergedRows = { created: number; changed: number; unchanged: number };
export type CatalogueMerge = {
  skus: MergedRows;
  servicePlans: MergedRows /** whose title may be another one now */;
  writtenSkuIds: string[];
};

/** Until the end of the transaction nobody else changes the catalogue. */
export async function lockCatalogue(client: ClientBase): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [CATALOGUE_LOCK]);
}

/**
 * Takes Microsoft's list over. Rows that did not change are not written, titles of one's own stay, and so do SKUs that the
 * list does not name any more.
 */
export async function mergeCatalogue(client: ClientBase, list: CatalogueList): Promise<CatalogueMerge> {
  await lockCatalogue(client);
  const skus = await client.query<WrittenRow>(
    `with list as (select * from jsonb_to_recordset($1::jsonb) as x(sku_id uuid, part_number text, title text)),
     before as (select sku_id, part_number, title from catalogue_sku),
     written as (
       insert into catalogue_sku (sku_id, part_number, title, source)
       select sku_id, part_number, title, 'microsoft' from list
       on conflict (sku_id) do update set part_number = excluded.part_number, title = excluded.title, source = 'microsoft',
         updated_at = now()
       where (catalogue_sku.part_number, catalogue_sku.title, catalogue_sku.source)
         is distinct from (excluded.part_number, excluded.title, excluded.source)
       returning sku_id, part_number, title)
     select w.sku_id as id, coalesce(b.title, '') = '' as "isNew",
       (w.part_number, w.title) is distinct from (b.part_number, b.title) as "isDifferent"
     from written w left join before b using (sku_id)`,
    [JSON.stringify(list.skus.map((sku) => ({ sku_id: sku.skuId, part_number: sku.partNumber, title: sku.title })))],
  );
  const servicePlans = await client.query<WrittenRow>(
    `insert into catalogue_service_plan (service_plan_id, name, title)
     select * from jsonb_to_recordset($1::jsonb) as x(service_plan_id uuid, name text, title text)
     on conflict (service_plan_id) do update set name = excluded.name, title = excluded.title, updated_at = now()
     where (catalogue_service_plan.name, catalogue_service_plan.title) is distinct from (excluded.name, excluded.title)
     returning service_plan_id as id, xmax = 0 as "isNew", true as "isDifferent"`,
    [
      JSON.stringify(
        list.servicePlans.map(({ servicePlanId, ...plan }) => ({ service_plan_id: servicePlanId, ...plan })),
      ),
    ],
  );
  return {
    skus: countRows(skus.rows, list.skus.length),
    servicePlans: countRows(servicePlans.rows, list.servicePlans.length),
    writtenSkuIds: skus.rows.map(({ id }) => id),
  };
}

/** A row of the seed that is as the list says becomes Microsoft's: written, but not different. */
type WrittenRow = { id: string; isNew: boolean; isDifferent: boolean };

function countRows(written: readonly WrittenRow[], listed: number): MergedRows {
  const created = written.filter(({ isNew }) => isNew).length;
  const changed = written.filter(({ isNew, isDifferent }) => !isNew && isDifferent).length;
  return { created, changed, unchanged: listed - created - changed };
}
