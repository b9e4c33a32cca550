import "server-only";
import { ComplianceStatus, LicenceMetric, Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { queryPlanned } from "@/lib/db/planned";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListOptions, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { usableUnits } from "@/lib/portals/usable-units";
import type { Folder } from "./tree";

export type ProductRow = {
  id: number;
  name: string;
  origin: Origin;
  folderId: number;
  portalName: string | null;
  metric: LicenceMetric;
  /** entered by hand; 0 of imported products, whose consumers the import finds */
  consumerCount: number;
  /** null: not calculated yet */
  status: ComplianceStatus | null;
  unsyncReason: UnsyncReason | null;
  unsyncSince: Date | null;
};

export type ProductDetails = ProductRow & {
  createdAt: Date;
  updatedAt: Date;
  isConcurrent: boolean;
  notes: string;
  version: number;
  createdBy: string | null;
  updatedBy: string | null;
  compliance: { available: number; consumption: number; balance: number; statusSince: Date; calculatedAt: Date } | null;
  licences: {
    id: number;
    name: string;
    origin: Origin;
    /** usable ones of an import, the quantity of a manual one */
    units: number;
    /** consumers who are bound to it here */
    bound: number;
    unsyncReason: UnsyncReason | null;
  }[];
};

/** `folder` is one id: products in it and in all folders below. */
export const productFilters = {
  folder: "any",
  status: Object.values(ComplianceStatus),
  portal: "any",
  origin: Object.values(Origin),
  metric: Object.values(LicenceMetric),
  reason: Object.values(UnsyncReason),
} as const;

export const sortColumns: Record<string, SortColumn> = {
  name: { sql: "lower(p.name)", type: "text" },
  // The place in the enum is the order of urgency.
  status: { sql: "array_position(enum_range(null::compliance_status), c.status)", type: "bigint", isNullable: true },
  portal: { sql: "lower(o.name)", type: "text", isNullable: true },
};
export const productSortKeys = Object.keys(sortColumns);

/** How the address of the list of products is read. */
export const productListOptions = {
  sortable: productSortKeys,
  defaultSort: { sort: "name" },
  filters: productFilters,
} satisfies ListOptions;

export const rowColumns = `p.id, p.name, p.origin, p.folder_id as "folderId", o.name as "portalName", c.status,
  p.unsync_reason as "unsyncReason", p.unsync_since as "unsyncSince", p.metric,
  (select count(*)::int from product_consumer x where x.product_id = p.id) as "consumerCount"`;
export const from = `from product p left join portal o on o.id = p.portal_id left join compliance c on c.product_id = p.id`;

export function conditionsOf({ q, filters }: ListState, values: SqlValues): string {
  const { folder, status, portal, origin, metric, reason } = filters;
  const folderIds = folder?.filter((id) => /^\d{1,9}$/.test(id));
  return [
    q ? `lower(p.name) like lower(${values.add(containsPattern(q))})` : "true",
    folderIds
      ? `p.folder_id in (with recursive below(id) as (
           select id from folder where id = any(${values.add(folderIds)}::int[])
           union select f.id from folder f join below on f.parent_id = below.id) select id from below)`
      : "true",
    status ? `c.status::text = any(${values.add(status)})` : "true",
    portal ? `p.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    origin ? `p.origin::text = any(${values.add(origin)})` : "true",
    metric ? `p.metric::text = any(${values.add(metric)})` : "true",
    reason ? `p.unsync_reason::text = any(${values.add(reason)})` : "true",
  ].join(" and ");
}

export async function listProducts(given: ListState): Promise<Page<ProductRow>> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values);
  const counted = queryPlanned<{ count: number }>(
    `select count(*)::int as count ${from} where ${matches}`,
    values.list,
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "p.id", values);
  const [{ rows }, total] = await Promise.all([
    queryPlanned<ProductRow & SortedRow>(
      `select ${rowColumns}, ${sortValue} as "sortValue" ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}

/** All folders with the number of products directly in them, in the order of their names. */
export async function listFolders(): Promise<Folder[]> {
  const { rows } = await pool().query<Folder>(
    `select f.id, f.parent_id as "parentId", f.name, coalesce(n.count, 0) as "productCount",
       (f.system_key is not null or f.portal_id is not null) as "isSystem"
     from folder f left join (select folder_id, count(*)::int as count from product group by folder_id) n on n.folder_id = f.id
     order by lower(f.name), f.id`,
  );
  return rows;
}

export async function findProduct(id: number): Promise<ProductDetails | null> {
  const [products, licences] = await Promise.all([
    pool().query<Omit<ProductDetails, "licences">>(
      `select ${rowColumns}, p.created_at as "createdAt", p.updated_at as "updatedAt",
         p.is_concurrent as "isConcurrent", p.notes, p.version, p.created_by as "createdBy", p.updated_by as "updatedBy",
         case when c.product_id is not null then jsonb_build_object('available', c.available, 'consumption', c.consumption,
           'balance', c.balance, 'statusSince', c.status_since, 'calculatedAt', c.calculated_at) end as compliance
       ${from} where p.id = $1`,
      [id],
    ),
    pool().query<ProductDetails["licences"][number]>(
      `select l.id, l.name, l.origin, coalesce(l.quantity, ${usableUnits("l")}) as units,
         l.unsync_reason as "unsyncReason",
         (select count(*)::int from consumer_assignment b where b.product_id = x.product_id and b.licence_id = l.id) as bound
       from product_licence x join licence l on l.id = x.licence_id where x.product_id = $1 order by lower(l.name), l.id`,
      [id],
    ),
  ]);
  const [product] = products.rows;
  if (!product) return null;
  const { compliance } = product;
  return {
    ...product,
    // Dates come out of jsonb as text.
    compliance: compliance && {
      ...compliance,
      statusSince: new Date(compliance.statusSince),
      calculatedAt: new Date(compliance.calculatedAt),
    },
    licences: licences.rows,
  };
}
