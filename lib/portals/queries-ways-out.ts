import "server-only";
import { isFreeSku } from "@/lib/catalogue/free-skus";
import type { UnsyncReason } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { hasEnded } from "./exclusions";
import { isTakenUp } from "./reconnect";
import { utcDay } from "./utc-day";
import type { WayOut } from "./way-out";

type Row = {
  id: number;
  reason: UnsyncReason;
  portalId: string;
  portalName: string;
  skuId: string;
  partNumber: string;
  isDeleted: boolean;
  isEnabled: boolean;
  isTakenUp: boolean;
  /** the portal that has taken the place of a deleted one */
  successor: string | null;
  excludeFree: boolean;
  isExcluded: boolean;
  endsOn: string | null;
};

function wayOutOf(row: Row, today: string): WayOut | null {
  const { reason, portalId, portalName, skuId, partNumber, isEnabled, endsOn } = row;
  if (row.isDeleted) {
    if (row.isTakenUp) return { kind: "reconnect", portalId };
    return row.successor === null ? null : { kind: "replaced", portalName: row.successor };
  }
  if (reason === "gone_from_portal") return null;
  if (reason === "portal_deleted") return { kind: "import", portalId, isReconnected: true, isEnabled };
  // First the rule: without the exclusion it would still hold.
  if (row.excludeFree && isFreeSku(partNumber)) return { kind: "free", portalId };
  if (!row.isExcluded || hasEnded({ endsOn }, today))
    return { kind: "import", portalId, isReconnected: false, isEnabled };
  return endsOn === null
    ? { kind: "exclusion", portalId, portalName, skuId, isEnabled }
    : { kind: "ending", portalId, endsOn };
}

/** Of those licences or products that cannot be synchronised, by id; those without a way out are not among them. */
export async function findWaysOut(
  table: "licence" | "product",
  ids: readonly number[],
  now: Date,
): Promise<Map<number, WayOut>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool().query<Row>(
    `with portals as materialized (
       select p.id, ${isTakenUp("p")} as is_taken_up,
         (select o.name from portal o where p.deleted_at is not null and o.tenant_id = p.tenant_id and o.id <> p.id
            and (o.deleted_at is null or o.deleted_at >= p.deleted_at)
          order by o.deleted_at desc nulls first, o.id limit 1) as successor
       from portal p where p.id in (select portal_id from ${table} where id = any($1::int[])))
     select t.id, t.unsync_reason as reason, t.portal_id as "portalId", p.name as "portalName", t.sku_id as "skuId",
       coalesce(l.part_number, k.part_number, '') as "partNumber", p.deleted_at is not null as "isDeleted",
       p.is_enabled as "isEnabled", x.is_taken_up as "isTakenUp", x.successor, p.exclude_free as "excludeFree",
       e.sku_id is not null as "isExcluded", to_char(e.ends_on, 'YYYY-MM-DD') as "endsOn"
     from ${table} t join portal p on p.id = t.portal_id join portals x on x.id = p.id
     left join portal_exclusion e on e.portal_id = t.portal_id and e.sku_id = t.sku_id
     left join licence l on l.portal_id = t.portal_id and l.sku_id = t.sku_id
     left join catalogue_sku k on k.sku_id = t.sku_id
     where t.id = any($1::int[]) and t.unsync_reason is not null`,
    [ids],
  );
  const today = utcDay(now);
  return new Map(
    rows.flatMap((row) => {
      const way = wayOutOf(row, today);
      return way ? [[row.id, way] as const] : [];
    }),
  );
}
