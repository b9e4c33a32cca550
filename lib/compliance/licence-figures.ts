import { capped } from "./balances";

/**
 * What each licence covers. Those bound to it first; then the others of its product who are covered, by the licence that
 * expires next, so that what is left over lasts longest. The last licence of a product answers for who is not covered: the
 * balances of its licences make up its own. Where use is concurrent everybody is covered, the last licence's overrun included.
 */
export const LICENCE_COMPLIANCE = `
  insert into licence_compliance (licence_id, valid_quantity, consumption, balance, missing_base, calculated_at)
  select licence_id, ${capped("net")}, consumption, ${capped("net - consumption - uncovered")}, missing_base, $1
  from (
    select licence_id, net, missing_base, case when is_last then uncovered else 0 end as uncovered,
      bound + greatest(least(others - free_before, net - bound), 0) + case when is_last then overrun else 0 end as consumption
    from (
      select u.licence_id, u.net, u.missing_base, s.bound, coalesce(b.uncovered, 0) as uncovered,
        greatest(b.consumption - b.available, 0) - b.uncovered as overrun,
        least(b.consumption, b.available) - sum(s.bound) over (partition by u.product_id) as others,
        coalesce(sum(u.net - s.bound) over (in_order rows between unbounded preceding and 1 preceding), 0) as free_before,
        lead(u.licence_id) over in_order is null as is_last
      from licence_unit u
      left join balance b on b.product_id = u.product_id
      cross join lateral (select count(*) as bound from assigned a where a.licence_id = u.licence_id and a.is_served) s
      where u.product_id is not null
      window in_order as (partition by u.product_id order by u.expires_on nulls last, u.licence_id)) placed
    union all
    select licence_id, net, missing_base, 0, 0 from licence_unit where product_id is null) figures
  on conflict (licence_id) do update set valid_quantity = excluded.valid_quantity, consumption = excluded.consumption,
    balance = excluded.balance, missing_base = excluded.missing_base, calculated_at = excluded.calculated_at`;
