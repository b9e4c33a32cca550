import { pool } from "@/lib/db/pool";
import type { TenantSku } from "@/lib/graph/tenant";
import { type ExclusionValue, listExcludedSkuIds } from "@/lib/portals/exclusions";
import { utcDay } from "@/lib/portals/utc-day";

/**
 * What this import leaves out. Read once, for everything that is read after it: staging, the hash of each row and the merge have
 * to mean the same licences.
 * @param readAt when reading began; its day, in UTC as everywhere, is held against the last day of an exclusion
 */
export async function readExcludedSkuIds(
  portalId: string,
  skus: readonly TenantSku[],
  readAt: Date,
): Promise<Set<string>> {
  const { rows } = await pool().query<ExclusionValue>(
    `select p.exclude_free as "excludeFree",
            coalesce((select jsonb_agg(jsonb_build_object('skuId', e.sku_id, 'reason', e.reason, 'endsOn', e.ends_on))
                      from portal_exclusion e where e.portal_id = p.id), '[]') as exclusions
     from portal p where p.id = $1`,
    [portalId],
  );
  return listExcludedSkuIds(skus, rows[0] ?? { exclusions: [], excludeFree: false }, utcDay(readAt));
}
