import "server-only";
import { pool } from "@/lib/db/pool";
import { usableUnits } from "@/lib/portals/usable-units";
import { utcDay } from "@/lib/portals/utc-day";
import {
  currentPrice,
  emptyOverlay,
  type LicenceOverlay,
  type LicencePrice,
  type MonthlyCost,
  monthlyCostOf,
} from "./overlay";

export type OverlayView = {
  licenceId: number;
  overlay: LicenceOverlay;
  /** the newest first; those that have not begun among them */
  prices: LicencePrice[];
  current: LicencePrice | null;
  /** null without a price */
  monthly: MonthlyCost | null;
};

type Row = Omit<OverlayView, "overlay" | "current" | "monthly"> & {
  overlay: LicenceOverlay | null;
  updatedAt: Date | null;
  units: number;
  holders: number | null;
};

const views = `select l.id as "licenceId", case when l.unsync_reason = 'gone_from_portal' then 0 else ${usableUnits("l")} end as units,
    case when l.applies_to <> 'Company' then coalesce(h.holders, 0) end as holders,
    case when n.sku_id is not null then jsonb_build_object('note', n.note, 'owner', n.owner, 'costCentre', n.cost_centre,
      'tags', n.tags, 'updatedBy', n.updated_by) end as overlay, n.updated_at as "updatedAt",
    coalesce((select jsonb_agg(jsonb_build_object('startsOn', p.starts_on::text, 'amount', p.amount::text, 'currency', p.currency)
        order by p.starts_on desc)
      from licence_price p where p.portal_id = l.portal_id and p.sku_id = l.sku_id), '[]') as prices
  from licence l left join holder_count h on h.portal_id = l.portal_id and h.sku_id = l.sku_id left join licence_overlay n on n.portal_id = l.portal_id and n.sku_id = l.sku_id`;

const toView =
  (now: Date) =>
  (row: Row): OverlayView => {
    const { licenceId, prices, units, holders } = row;
    const current = currentPrice(prices, utcDay(now));
    return {
      licenceId,
      overlay: row.overlay ? { ...row.overlay, updatedAt: row.updatedAt } : emptyOverlay,
      prices,
      current,
      monthly: current && monthlyCostOf(current, { units, holders }),
    };
  };

/** @returns null for a licence that is not there or was not imported */
export async function findOverlay(licenceId: number, now: Date): Promise<OverlayView | null> {
  const { rows } = await pool().query<Row>(`${views} where l.id = $1 and l.portal_id is not null`, [licenceId]);
  return rows.map(toView(now))[0] ?? null;
}

/** Of the imported licences of a product: those that something was written about. */
export async function listOverlaysOfProduct(
  productId: number,
  now: Date,
): Promise<(OverlayView & { licenceName: string })[]> {
  const { rows } = await pool().query<Row & { licenceName: string }>(
    `select v.*, l.name as "licenceName" from (${views}) v join licence l on l.id = v."licenceId"
     join product_licence x on x.licence_id = l.id
     where x.product_id = $1 and (v.overlay is not null or v.prices <> '[]') order by lower(l.name), l.id`,
    [productId],
  );
  return rows.map((row) => ({ ...toView(now)(row), licenceName: row.licenceName }));
}
