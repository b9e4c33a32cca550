import "server-only";
import { pool } from "@/lib/db/pool";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { SkuOption } from "./exclusions";

export type ExclusionChoices = {
  /** by title */
  options: SkuOption[];
  /** null: nobody has asked the tenant yet */
  subscribed: SubscribedSku[] | null;
  /** licences of the portal that are synchronised now */
  importedSkuIds: string[];
};

/**
 * What the page of exclusions offers: the whole catalogue, and what only the portal's tenant knows.
 * @param portalId null: of a portal that does not exist yet
 */
export async function readExclusionChoices(portalId: string | null): Promise<ExclusionChoices> {
  const [options, subscribed, importedSkuIds] = await Promise.all([
    readOptions(portalId),
    readSubscribed(portalId),
    readImported(portalId),
  ]);
  return { options, subscribed: subscribed.length > 0 ? subscribed : null, importedSkuIds };
}

async function readOptions(portalId: string | null): Promise<SkuOption[]> {
  const { rows } = await pool().query<SkuOption>(
    `select "skuId", "partNumber", coalesce(nullif(title, ''), nullif("partNumber", ''), "skuId"::text) as title
     from (
       select sku_id as "skuId", part_number as "partNumber", coalesce(own_title, title) as title from catalogue_sku
       union all
       select t.sku_id, coalesce(max(t.part_number), ''), ''
       from (select sku_id, part_number from portal_sku where portal_id = $1
             union all select sku_id, part_number from licence where portal_id = $1 and sku_id is not null
             union all select sku_id, null from portal_exclusion where portal_id = $1) t
       where not exists (select from catalogue_sku k where k.sku_id = t.sku_id)
       group by t.sku_id) all_skus
     order by title, "skuId"`,
    [portalId],
  );
  return rows;
}

async function readSubscribed(portalId: string | null): Promise<SubscribedSku[]> {
  const { rows } = await pool().query<SubscribedSku>(
    `select sku_id as "skuId", part_number as "partNumber", applies_to as "appliesTo",
            capability_status as "capabilityStatus", units, consumed_units as "consumedUnits"
     from portal_sku where portal_id = $1 order by sku_id`,
    [portalId],
  );
  return rows;
}

async function readImported(portalId: string | null): Promise<string[]> {
  const { rows } = await pool().query<{ skuId: string }>(
    `select sku_id as "skuId" from licence where portal_id = $1 and sku_id is not null and unsync_reason is null order by 1`,
    [portalId],
  );
  return rows.map(({ skuId }) => skuId);
}
