import "server-only";
import { queryPlanned } from "@/lib/db/planned";
import { TREND_DAYS, type Trend, type TrendPoint, trendOf } from "./trend";

/** What became of these products' consumption in the 90 days before their last recalculation. */
export async function listTrends(productIds: readonly number[]): Promise<Map<number, Trend>> {
  const { rows } = await queryPlanned<{ id: number; points: TrendPoint[] }>(
    `select s.product_id as id,
       jsonb_agg(jsonb_build_object('day', s.day - date '1970-01-01', 'consumption', s.consumption) order by s.day) as points
     from product_snapshot s join compliance c on c.product_id = s.product_id
     where s.product_id = any($1::int[]) and s.day > (c.calculated_at at time zone 'UTC')::date - $2::int
     group by s.product_id`,
    [productIds, TREND_DAYS],
  );
  return new Map(rows.map(({ id, points }) => [id, trendOf(points)]));
}
