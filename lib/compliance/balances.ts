import { FIGURE_MAX } from "@/lib/figure";
import { dataAsOf } from "@/lib/portals/merge";
import { TREND_DAYS } from "./trend";

/** At most what the columns hold: one product beyond all measure must not keep all others from their numbers. */
export const capped = (sum: string) => `least(${sum}, ${FIGURE_MAX})`;

/**
 * Available, consumption and balance of every product, as one set.
 * - available: net valid units of the licences that are linked to the product;
 * - consumption: of an imported product people who hold its SKU, each once, whether directly, by groups or both; of a manual one
 *   the people and devices entered by hand;
 * - cannot be synchronised comes first: its numbers are those of the last import that brought any;
 * - clear: neither licences with valid units nor consumers;
 * - concurrent use: nobody is uncovered, because the software limits itself.
 * Each unit covers one consumer of whatever order, so the number of those uncovered follows without looking at them.
 */
export const BALANCES = `
  create temp table balance on commit drop as
  select p.id as product_id, p.portal_id, p.sku_id, p.unsync_reason as reason, ${dataAsOf("p", "portal")} as data_as_of, ${capped("n.available")}::int as available,
    n.consumption, ${capped("n.available - n.consumption")}::int as balance, s.uncovered::int as uncovered,
    coalesce(l.warning, 0)::int as units_warning, coalesce(l.suspended, 0)::int as units_suspended,
    case
      when p.unsync_reason is not null then 'cannot_be_synchronised'
      when l.is_wrong then 'calculation_error'
      when n.consumption = 0 and l.has_valid is not true then 'clear'
      when n.is_unlimited then 'concurrent_use'
      when s.uncovered > 0 then 'not_enough_licences'
      when l.lacks_base then 'not_enough_base_licences'
      else 'fully_licensed'
    end::compliance_status as status
  from product p
  left join portal on portal.id = p.portal_id
  left join (
    select u.product_id, sum(u.net) as available, bool_or(u.own > 0) as has_valid,
      bool_or(u.missing_base > 0) as lacks_base, bool_or(u.is_in_cycle or u.metric <> product.metric) as is_wrong,
      ${capped("sum(u.units_warning)")} as warning, ${capped("sum(u.units_suspended)")} as suspended
    from licence_unit u join product on product.id = u.product_id group by u.product_id) l on l.product_id = p.id
  left join (
    select portal_id, sku_id, count(*) as count from assignment where is_held group by portal_id, sku_id
  ) h on h.portal_id = p.portal_id and h.sku_id = p.sku_id
  left join (
    select product_id, count(*) as count from product_consumer group by product_id
  ) m on m.product_id = p.id and p.origin = 'manual'
  cross join lateral (
    select coalesce(l.available, 0) as available, (coalesce(h.count, 0) + coalesce(m.count, 0))::int as consumption,
      p.is_concurrent and l.available > 0 as is_unlimited) n
  cross join lateral (
    select case when n.is_unlimited then 0 else greatest(n.consumption - n.available, 0) end as uncovered) s`;

/** After the snapshots of the day, which its trend ends with. $1: the run, $2: now, $3: the day. */
export const COMPLIANCE = `
  insert into compliance (product_id, status, reason, status_since, available, consumption, balance, uncovered, units_warning,
    units_suspended, calculated_at, run_id, data_as_of, trend_points)
  select b.product_id, b.status, b.reason, $2, b.available, b.consumption, b.balance, b.uncovered, b.units_warning, b.units_suspended, $2, $1,
    b.data_as_of, coalesce(t.points, '[]')
  from balance b
  left join (
    select product_id, '[' || string_agg(day - date '1970-01-01' || ',' || consumption, ',' order by day) || ']' as points
    from product_snapshot where day > $3::date - ${TREND_DAYS} group by product_id) t on t.product_id = b.product_id
  on conflict (product_id) do update set
    status_since = case when (compliance.status, compliance.reason) is distinct from (excluded.status, excluded.reason)
                        then excluded.status_since else compliance.status_since end,
    status = excluded.status, reason = excluded.reason, available = excluded.available, consumption = excluded.consumption,
    balance = excluded.balance, uncovered = excluded.uncovered, units_warning = excluded.units_warning,
    units_suspended = excluded.units_suspended, calculated_at = excluded.calculated_at, run_id = excluded.run_id,
    data_as_of = excluded.data_as_of, trend_points = excluded.trend_points`;
