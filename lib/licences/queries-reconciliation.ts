import "server-only";
import { isFreeSku } from "@/lib/catalogue/free-skus";
import { pool } from "@/lib/db/pool";
import { type Reconciliation, reconcileSeats, type SeatFigures } from "./reconcile";

export type SeatReconciliation = Reconciliation & {
  portalId: string;
  /** the age of what the portal said */
  dataAsOf: Date | null;
};

/** How long Microsoft keeps deleted users, with their licences, before they are gone for good. */
const DELETED_USERS_DAYS = 30;
const hourMs = 3_600_000;

type Row = Omit<SeatFigures, "isFree" | "isUnsynchronised" | "ageHours" | "subscriptions"> & {
  portalId: string;
  partNumber: string | null;
  unsyncReason: string | null;
  dataAsOf: Date | null;
  subscriptions: { status: string; totalLicences: number }[];
  areSubscriptionsUnreadable: boolean;
};

/** @returns null for a licence that is not there or was not imported */
export async function findReconciliation(licenceId: number, now: Date): Promise<SeatReconciliation | null> {
  const { rows } = await pool().query<Row>(
    `select l.portal_id as "portalId", l.part_number as "partNumber", l.applies_to as "appliesTo", l.unsync_reason as "unsyncReason",
       l.units_enabled as "unitsEnabled", l.units_warning as "unitsWarning", l.units_suspended as "unitsSuspended",
       l.units_locked_out as "unitsLockedOut", l.consumed_units as "consumedUnits", o.data_as_of as "dataAsOf",
       h.holders, h.waiting, h."holdersByGroup",
       (select count(*)::int from contact c where c.portal_id = l.portal_id and c.gone_at > $2::timestamptz - $3 * interval '1 day')
         as "recentlyGone",
       coalesce((select jsonb_agg(jsonb_build_object('status', s.status, 'totalLicences', s.total_licences) order by s.id)
         from subscription s where s.licence_id = l.id and s.gone_at is null), '[]') as subscriptions,
       coalesce(readable.is_missing, false) as "areSubscriptionsUnreadable"
     from licence l join portal o on o.id = l.portal_id
     cross join lateral (select count(*) filter (where is_held)::int as holders,
         count(*) filter (where not is_held and error is not null)::int as waiting,
         count(*) filter (where is_held and group_ids <> '{}')::int as "holdersByGroup"
       from assignment a where a.portal_id = l.portal_id and a.sku_id = l.sku_id) h
     left join lateral (select exists (select from log_line g
           where g.run_id = x.run_id and g.portal_id = x.portal_id and g.code = 'no-subscriptions') as is_missing
       from run_portal x where x.portal_id = l.portal_id and x.status in ('succeeded', 'succeeded_with_warnings')
       order by x.run_id desc limit 1) readable on true
     where l.id = $1`,
    [licenceId, now, DELETED_USERS_DAYS],
  );
  const [row] = rows;
  if (!row) return null;
  const { portalId, partNumber, unsyncReason, dataAsOf, areSubscriptionsUnreadable, subscriptions, ...figures } = row;
  const reconciliation = reconcileSeats({
    ...figures,
    isFree: isFreeSku(partNumber ?? ""),
    isUnsynchronised: unsyncReason !== null,
    subscriptions: areSubscriptionsUnreadable ? null : subscriptions,
    ageHours: dataAsOf && (now.getTime() - dataAsOf.getTime()) / hourMs,
  });
  return { ...reconciliation, portalId, dataAsOf };
}
