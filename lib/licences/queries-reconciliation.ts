import "server-only";
import { isFreeSku } from "@/lib/catalogue/free-skus";
import { countedHolders } from "@/lib/contacts/holder-count";
import { queryPlanned } from "@/lib/db/planned";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { dataAsOf } from "@/lib/portals/merge";
import { type Reconciliation, reconcileSeats, type SeatFigures } from "./reconcile";
import { isTrialLicence } from "./trial";

export type SeatReconciliation = Reconciliation & {
  portalId: string;
  skuId: string;
  /** the age of what the portal said */
  dataAsOf: Date | null;
};

/** One licence of the list of all. */
export type SeatRow = SeatReconciliation & { id: number; name: string; portalName: string };

/** How long Microsoft keeps deleted users, with their licences, before they are gone for good. */
const DELETED_USERS_DAYS = 30;
const hourMs = 3_600_000;

export type SeatSource = Omit<SeatFigures, "isFree" | "isUnsynchronised" | "ageHours" | "subscriptions"> & {
  id: number;
  name: string;
  portalId: string;
  skuId: string;
  portalName: string;
  partNumber: string | null;
  unsyncReason: string | null;
  dataAsOf: Date | null;
  subscriptions: { status: string; totalLicences: number }[];
  areSubscriptionsUnreadable: boolean;
};

const columns = `l.id, l.name, l.portal_id as "portalId", l.sku_id as "skuId", o.name as "portalName", l.part_number as "partNumber",
  l.applies_to as "appliesTo", l.unsync_reason as "unsyncReason", l.units_enabled as "unitsEnabled",
  l.units_warning as "unitsWarning", l.units_suspended as "unitsSuspended", l.units_locked_out as "unitsLockedOut",
  l.consumed_units as "consumedUnits", ${dataAsOf("l", "o")} as "dataAsOf", coalesce(h.holders, 0) as holders,
  coalesce(h.waiting, 0) as waiting, coalesce(h.by_group, 0) as "holdersByGroup",
  coalesce((select jsonb_object_agg(f.error, f.count) from (
    select a.error, count(*) from assignment a
    where a.portal_id = l.portal_id and a.sku_id = l.sku_id and a.error is not null and not a.is_held
    group by a.error) f), '{}') as failures,
  ${isTrialLicence("l")} as "isTrial", s.subscriptions, coalesce(readable.is_missing, false) as "areSubscriptionsUnreadable",
  coalesce(gone.count, 0) as "recentlyGone"`;

/** Lists show what the imports keep; the page of one licence counts anew. */
const holdersOfOne = `cross join lateral ${countedHolders("l")} h`;
const holdersOfAll = "left join holder_count h on h.portal_id = l.portal_id and h.sku_id = l.sku_id";

const fromWith = (joinHolders: string) => `from licence l join portal o on o.id = l.portal_id
  ${joinHolders}
  cross join lateral (select count(*) as count,
      coalesce(sum(total_licences) filter (where status in ('Enabled', 'Warning')), 0) as usable,
      coalesce(jsonb_agg(jsonb_build_object('status', status, 'totalLicences', total_licences) order by id), '[]') as subscriptions
    from subscription where licence_id = l.id and gone_at is null) s
  left join (select portal_id, count(*)::int as count from contact
    where gone_at > now() - interval '${DELETED_USERS_DAYS} days' group by portal_id) gone on gone.portal_id = l.portal_id
  left join lateral (select exists (select from log_line g
        where g.run_id = x.run_id and g.portal_id = x.portal_id and g.code = 'no-subscriptions') as is_missing
    from run_portal x where x.portal_id = l.portal_id and x.status in ('succeeded', 'succeeded_with_warnings')
    order by x.run_id desc limit 1) readable on true`;
const from = fromWith(holdersOfAll);

/** What `reconcileSeats` calls a difference, for whole lists: a test holds both against each other. */
const DIFFERS = `((s.count > 0 and readable.is_missing is not true and s.usable <> l.units_enabled::bigint + l.units_warning)
  or (l.applies_to <> 'Company' and (coalesce(h.holders, 0) <> l.consumed_units or h.waiting > 0)) is true)`;

export function toReconciliation(source: SeatSource, now: Date): SeatReconciliation {
  const { portalId, skuId, partNumber, unsyncReason, dataAsOf, areSubscriptionsUnreadable, subscriptions, ...figures } =
    source;
  const reconciliation = reconcileSeats({
    ...figures,
    isFree: isFreeSku(partNumber ?? ""),
    isUnsynchronised: unsyncReason !== null,
    subscriptions: areSubscriptionsUnreadable ? null : subscriptions,
    ageHours: dataAsOf && (now.getTime() - dataAsOf.getTime()) / hourMs,
  });
  return { ...reconciliation, portalId, skuId, dataAsOf };
}

/** @returns null for a licence that is not there or was not imported */
export async function findReconciliation(licenceId: number, now: Date): Promise<SeatReconciliation | null> {
  const { rows } = await pool().query<SeatSource>(`select ${columns} ${fromWith(holdersOfOne)} where l.id = $1`, [
    licenceId,
  ]);
  return rows[0] ? toReconciliation(rows[0], now) : null;
}

export const seatFilters = { portal: "any", voices: ["differ", "agree"] } as const;
const sortColumns: Record<string, SortColumn> = { name: { sql: "lower(l.name)", type: "text" } };
export const seatSortKeys = Object.keys(sortColumns);
export const seatList = { sortable: seatSortKeys, defaultSort: { sort: "name" }, filters: seatFilters };

/** The statement of the whole list, for its export. */
export function seatStatement(state: ListState): { text: string; values: unknown[] } {
  const values = new SqlValues();
  const matches = conditionsOf(state, values);
  const { order } = keysetOf(state, sortColumns, "l.id", values);
  const text = `select ${columns} ${from} where ${matches} ${order}`;
  return { text, values: values.list };
}

function conditionsOf({ q, filters: { portal, voices } }: ListState, values: SqlValues): string {
  const wanted = voices?.length === 1 ? voices[0] : undefined;
  return [
    q ? `lower(concat_ws(' ', l.name, l.part_number)) like lower(${values.add(containsPattern(q))})` : "true",
    portal ? `l.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    wanted === undefined ? "true" : `${wanted === "agree" ? "not " : ""}${DIFFERS}`,
  ].join(" and ");
}

/** The four voices of every imported licence. */
export async function listReconciliations(given: ListState, now: Date): Promise<Page<SeatRow>> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values);
  // Without the filter nothing about holders is asked of the whole list.
  const counted = queryPlanned<{ count: number }>(
    `select count(*)::int as count ${given.filters.voices ? from : "from licence l join portal o on o.id = l.portal_id"} where ${matches}`,
    values.list,
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "l.id", values);
  const [{ rows }, total] = await Promise.all([
    queryPlanned<SeatSource & SortedRow>(
      `select ${columns}, ${sortValue} as "sortValue"
       ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const page = buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
  const explained = page.rows.map((row) => ({
    ...toReconciliation(row, now),
    ...{ id: row.id, name: row.name, portalName: row.portalName },
  }));
  return { ...page, rows: explained };
}
