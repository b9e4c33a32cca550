import "server-only";
import { ComplianceStatus, UnsyncReason } from "@/lib/db/generated/enums";
import { queryPlanned } from "@/lib/db/planned";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListOptions, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { dataAsOf } from "@/lib/portals/merge";
import { kindOf, type ProductKind, productKinds, type SkuKind, skuKindColumns } from "./product-kind";
import { pointsOf, type Trend, trendOf } from "./trend";

export type ComplianceRow = {
  id: number;
  name: string;
  folderId: number;
  portalName: string | null;
  status: ComplianceStatus;
  reason: UnsyncReason | null;
  /** known from the import on, before a recalculation says so */
  unsyncSince: Date | null;
  available: number;
  consumption: number;
  balance: number;
  unitsWarning: number;
  unitsSuspended: number;
  /** how old the numbers are: when the import that fed them began to read, else when they were calculated */
  asOf: Date;
  runId: number;
};

export type ComplianceListRow = ComplianceRow & { kind: ProductKind; trend: Trend };

export const complianceFilters = {
  status: Object.values(ComplianceStatus),
  reason: Object.values(UnsyncReason),
  portal: "any",
  kind: productKinds,
} as const;

export const sortColumns: Record<string, SortColumn> = {
  // Urgency: the place in the enum, then what is shortest. A balance has ten digits at most, so the two never mix.
  status: {
    sql: "(array_position(enum_range(null::compliance_status), c.status)::bigint * 10000000000 + c.balance)",
    type: "bigint",
  },
  name: { sql: "lower(p.name)", type: "text" },
  portal: { sql: "lower(o.name)", type: "text", isNullable: true },
  available: { sql: "c.available::bigint", type: "bigint" },
  consumption: { sql: "c.consumption::bigint", type: "bigint" },
  balance: { sql: "c.balance::bigint", type: "bigint" },
  // Consumed out of available, in parts of 100,000. Out of nothing is more than any share of something; neither has no usage.
  usage: {
    sql: `(case when c.available > 0 then c.consumption::bigint * 100000 / c.available
      when c.consumption > 0 then 999999999999999 end)`,
    type: "bigint",
    isNullable: true,
  },
};
export const complianceSortKeys = Object.keys(sortColumns);

/** How the address of the list of compliance is read. */
export const complianceListOptions = {
  sortable: complianceSortKeys,
  defaultSort: { sort: "status" },
  filters: complianceFilters,
} satisfies ListOptions;

export const from = `from compliance c join product p on p.id = c.product_id left join portal o on o.id = p.portal_id
  left join licence sku on sku.portal_id = p.portal_id and sku.sku_id = p.sku_id`;

export async function conditionsOf({ q, filters }: ListState, values: SqlValues): Promise<string> {
  const { status, reason, portal, kind } = filters;
  const pattern = q && values.add(containsPattern(q));
  return [
    pattern ? `(lower(p.name) like lower(${pattern}) or lower(o.name) like lower(${pattern}))` : "true",
    status ? `c.status::text = any(${values.add(status)})` : "true",
    reason ? `c.reason::text = any(${values.add(reason)})` : "true",
    portal ? `p.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    kind ? `p.id = any(${values.add(await productsOfKinds(kind))}::int[])` : "true",
  ].join(" and ");
}

/** What kind a product is of is told by code, so that one place knows: there are few products. */
async function productsOfKinds(kinds: readonly string[]): Promise<number[]> {
  const { rows } = await queryPlanned<SkuKind & { id: number }>(
    `select p.id, ${skuKindColumns("sku", "p.sku_id")} ${from}`,
  );
  return rows.filter((row) => kinds.includes(kindOf(row))).map(({ id }) => id);
}

export async function listCompliance(given: ListState): Promise<Page<ComplianceListRow>> {
  const values = new SqlValues();
  const matches = await conditionsOf(given, values);
  const counted = queryPlanned<{ count: number }>(
    `select count(*)::int as count ${from} where ${matches}`,
    values.list,
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "p.id", values);
  const [{ rows }, total] = await Promise.all([
    queryPlanned<ComplianceRow & SortedRow & SkuKind & { points: string }>(
      `select p.id, p.name, p.folder_id as "folderId", o.name as "portalName", c.status, c.reason, p.unsync_since as "unsyncSince",
         c.available, c.consumption,
         c.balance, c.units_warning as "unitsWarning", c.units_suspended as "unitsSuspended",
         coalesce(c.data_as_of, c.calculated_at) as "asOf", c.run_id as "runId",
         ${skuKindColumns("sku", "p.sku_id")}, c.trend_points as points, ${sortValue} as "sortValue"
       ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const page = buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
  const complete = page.rows.map(({ points, ...row }) => ({
    ...row,
    kind: kindOf(row),
    trend: trendOf(pointsOf(points)),
  }));
  return { ...page, rows: complete };
}

export type ComplianceSummary = {
  /** of all products, whatever the list is narrowed to */
  byStatus: Partial<Record<ComplianceStatus, number>>;
  byReason: Partial<Record<UnsyncReason, number>>;
  byKind: Partial<Record<ProductKind, number>>;
  /** by status, of products that have seats: free and tenant-wide ones would swamp the others */
  seatsByStatus: Partial<Record<ComplianceStatus, number>>;
  /** the last recalculation; null before the first */
  calculatedAt: Date | null;
  runId: number | null;
  /** an import brought news that the numbers do not know yet */
  isBehindImports: boolean;
  /** enabled portals whose data are old, or whose last import changed nothing */
  stalePortals: StalePortal[];
};

export type StalePortal = {
  id: string;
  name: string;
  dataAsOf: Date | null;
  /** its last import, where that is the reason */
  failure: { runId: number; status: "failed" | "quarantined" } | null;
};

/** Imports run every five hours by default: data of yesterday mean that something does not work. */
const STALE_AFTER_HOURS = 24;

export async function summariseCompliance(): Promise<ComplianceSummary> {
  const [counts, last, stalePortals] = await Promise.all([
    pool().query<SkuKind & { status: ComplianceStatus; reason: UnsyncReason | null; count: number }>(
      `select status, reason, "partNumber", "appliesTo", "isTrial", count(*)::int as count
       from (select c.status, c.reason, ${skuKindColumns("sku", "p.sku_id")} ${from}) x group by 1, 2, 3, 4, 5`,
    ),
    pool().query<{ calculatedAt: Date; runId: number; isBehindImports: boolean }>(
      `select c.calculated_at as "calculatedAt", c.run_id as "runId",
         exists (select from compliance x join product p on p.id = x.product_id join portal o on o.id = p.portal_id
           where o.deleted_at is null and (${dataAsOf("p", "o")} > x.data_as_of or x.reason is distinct from p.unsync_reason)) as "isBehindImports"
       from compliance c order by c.calculated_at desc, c.run_id desc limit 1`,
    ),
    listStalePortals(),
  ]);
  const byStatus: ComplianceSummary["byStatus"] = {};
  const byReason: ComplianceSummary["byReason"] = {};
  const byKind: ComplianceSummary["byKind"] = {};
  const seatsByStatus: ComplianceSummary["seatsByStatus"] = {};
  for (const { status, reason, count, ...sku } of counts.rows) {
    const kind = kindOf(sku);
    byStatus[status] = (byStatus[status] ?? 0) + count;
    byKind[kind] = (byKind[kind] ?? 0) + count;
    if (reason) byReason[reason] = (byReason[reason] ?? 0) + count;
    if (kind === "seats") seatsByStatus[status] = (seatsByStatus[status] ?? 0) + count;
  }
  const { calculatedAt = null, runId = null, isBehindImports = false } = last.rows[0] ?? {};
  return { byStatus, byReason, byKind, seatsByStatus, calculatedAt, runId, isBehindImports, stalePortals };
}

/** Enabled portals whose data are old, or whose last import changed nothing. */
export async function listStalePortals(): Promise<StalePortal[]> {
  const { rows } = await pool().query<StalePortal>(
    `select o.id, o.name, o.data_as_of as "dataAsOf",
       case when x.status in ('failed', 'quarantined')
         then jsonb_build_object('runId', x.run_id, 'status', x.status) end as failure
     from portal o
     left join lateral (select run_id, status from run_portal
       where portal_id = o.id and ended_at is not null and status not in ('cancelled', 'superseded')
       order by run_id desc limit 1) x on true
     where o.deleted_at is null and o.is_enabled
       and (x.status in ('failed', 'quarantined') or o.data_as_of < now() - $1 * interval '1 hour')
     order by lower(o.name)`,
    [STALE_AFTER_HOURS],
  );
  return rows;
}
