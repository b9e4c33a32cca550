import "server-only";
import type { Origin, RunKind, UnsyncReason } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { ListState, Page } from "@/lib/paging/list-state";
import { kindOf, type ProductKind, type SkuKind, skuKindColumns } from "./product-kind";
import type { ComplianceRow } from "./queries";
import { type Consumer, listConsumers } from "./queries-consumers";

export type ProductCompliance = ComplianceRow & {
  origin: Origin;
  statusSince: Date;
  calculatedAt: Date;
  dataAsOf: Date | null;
  /** how many consumers are not covered */
  uncovered: number;
  /** null: the run's row was cleaned up */
  runKind: RunKind | null;
  kind: ProductKind;
  /** the software limits its use itself: there may be more consumers than units */
  isConcurrent: boolean;
  /** assignments of an imported product that failed: these people are no consumers; null where there are none */
  failed: { portalId: string; skuId: string; count: number } | null;
  licences: LinkedLicence[];
};

export type LinkedLicence = {
  id: number;
  name: string;
  origin: Origin;
  unitsEnabled: number;
  unitsWarning: number;
  unitsSuspended: number;
  unitsLockedOut: number;
  unsyncReason: UnsyncReason | null;
  /** as of the last recalculation; null for one that was made since */
  validQuantity: number | null;
  missingBase: number;
  /** of manual ones */
  quantity: number | null;
  /** the last day, as ISO writes it */
  expiresOn: string | null;
  isExpired: boolean;
  /** of an upgrade: the licence whose units it takes */
  baseName: string | null;
  /** units that upgrades of it have taken */
  unitsUpgraded: number;
};

/** @returns null for a product that is not there or was never calculated */
async function findProductCompliance(productId: number): Promise<ProductCompliance | null> {
  const [products, licences] = await Promise.all([
    pool().query<Omit<ProductCompliance, "licences" | "kind"> & SkuKind>(
      `select p.id, p.name, p.origin, p.folder_id as "folderId", o.name as "portalName", c.status, c.reason, c.available, c.consumption,
         c.balance, c.uncovered, c.units_warning as "unitsWarning", c.units_suspended as "unitsSuspended",
         coalesce(c.data_as_of, c.calculated_at) as "asOf", c.run_id as "runId", c.status_since as "statusSince",
         c.calculated_at as "calculatedAt", c.data_as_of as "dataAsOf", p.unsync_since as "unsyncSince", r.kind as "runKind",
         p.is_concurrent as "isConcurrent", ${skuKindColumns("sku", "p.sku_id")},
         case when failed.count > 0 then
           jsonb_build_object('portalId', p.portal_id, 'skuId', p.sku_id, 'count', failed.count) end as failed
       from compliance c join product p on p.id = c.product_id left join portal o on o.id = p.portal_id
       left join run r on r.id = c.run_id left join licence sku on sku.portal_id = p.portal_id and sku.sku_id = p.sku_id
       cross join lateral (select count(*) from assignment a
         where a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.error is not null and not a.is_held) failed
       where p.id = $1`,
      [productId],
    ),
    pool().query<LinkedLicence>(
      `select l.id, l.name, l.origin, l.units_enabled as "unitsEnabled", l.units_warning as "unitsWarning",
         l.units_suspended as "unitsSuspended", l.units_locked_out as "unitsLockedOut", l.unsync_reason as "unsyncReason",
         n.valid_quantity as "validQuantity", coalesce(n.missing_base, 0) as "missingBase", l.quantity,
         l.expires_on::text as "expiresOn", b.name as "baseName",
         coalesce(l.expires_on < (n.calculated_at at time zone 'UTC')::date, false) as "isExpired",
         case when l.expires_on < (n.calculated_at at time zone 'UTC')::date then 0
           when exists (select from licence u where u.base_licence_id = l.id) then greatest(0,
           coalesce(l.quantity::bigint, l.units_enabled::bigint + l.units_warning) - n.missing_base - n.valid_quantity)::int
           else 0 end as "unitsUpgraded"
       from product_licence x join licence l on l.id = x.licence_id left join licence b on b.id = l.base_licence_id
       left join licence_compliance n on n.licence_id = l.id
       where x.product_id = $1 order by lower(l.name), l.id`,
      [productId],
    ),
  ]);
  const [product] = products.rows;
  if (!product) return null;
  const { partNumber, appliesTo, isTrial, ...details } = product;
  return { ...details, kind: kindOf({ partNumber, appliesTo, isTrial }), licences: licences.rows };
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
