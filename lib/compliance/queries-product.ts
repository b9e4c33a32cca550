import "server-only";
import type { AssignmentState, RunKind, UnsyncReason } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues } from "@/lib/portals/keyset";
import type { ComplianceRow } from "./queries";

export type ProductCompliance = ComplianceRow & {
  statusSince: Date;
  calculatedAt: Date;
  dataAsOf: Date | null;
  /** how many consumers are not covered */
  uncovered: number;
  unsyncSince: Date | null;
  /** null: the run's row was cleaned up */
  runKind: RunKind | null;
  licences: {
    id: number;
    name: string;
    unitsEnabled: number;
    unitsWarning: number;
    unitsSuspended: number;
    unitsLockedOut: number;
    unsyncReason: UnsyncReason | null;
  }[];
};

/** @returns null for a product that is not there or was never calculated */
async function findProductCompliance(productId: number): Promise<ProductCompliance | null> {
  const [products, licences] = await Promise.all([
    pool().query<Omit<ProductCompliance, "licences">>(
      `select p.id, p.name, p.folder_id as "folderId", o.name as "portalName", c.status, c.reason, c.available, c.consumption,
         c.balance, c.uncovered, c.units_warning as "unitsWarning", c.units_suspended as "unitsSuspended",
         coalesce(c.data_as_of, c.calculated_at) as "asOf", c.run_id as "runId", c.status_since as "statusSince",
         c.calculated_at as "calculatedAt", c.data_as_of as "dataAsOf", p.unsync_since as "unsyncSince", r.kind as "runKind"
       from compliance c join product p on p.id = c.product_id left join portal o on o.id = p.portal_id
       left join run r on r.id = c.run_id where p.id = $1`,
      [productId],
    ),
    pool().query<ProductCompliance["licences"][number]>(
      `select l.id, l.name, l.units_enabled as "unitsEnabled", l.units_warning as "unitsWarning",
         l.units_suspended as "unitsSuspended", l.units_locked_out as "unitsLockedOut", l.unsync_reason as "unsyncReason"
       from product_licence x join licence l on l.id = x.licence_id where x.product_id = $1 order by lower(l.name), l.id`,
      [productId],
    ),
  ]);
  const [product] = products.rows;
  return product ? { ...product, licences: licences.rows } : null;
}

export type Consumer = {
  id: number;
  displayName: string;
  userPrincipalName: string;
  department: string;
  isCovered: boolean;
  isDirect: boolean;
  /** names of the groups that give it; their ids where a name is not known */
  groups: string[];
  state: AssignmentState | null;
  /** Microsoft's word, such as CountViolation */
  error: string | null;
};

const consumerColumns: Record<string, SortColumn> = {
  // Who is not covered first.
  covered: { sql: "(case when u.contact_id is null then '1' else '0' end || lower(c.display_name))", type: "text" },
};

/** Who holds the product's SKU. */
async function listConsumers(productId: number, given: ListState): Promise<Page<Consumer>> {
  const values = new SqlValues();
  const product = values.add(productId);
  const from = `from product p join assignment a on a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.is_held
    join contact c on c.id = a.contact_id
    left join uncovered_consumer u on u.product_id = p.id and u.contact_id = c.id`;
  const searched = "lower(c.display_name || ' ' || c.user_principal_name || ' ' || c.mail)";
  const pattern = given.q && values.add(containsPattern(given.q));
  const matches = `p.id = ${product} and ${
    pattern ? `(${searched} like lower(${pattern}) or lower(c.department) like lower(${pattern}))` : "true"
  }`;
  const counted = pool().query<{ count: number }>(`select count(*)::int as count ${from} where ${matches}`, [
    ...values.list,
  ]);
  const { state, condition, orderBy, sortValue } = keysetOf(given, consumerColumns, "c.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<Consumer & SortedRow>(
      `select c.id, c.display_name as "displayName", c.user_principal_name as "userPrincipalName", c.department,
         u.contact_id is null as "isCovered", a.is_direct as "isDirect", a.state, a.error,
         array(select coalesce(g.display_name, given.id::text) from unnest(a.group_ids) given(id)
           left join licensing_group g on g.portal_id = a.portal_id and g.group_id = given.id order by 1) as groups,
         ${sortValue} as "sortValue"
       ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}

/** A day in the history of a product, as of its last recalculation. */
export type Snapshot = { day: string; status: ComplianceRow["status"]; available: number; consumption: number };

const HISTORY_DAYS = 90;

/** The last 90 days on which anything was calculated, oldest first. */
async function listSnapshots(productId: number): Promise<Snapshot[]> {
  const { rows } = await pool().query<Snapshot>(
    `select * from (select day::text, status, available, consumption from product_snapshot
       where product_id = $1 order by product_snapshot.day desc limit ${HISTORY_DAYS}) newest order by day`,
    [productId],
  );
  return rows;
}

/** What one tab of the drawer needs. */
export type ProductView = {
  details: ProductCompliance;
  tab: "overview" | "consumers" | "history";
  consumers: { state: ListState; page: Page<Consumer> } | null;
  snapshots: Snapshot[] | null;
};

export async function findProductView(wanted: {
  productId: number;
  tab: ProductView["tab"];
  consumers: ListState;
}): Promise<ProductView | null> {
  const { productId, tab, consumers: state } = wanted;
  const [details, page, snapshots] = await Promise.all([
    findProductCompliance(productId),
    tab === "consumers" ? listConsumers(productId, state) : null,
    tab === "history" ? listSnapshots(productId) : null,
  ]);
  return details && { details, tab, consumers: page && { state, page }, snapshots };
}
