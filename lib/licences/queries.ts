import "server-only";
import { countedHolders } from "@/lib/contacts/holder-count";
import { type ComplianceStatus, type LicenceKind, LicenceMetric, Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { queryPlanned } from "@/lib/db/planned";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListOptions, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { dataAsOf } from "@/lib/portals/merge";

export type LicenceRow = {
  id: number;
  origin: Origin;
  name: string;
  portalName: string | null;
  metric: LicenceMetric;
  /** of manual ones; imported ones have units by state */
  quantity: number | null;
  /** of manual ones: the last day on which it is valid, as YYYY-MM-DD; null: for ever */
  expiresOn: string | null;
  /** until that day, below 0 when it is past; days are those of UTC */
  daysLeft: number | null;
  /** as the last recalculation found them; null: not calculated yet. Units that count */
  validQuantity: number | null;
  /** consumers that it covers */
  consumption: number | null;
  /** what is left; below 0 what is missing, which the last licence of a product answers for */
  balance: number | null;
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
  /** its product limits its use itself: what is missing there, nobody lacks */
  isConcurrent: boolean;
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

export type NamedLicence = { id: number; name: string };

export type LicenceDetails = Omit<LicenceRow, "subscriptions"> & {
  /** people to whom it is assigned without effect, because of an error */
  waiting: number;
  /** consumers of its product who are bound to it */
  bound: number;
  kind: LicenceKind;
  licenceNumber: string | null;
  channel: { id: number; name: string; isBuiltIn: boolean } | null;
  /** the key itself: `showLicenceKey` */
  hasLicenceKey: boolean;
  serialNumber: string | null;
  notes: string;
  version: number;
  createdBy: string | null;
  updatedBy: string | null;
  portalId: string | null;
  /** an import would bring it back */
  isPortalDeleted: boolean;
  /** of an upgrade: what it upgrades, what that upgrades, and so on, the nearest first */
  bases: NamedLicence[];
  /** those that name it as their base */
  upgrades: NamedLicence[];
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

/**
 * `expiring`: within `EXPIRING_DAYS`; of imported ones those whose subscription changes its state by then, or should have. That is a
 * renewal where it is enabled and paid for (`renewing`), and else its end (`losing`).
 */
export const expiries = ["expired", "expiring", "unlimited", "renewing", "losing"] as const;
export const EXPIRING_DAYS = 60;

export const licenceFilters = {
  portal: "any",
  origin: Object.values(Origin),
  state: licenceStates,
  metric: Object.values(LicenceMetric),
  channel: "any",
  expiry: expiries,
  appliesTo: ["User", "Company"],
  reason: Object.values(UnsyncReason),
} as const;

const nextLifecycle = "s.next_at";
export const sortColumns: Record<string, SortColumn> = {
  name: { sql: "lower(l.name)", type: "text" },
  portal: { sql: "lower(p.name)", type: "text", isNullable: true },
  unitsEnabled: { sql: "coalesce(l.quantity, l.units_enabled)", type: "bigint" },
  // What the column shows: of a licence made by hand, whose units nobody tells, the consumers that it covers.
  consumedUnits: {
    sql: "(case when l.origin = 'manual' then n.consumption else l.consumed_units end)::bigint",
    type: "bigint",
    isNullable: true,
  },
  // Whole seconds: a cursor must hold exactly what is compared.
  expiresOn: { sql: "(l.expires_on - date '1970-01-01')::bigint", type: "bigint", isNullable: true },
  nextLifecycleAt: { sql: `floor(extract(epoch from ${nextLifecycle}))::bigint`, type: "bigint", isNullable: true },
};
export const licenceSortKeys = Object.keys(sortColumns);

/** How the address of the list of licences is read. */
export const licenceListOptions = {
  sortable: licenceSortKeys,
  defaultSort: { sort: "name" },
  filters: licenceFilters,
} satisfies ListOptions;

/** `h.holders`: kept by each import, for lists. The page of one licence counts anew. */
export const from = `from licence l left join portal p on p.id = l.portal_id
  left join (select licence_id, count(*)::int as count, min(next_lifecycle_at) as next_at
             from subscription where gone_at is null group by licence_id) s on s.licence_id = l.id
  left join licence_compliance n on n.licence_id = l.id
  left join holder_count h on h.portal_id = l.portal_id and h.sku_id = l.sku_id`;

/** The day of UTC, as that of exclusions. */
const today = "(now() at time zone 'utc')::date";

export const rowColumns = `l.id, l.origin, l.name, l.metric, l.quantity, to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn",
  (l.expires_on - ${today}) as "daysLeft", n.valid_quantity as "validQuantity", n.consumption, n.balance, p.name as "portalName", l.applies_to as "appliesTo", l.capability_status as "capabilityStatus",
  l.units_enabled as "unitsEnabled", l.units_warning as "unitsWarning", l.units_suspended as "unitsSuspended",
  l.units_locked_out as "unitsLockedOut", l.consumed_units as "consumedUnits", ${nextLifecycle} as "nextLifecycleAt",
  l.unsync_reason as "unsyncReason", l.unsync_since as "unsyncSince",
  exists (select from product_licence x join product made on made.id = x.product_id
    where x.licence_id = l.id and made.is_concurrent) as "isConcurrent"`;

/** Of a subscription `e`: what its next change of state is. Nobody renews a trial. */
export const lifecycles = {
  renewing: "(e.status = 'Enabled' and not e.is_trial)",
  losing: "(e.status <> 'Enabled' or e.is_trial)",
} as const;

/**
 * Whether that change of `e` comes within the days ahead. Of what is enabled a day that has passed counts as well: Microsoft may be
 * late, or somebody is. @param now SQL, of a point in time
 */
export const isAhead = (now: string) => `(e.next_lifecycle_at <= ${now} + ${EXPIRING_DAYS} * interval '1 day'
  and (e.next_lifecycle_at >= ${now} or e.status = 'Enabled'))`;

/** What cannot be synchronised shows its last known dates nowhere. */
const changesState = (condition: string) => `(l.unsync_reason is null and exists (
  select from subscription e where e.licence_id = l.id and e.gone_at is null and ${condition} and ${isAhead("now()")}))`;

const expiryConditions: Record<(typeof expiries)[number], string> = {
  expired: `l.expires_on < ${today}`,
  expiring: `(l.expires_on between ${today} and ${today} + ${EXPIRING_DAYS}
    or ${changesState("true")})`,
  unlimited: "l.origin = 'manual' and l.expires_on is null",
  renewing: changesState(lifecycles.renewing),
  losing: changesState(lifecycles.losing),
};

export function conditionsOf({ q, filters }: ListState, values: SqlValues): string {
  const { portal, origin, state, metric, channel, expiry, appliesTo, reason } = filters;
  const channelIds = channel?.filter((id) => /^\d{1,9}$/.test(id));
  return [
    q
      ? `lower(concat_ws(' ', l.name, l.part_number, l.licence_number)) like lower(${values.add(containsPattern(q))})`
      : "true",
    portal ? `l.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])` : "true",
    origin ? `l.origin::text = any(${values.add(origin)})` : "true",
    metric ? `l.metric::text = any(${values.add(metric)})` : "true",
    channelIds ? `l.channel_id = any(${values.add(channelIds)}::int[])` : "true",
    expiry ? `(${expiry.map((each) => expiryConditions[each as keyof typeof expiryConditions]).join(" or ")})` : "true",
    // The states are a portal's. What cannot be synchronised shows its last known one nowhere, and is not found under it.
    state
      ? `case when l.origin = 'manual' then '' when l.unsync_reason is null then l.capability_status
           else 'cannot_be_synchronised' end = any(${values.add(state)})`
      : "true",
    reason ? `l.unsync_reason::text = any(${values.add(reason)})` : "true",
    appliesTo ? `l.origin = 'portal' and l.applies_to = any(${values.add(appliesTo)})` : "true",
  ].join(" and ");
}

export async function listLicences(given: ListState): Promise<Page<LicenceRow>> {
  const values = new SqlValues();
  const matches = conditionsOf(given, values);
  const counted = queryPlanned<{ count: number }>(
    `select count(*)::int as count from licence l where ${matches}`,
    values.list,
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "l.id", values);
  const [{ rows }, total] = await Promise.all([
    queryPlanned<LicenceRow & SortedRow>(
      `select ${rowColumns}, coalesce(s.count, 0) as subscriptions, coalesce(h.holders, 0) as holders, ${sortValue} as "sortValue"
       ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}

export async function findLicence(id: number): Promise<LicenceDetails | null> {
  type Base = Omit<LicenceDetails, "subscriptions" | "servicePlans" | "products" | "bases" | "upgrades">;
  const [licences, subscriptions, servicePlans, products, bases, upgrades] = await Promise.all([
    pool().query<Base>(
      `select ${rowColumns}, counted.holders, counted.waiting,
         (select count(*)::int from consumer_assignment b where b.licence_id = l.id) as bound,
         l.title, l.part_number as "partNumber", l.sku_id as "skuId",
         l.first_seen_at as "firstSeenAt", l.updated_at as "updatedAt", ${dataAsOf("l", "p")} as "dataAsOf",
         l.kind, l.licence_number as "licenceNumber", l.licence_key is not null as "hasLicenceKey",
         l.serial_number as "serialNumber", l.notes, l.version, l.created_by as "createdBy", l.updated_by as "updatedBy",
         l.portal_id as "portalId", p.deleted_at is not null as "isPortalDeleted",
         case when c.id is not null
           then jsonb_build_object('id', c.id, 'name', c.name, 'isBuiltIn', c.is_built_in) end as channel
       ${from} left join acquisition_channel c on c.id = l.channel_id
       cross join lateral ${countedHolders("l")} counted where l.id = $1`,
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
    pool().query<NamedLicence>(
      `with recursive chain(id, base_id, place) as (
         select id, base_licence_id, 0 from licence where id = $1
         union all select b.id, b.base_licence_id, place + 1 from licence b join chain on b.id = chain.base_id where place < 100)
       select l.id, l.name from chain join licence l using (id) where place > 0 order by place`,
      [id],
    ),
    pool().query<NamedLicence>("select id, name from licence where base_licence_id = $1 order by lower(name), id", [
      id,
    ]),
  ]);
  const [licence] = licences.rows;
  return licence
    ? {
        ...licence,
        subscriptions: subscriptions.rows,
        servicePlans: servicePlans.rows,
        products: products.rows,
        bases: bases.rows,
        upgrades: upgrades.rows,
      }
    : null;
}
