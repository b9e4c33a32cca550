import "server-only";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues } from "./keyset";

/** Who knows a SKU: what Seatwise brings along, Microsoft's list, only a title of one's own, only a portal. */
export type SkuSource = "seed" | "microsoft" | "own" | "portal";

export type CatalogueRow = {
  id: number;
  skuId: string;
  /** what people get to see: title of one's own, Microsoft's, part number, SKU ID */
  name: string;
  /** Microsoft's; null: none */
  title: string | null;
  ownTitle: string | null;
  partNumber: string | null;
  source: SkuSource;
  /** portals that subscribe to it */
  portals: number;
};

export const catalogueFilters = { naming: ["unnamed", "own"], subscribed: ["yes", "no"] } as const;

/** SKUs of portals that are not deleted, excluded ones too; what is gone from the portal is not subscribed to any more. */
const SUBSCRIBED = `
  select s.portal_id, s.sku_id, s.part_number from portal_sku s join portal p on p.id = s.portal_id where p.deleted_at is null
  union all
  select l.portal_id, l.sku_id, l.part_number from licence l join portal p on p.id = l.portal_id
  where p.deleted_at is null and l.sku_id is not null and l.unsync_reason is distinct from 'gone_from_portal'`;

/** The catalogue, and what only portals know. As id for paging serve 31 bits of the GUID: it only tells equal names apart. */
const SKUS = `skus as (
  select sku_id, ('x' || left(sku_id::text, 8))::bit(32)::bigint::bit(31)::int as id,
    coalesce(k.own_title, nullif(k.title, ''), nullif(k.part_number, ''), nullif(s.part_number, ''), sku_id::text) as name,
    nullif(k.title, '') as title, k.own_title, coalesce(nullif(k.part_number, ''), nullif(s.part_number, '')) as part_number,
    case when k.source is null then 'portal' when k.title = '' then 'own' else k.source::text end as source,
    coalesce(s.portals, 0)::int as portals, coalesce(k.own_title, nullif(k.title, '')) is null as is_unnamed
  from catalogue_sku k
  full join (select sku_id, max(part_number) as part_number, count(distinct portal_id) as portals from (${SUBSCRIBED}) u
             group by sku_id) s using (sku_id))`;

const columns = `id, sku_id as "skuId", name, title, own_title as "ownTitle", part_number as "partNumber", source, portals`;

const sortColumns: Record<string, SortColumn> = {
  name: { sql: "lower(name)", type: "text" },
  partNumber: { sql: "lower(part_number)", type: "text", isNullable: true },
  portals: { sql: "portals", type: "bigint" },
};
export const catalogueSortKeys = Object.keys(sortColumns);

function conditionsOf({ q, filters }: ListState, values: SqlValues): string {
  const { naming, subscribed } = filters;
  return [
    q
      ? `lower(concat_ws(' ', own_title, title, part_number, sku_id)) like lower(${values.add(containsPattern(q))})`
      : "true",
    naming
      ? `case when is_unnamed then 'unnamed' when own_title is not null then 'own' end = any(${values.add(naming)})`
      : "true",
    subscribed ? `case when portals > 0 then 'yes' else 'no' end = any(${values.add(subscribed)})` : "true",
  ].join(" and ");
}

export async function listCatalogue(given: ListState): Promise<Page<CatalogueRow>> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values);
  const counted = pool().query<{ count: number }>(
    `with ${SKUS} select count(*)::int as count from skus where ${matches}`,
    [...values.list],
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<CatalogueRow & SortedRow>(
      `with ${SKUS} select ${columns}, ${sortValue} as "sortValue" from skus where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}

export type CatalogueDetails = CatalogueRow & {
  /** by name */
  subscribers: { id: string; name: string; licence: { id: number; name: string } | null }[];
};

/** @returns null when neither the catalogue nor a portal knows it */
export async function findCatalogueSku(skuId: string): Promise<CatalogueDetails | null> {
  const [skus, subscribers] = await Promise.all([
    pool().query<CatalogueRow>(`with ${SKUS} select ${columns} from skus where sku_id = $1`, [skuId]),
    pool().query<{ id: string; name: string; licenceId: number | null; licenceName: string | null }>(
      `select distinct p.id, p.name, lower(p.name), l.id as "licenceId", l.name as "licenceName"
       from (${SUBSCRIBED}) u join portal p on p.id = u.portal_id
       left join licence l on l.portal_id = u.portal_id and l.sku_id = u.sku_id
       where u.sku_id = $1 order by lower(p.name), p.id`,
      [skuId],
    ),
  ]);
  const [sku] = skus.rows;
  if (!sku) return null;
  return {
    ...sku,
    subscribers: subscribers.rows.map(({ id, name, licenceId, licenceName }) => ({
      id,
      name,
      licence: licenceId === null ? null : { id: licenceId, name: licenceName ?? "" },
    })),
  };
}

export type CatalogueSummary = {
  /** SKUs of portals that nobody has a name for */
  unnamed: number;
  /** SKUs that Seatwise brings along, and that Microsoft's list has not confirmed */
  seeded: number;
  /** the last list that was taken over; null: none ever was */
  list: ({ at: Date } & ({ runId: number; address: string | null } | { runId: null; uploadedBy: string })) | null;
  /** the last refresh, where it failed and nothing was taken over since */
  failure: { runId: number; at: Date } | null;
};

type RunRow = { id: number; at: Date; isSuccess: boolean; address: string | null };

export async function readCatalogueSummary(): Promise<CatalogueSummary> {
  const [counts, runs, uploads] = await Promise.all([
    pool().query<{ unnamed: number; seeded: number }>(
      `with ${SKUS} select count(*) filter (where is_unnamed)::int as unnamed,
         count(*) filter (where source = 'seed')::int as seeded from skus`,
    ),
    pool().query<RunRow>(
      `select distinct on (r.status <> 'failed') r.id, r.ended_at as at, r.status <> 'failed' as "isSuccess",
         (select params->>'address' from log_line where run_id = r.id and code = 'catalogue-source' order by id desc limit 1) as address
       from run r where r.kind = 'catalogue_refresh' and r.status in ('succeeded', 'succeeded_with_warnings', 'failed')
       order by r.status <> 'failed', r.id desc`,
    ),
    pool().query<{ at: Date; by: string }>(
      `select at, actor_name as by from audit_line where action = 'catalogue.uploaded' order by at desc limit 1`,
    ),
  ]);
  const success = runs.rows.find(({ isSuccess }) => isSuccess);
  const failed = runs.rows.find(({ isSuccess }) => !isSuccess);
  const upload = uploads.rows[0];
  const isUploadNewer = upload && (!success || upload.at > success.at);
  const list = isUploadNewer
    ? { at: upload.at, runId: null, uploadedBy: upload.by }
    : success
      ? { at: success.at, runId: success.id, address: success.address }
      : null;
  return {
    unnamed: counts.rows[0]?.unnamed ?? 0,
    seeded: counts.rows[0]?.seeded ?? 0,
    list,
    failure: failed && (!list || failed.at > list.at) ? { runId: failed.id, at: failed.at } : null,
  };
}
