import { SERVING_ORDER } from "./coverage";

/**
 * Who is on which licence made by hand, as the last recalculation gave its units out: those bound to it, with whether its own units
 * reach them, and of the others of its product those who are covered, by the licence that expires next. As many as
 * `licence_compliance.consumption` says, since it is the same order.
 */
export const ON_MANUAL_LICENCES = `
  consumer as materialized (
    select p.id as product_id, a.contact_id, null::int as consumer_id, a.first_seen_at as since
    from product p join assignment a on a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.is_held
    where exists (select from product_licence x join licence l on l.id = x.licence_id where x.product_id = p.id and l.origin = 'manual')
    union all
    select p.id, x.contact_id, case when x.kind = 'device' then x.id end, x.created_at
    from product p join product_consumer x on x.product_id = p.id where p.origin = 'manual'),
  bound as materialized (
    select b.licence_id, q.product_id, q.contact_id, q.consumer_id,
      row_number() over (partition by b.licence_id order by r.rank nulls last, b.id) <= n.valid_quantity as is_served
    from consumer_assignment b
    join licence_compliance n on n.licence_id = b.licence_id
    join consumer q on q.product_id = b.product_id and (q.contact_id = b.contact_id or q.consumer_id = b.consumer_id)
    left join consumer_priority r on r.product_id = b.product_id
      and (r.contact_id, r.consumer_id) is not distinct from (b.contact_id, b.consumer_id)),
  other as (
    select q.product_id, q.contact_id, q.consumer_id, row_number() over (partition by q.product_id order by ${SERVING_ORDER}) as place
    from consumer q
    left join contact c on c.id = q.contact_id
    left join product_consumer d on d.id = q.consumer_id
    left join consumer_priority rc on rc.product_id = q.product_id and rc.contact_id = q.contact_id
    left join consumer_priority rd on rd.product_id = q.product_id and rd.consumer_id = q.consumer_id
    where not exists (select from bound b where b.is_served and b.product_id = q.product_id
        and (b.contact_id = q.contact_id or b.consumer_id = q.consumer_id))
      and not exists (select from uncovered_consumer u where u.product_id = q.product_id and u.contact_id = q.contact_id)
      and not exists (select from uncovered_device u where u.product_id = q.product_id and u.consumer_id = q.consumer_id)),
  room as (
    select l.id as licence_id, l.origin, x.product_id, r.units,
      sum(r.units) over (partition by x.product_id order by l.expires_on nulls last, l.id) as last_place
    from product_licence x join licence l on l.id = x.licence_id join licence_compliance n on n.licence_id = l.id
    cross join lateral (select n.consumption - count(*) as units from bound b where b.licence_id = l.id and b.is_served) r),
  on_manual as (
    select licence_id, contact_id, consumer_id, is_served as is_held, true as is_direct from bound
    union all
    select r.licence_id, o.contact_id, o.consumer_id, true, false
    from room r join other o on o.product_id = r.product_id and o.place > r.last_place - r.units and o.place <= r.last_place
    where r.origin = 'manual')`;
