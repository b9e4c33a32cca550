import "server-only";
import { kindOf, type SkuKind, skuKindColumns } from "@/lib/compliance/product-kind";
import { summariseCompliance } from "@/lib/compliance/queries";
import { pool } from "@/lib/db/pool";
import { EXPIRING_DAYS, isAhead, lifecycles } from "@/lib/licences/queries";
import { utcDay } from "@/lib/portals/utc-day";
import { describeValidity } from "@/lib/portals/validity";
import {
  countedStatuses,
  type Dashboard,
  type EndingCredential,
  type Expiry,
  type Loss,
  NAMED,
  type Named,
  type PaidUnits,
  type ShortProduct,
  type TrendDay,
} from "./dashboard";

const CREDENTIAL_DAYS = 30;
const TREND_DAYS = 90;

/** A few sets, each read at once; the same for everybody who may read. */
export async function readDashboard(now: Date): Promise<Dashboard> {
  const [summary, portals, short, renewals, losses, expiries, paid] = await Promise.all([
    summariseCompliance(),
    countPortals(),
    listShort(),
    listNextChanges("renewing", now),
    listNextChanges("losing", now),
    listExpiries(now),
    readPaidProducts(),
  ]);
  const trend = await readTrend(paid.productIds, now);
  return { portals, summary, aheadDays: EXPIRING_DAYS, short, renewals, losses, expiries, paid: paid.units, trend };
}

async function countPortals(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    "select count(*)::int as count from portal where deleted_at is null",
  );
  return rows[0]?.count ?? 0;
}

async function listShort(): Promise<ShortProduct[]> {
  const { rows } = await pool().query<ShortProduct>(
    `select p.id, p.name, c.uncovered from compliance c join product p on p.id = c.product_id
     where c.status = 'not_enough_licences' order by c.uncovered desc, lower(p.name), p.id limit ${NAMED}`,
  );
  return rows;
}

/** The total stands in each row, so that both come from one look at the table. */
const named = <Item>(rows: readonly (Item & { total: number })[]): Named<Item> => ({
  total: rows[0]?.total ?? 0,
  items: rows.map(({ total: _, ...item }) => item as unknown as Item),
});

// Both as the list of licences filters them: the figure and the list behind it say the same.

/** Licences with a subscription that renews, or ends, within the days ahead, or should have. */
async function listNextChanges(lifecycle: keyof typeof lifecycles, now: Date): Promise<Named<Loss>> {
  const { rows } = await pool().query<Loss & { total: number }>(
    `select l.id as "licenceId", l.title as name, o.name as "portalName", sum(e.total_licences)::int as "totalLicences",
       min(e.next_lifecycle_at) as at, (array_agg(e.status order by e.next_lifecycle_at, e.id))[1] as status,
       count(*) over ()::int as total
     from subscription e join licence l on l.id = e.licence_id join portal o on o.id = e.portal_id
     where l.unsync_reason is null and e.gone_at is null and ${lifecycles[lifecycle]}
       and ${isAhead("$1::timestamptz")}
     group by l.id, o.name order by at, l.id limit ${NAMED}`,
    [now],
  );
  return named<Loss>(rows);
}

/** Licences made by hand that have expired, or will within the days ahead. */
async function listExpiries(now: Date): Promise<Named<Expiry>> {
  const { rows } = await pool().query<Expiry & { total: number }>(
    `select id as "licenceId", name, quantity, expires_on::text as "expiresOn", count(*) over ()::int as total
     from licence where origin = 'manual' and expires_on <= $1::date + ${EXPIRING_DAYS}
     order by expires_on desc, lower(name), id limit ${NAMED}`,
    [utcDay(now)],
  );
  return named<Expiry>(rows);
}

type ProductRow = SkuKind & { id: number; isCounted: boolean; available: number; consumption: number };

/** As of the last recalculation. */
async function readPaidProducts(): Promise<{ productIds: number[]; units: PaidUnits }> {
  const { rows } = await pool().query<ProductRow>(
    `select p.id, ${skuKindColumns("l", "p.sku_id")}, c.status::text = any($1) as "isCounted", c.available, c.consumption
     from compliance c join product p on p.id = c.product_id
     left join licence l on l.portal_id = p.portal_id and l.sku_id = p.sku_id`,
    [countedStatuses],
  );
  const paid = rows.filter((sku) => kindOf(sku) === "seats");
  const counted = paid.filter(({ isCounted }) => isCounted);
  const sum = (unitsOf: (row: ProductRow) => number) => counted.reduce((total, row) => total + unitsOf(row), 0);
  return {
    // What is not counted today was counted on the days before it became so.
    productIds: paid.map(({ id }) => id),
    units: {
      available: sum(({ available }) => available),
      held: sum(({ consumption }) => consumption),
      // Free units of one product are of no use to another.
      free: sum(({ available, consumption }) => Math.max(0, available - consumption)),
      missing: sum(({ available, consumption }) => Math.max(0, consumption - available)),
    },
  };
}

/** Sums by UTC day, oldest first: of each day those that were counted on it. */
async function readTrend(productIds: readonly number[], now: Date): Promise<TrendDay[]> {
  const { rows } = await pool().query<TrendDay>(
    `select day::text, sum(available)::float8 as available, sum(consumption)::float8 as consumption
     from product_snapshot where product_id = any($1) and day > $2::date - ${TREND_DAYS} and status::text = any($3)
     group by day order by day`,
    [productIds, utcDay(now), countedStatuses],
  );
  return rows;
}

/** Of portals that are in use, what ends soonest first; for administrators. */
export async function listEndingCredentials(now: Date): Promise<EndingCredential[]> {
  const { rows } = await pool().query<Omit<EndingCredential, "validity">>(
    `select o.id as "portalId", o.name, c.valid_until as "validUntil"
     from portal_credential c join portal o on o.id = c.portal_id
     where c.status = 'active' and o.deleted_at is null and c.valid_until < $1::timestamptz + ${CREDENTIAL_DAYS + 1} * interval '1 day'
     order by c.valid_until, lower(o.name)`,
    [now],
  );
  return rows.map((row) => ({ ...row, validity: describeValidity(row.validUntil, now) }));
}
