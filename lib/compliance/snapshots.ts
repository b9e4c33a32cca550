/** One row a day and product; a recalculation later on that day decides. */
export const PRODUCT_SNAPSHOTS = `
  insert into product_snapshot as s (product_id, day, status, available, consumption, balance, units_warning, units_suspended)
  select product_id, $1::date, status, available, consumption, balance, units_warning, units_suspended from balance
  on conflict (product_id, day) do update set status = excluded.status, available = excluded.available,
    consumption = excluded.consumption, balance = excluded.balance, units_warning = excluded.units_warning,
    units_suspended = excluded.units_suspended
  where (s.status, s.available, s.consumption, s.units_warning, s.units_suspended)
    is distinct from (excluded.status, excluded.available, excluded.consumption, excluded.units_warning, excluded.units_suspended)`;

export const SUBSCRIPTION_SNAPSHOTS = `
  insert into subscription_snapshot as s (subscription_id, day, status, total_licences, next_lifecycle_at)
  select id, $1::date, status, total_licences, next_lifecycle_at from subscription where gone_at is null
  on conflict (subscription_id, day) do update set status = excluded.status, total_licences = excluded.total_licences,
    next_lifecycle_at = excluded.next_lifecycle_at
  where (s.status, s.total_licences, s.next_lifecycle_at)
    is distinct from (excluded.status, excluded.total_licences, excluded.next_lifecycle_at)`;
