import "server-only";
import type { ComplianceStatus, UnsyncReason } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";

export type LicenceRow = {
  id: number;
  name: string;
  portalName: string | null;
  appliesTo: string;
  capabilityStatus: string;
  unitsEnabled: number;
  unitsWarning: number;
  unitsSuspended: number;
  unitsLockedOut: number;
  /** as Graph says */
  consumedUnits: number;
  /** people who hold it, counted by us */
  holders: number;
  subscriptions: number;
  nextLifecycleAt: Date | null;
  unsyncReason: UnsyncReason | null;
  unsyncSince: Date | null;
};

export type LicenceSubscription = {
  id: number;
  subscriptionId: string;
  status: string;
  totalLicences: number;
  isTrial: boolean;
  createdAt: Date | null;
  nextLifecycleAt: Date | null;
  goneAt: Date | null;
};

export type LicenceDetails = Omit<LicenceRow, "subscriptions"> & {
  title: string;
  partNumber: string | null;
  skuId: string | null;
  firstSeenAt: Date;
  updatedAt: Date;
  /** the age of what the portal said */
  dataAsOf: Date | null;
  subscriptions: LicenceSubscription[];
  servicePlans: { servicePlanId: string; name: string; appliesTo: string; provisioningStatus: string }[];
  products: { id: number; name: string; status: ComplianceStatus | null }[];
};

/** The words of Graph's capabilityStatus, and the one that concerns ourselves. */
export const licenceStates = [
  "Enabled",
  "Warning",
  "Suspended",
  "LockedOut",
  "Deleted",
  "cannot_be_synchronised",
] as const;

export const licenceFilters = { portal: "any", state: licenceStates, appliesTo: ["User", "Company"] } as const;

const nextLifecycle = "s.next_at";
const sortColumns: Record<string, SortColumn> = {
  name: { sql: "lower(l.name)", type: "text" },
  portal: { sql: "lower(p.name)", type: "text", isNullable: true },
  unitsEnabled: { sql: "l.units_enabled", type: "bigint" },
  consumedUnits: { sql: "l.consumed_units", type: "bigint" },
  // Whole seconds: a cursor must hold exactly what is compared.
  nextLifecycleAt: { sql: `floor(extract(epoch from ${nextLifecycle}))::bigint`, type: "bigint", isNullable: true },
};
export const licenceSortKeys = Object.keys(sortColumns);

const from = `from licence l left join portal p on p.id = l.portal_id
  left join (select licence_id, count(*)::int as count, min(next_lifecycle_at) as next_at
             from subscription where gone_at is null group by licence_id) s on s.licence_id = l.id`;

const holders = `(select count(*)::int from assignment a
  where a.portal_id = l.portal_id and a.sku_id = l.sku_id and a.is_held) as holders`;

const rowColumns = `l.id, l.name, p.name as "portalName", l.applies_to as "appliesTo", l.capability_status as "capabilityStatus",
  l.units_enabled as "unitsEnabled", l.units_warning as "unitsWarning", l.units_suspended as "unitsSuspended",
  l.units_locked_out as "unitsLockedOut", l.consumed_units as "consumedUnits", ${nextLifecycle} as "nextLifecycleAt",
  l.unsync_reason as "unsyncReason", l.unsync_since as "unsyncSince"`;

function conditionsOf({ q, filters }: ListState, values: SqlValues): string {
  const { portal, state, appliesTo } = filters;
  return [
    q ? `lower(l.name || ' ' || coalesce(l.part_number, '')) like lower(${values.add(containsPattern(q))})` : "true",
    portal ? `l.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    // What cannot be synchronised shows its last known state nowhere, so it is found under that state neither.
    state
      ? `case when l.unsync_reason is null then l.capability_status else 'cannot_be_synchronised' end = any(${values.add(state)})`
      : "true",
    appliesTo ? `l.applies_to = any(${values.add(appliesTo)})` : "true",
  ].join(" and ");
}

export async function listLicences(given: ListState): Promise<Page<LicenceRow>> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values);
  const counted = pool().query<{ count: number }>(`select count(*)::int as count from licence l where ${matches}`, [
    ...values.list,
  ]);
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "l.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<LicenceRow & SortedRow>(
      // Holders are counted in the outermost list of columns: for the rows of the page alone.
      `select ${rowColumns}, coalesce(s.count, 0) as subscriptions, ${holders}, ${sortValue} as "sortValue"
       ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}

export async function findLicence(id: number): Promise<LicenceDetails | null> {
  type Base = Omit<LicenceDetails, "subscriptions" | "servicePlans" | "products">;
  const [licences, subscriptions, servicePlans, products] = await Promise.all([
    pool().query<Base>(
      `select ${rowColumns}, ${holders}, l.title, l.part_number as "partNumber", l.sku_id as "skuId",
         l.first_seen_at as "firstSeenAt", l.updated_at as "updatedAt", p.data_as_of as "dataAsOf"
       ${from} where l.id = $1`,
      [id],
    ),
    pool().query<LicenceSubscription>(
      `select id, subscription_id as "subscriptionId", status, total_licences as "totalLicences", is_trial as "isTrial",
         created_at as "createdAt", next_lifecycle_at as "nextLifecycleAt", gone_at as "goneAt"
       from subscription where licence_id = $1 order by gone_at nulls first, next_lifecycle_at nulls last, id`,
      [id],
    ),
    pool().query<LicenceDetails["servicePlans"][number]>(
      `select service_plan_id as "servicePlanId", name, applies_to as "appliesTo", provisioning_status as "provisioningStatus"
       from licence_service_plan where licence_id = $1 order by lower(name), service_plan_id`,
      [id],
    ),
    pool().query<LicenceDetails["products"][number]>(
      `select p.id, p.name, c.status from product_licence x join product p on p.id = x.product_id
       left join compliance c on c.product_id = p.id where x.licence_id = $1 order by lower(p.name), p.id`,
      [id],
    ),
  ]);
  const [licence] = licences.rows;
  return licence
    ? { ...licence, subscriptions: subscriptions.rows, servicePlans: servicePlans.rows, products: products.rows }
    : null;
}
