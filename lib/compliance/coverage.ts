/**
 * Consumers bound to a licence of their product, with whether its own units reach them: by rank, then by what was bound first.
 * Whoever is no consumer any more, or is bound to a licence that went to another product, is none of them.
 */
export const ASSIGNED = `
  create temp table assigned on commit drop as
  select b.product_id, b.licence_id, b.contact_id, b.consumer_id,
    row_number() over (partition by b.licence_id order by r.rank nulls last, b.id) <= u.net as is_served
  from consumer_assignment b
  join licence_unit u on u.licence_id = b.licence_id and u.product_id = b.product_id
  join product p on p.id = b.product_id
  left join consumer_priority r on r.product_id = b.product_id
    and (r.contact_id, r.consumer_id) is not distinct from (b.contact_id, b.consumer_id)
  where case when p.origin = 'portal'
    then exists (select from assignment a
      where a.contact_id = b.contact_id and a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.is_held)
    else exists (select from product_consumer x where x.product_id = b.product_id
      and (x.contact_id = b.contact_id or (x.id = b.consumer_id and x.kind = 'device')))
  end`;

/** The consumers of the manual product `b`, as [contact] or [device], with what the stated order looks at. */
const ENTERED = `
  select x.contact_id, case when x.kind = 'device' then x.id end as consumer_id, case when x.kind = 'person' then x.created_at end as since,
    coalesce(c.sort_class, 0) as class, coalesce(c.sort_name, lower(x.device_name) collate "C") as name
  from product p join product_consumer x on x.product_id = p.id left join contact c on c.id = x.contact_id
  where p.id = b.product_id and p.origin = 'manual'`;

/**
 * Of consumers `q` with `c` and `d` for who or what they are, and `rc` and `rd` for their ranks: who is served first. `UNCOVERED` takes
 * its rows from the other end of the same order, out of the copies that the index of holders has.
 */
export const SERVING_ORDER = `coalesce(rc.rank, rd.rank) nulls last, q.consumer_id is not null, c.sort_class,
  case when q.consumer_id is null then q.since end, c.sort_name, lower(d.device_name) collate "C", coalesce(c.id, d.id)`;

const IS_SERVED = `exists (select from assigned e where e.is_served and e.product_id = b.product_id and e.contact_id = a.contact_id)`;
const IS_RANKED = `exists (select from consumer_priority r where r.product_id = b.product_id and r.contact_id = a.contact_id)`;
const HOLDS = `a.portal_id = b.portal_id and a.sku_id = b.sku_id and a.is_held`;

/** Of the holders of the imported product `b` those without a rank: from the end of the index `assignment_served`, so that it costs what it takes. */
const LAST_HOLDERS = `
  select a.contact_id from assignment a where ${HOLDS} and not ${IS_RANKED} and not ${IS_SERVED}
  order by a.holder_class desc, a.first_seen_at desc, a.holder_name desc, a.contact_id desc
  limit b.uncovered`;

/** And once there are no more of them, those who were given a rank: how many follows from how many the others are. */
const LAST_RANKED = `
  select r.contact_id from consumer_priority r join assignment a on a.contact_id = r.contact_id and ${HOLDS}
  where r.product_id = b.product_id and not ${IS_SERVED}
  order by r.rank desc
  limit greatest(0, b.uncovered - b.consumption + (
    select count(*) from (
      select r.contact_id from consumer_priority r where r.product_id = b.product_id
      union select e.contact_id from assigned e where e.product_id = b.product_id and e.is_served) k
    where exists (select from assignment a where a.contact_id = k.contact_id and ${HOLDS})))`;

/**
 * Who is not covered where units are short. Served first: whom the licence they are bound to has units for; then who was given a
 * rank; then accounts that are enabled, members before guests, then who has held the licence longest, then by name; then
 * devices by name. As many as the balance lacks are taken from the end: those few have to be sorted, not all.
 */
export const UNCOVERED = `
  create temp table short_consumer on commit drop as
  select b.product_id, q.contact_id, null::int as consumer_id
  from balance b cross join lateral ((${LAST_HOLDERS}) union all (${LAST_RANKED})) q
  where b.uncovered > 0 and b.sku_id is not null
  union all
  select b.product_id, q.contact_id, q.consumer_id
  from balance b cross join lateral (
    select q.contact_id, q.consumer_id
    from (${ENTERED}) q
    left join consumer_priority rc on rc.product_id = b.product_id and rc.contact_id = q.contact_id
    left join consumer_priority rd on rd.product_id = b.product_id and rd.consumer_id = q.consumer_id
    where not exists (select from assigned e where e.is_served and e.product_id = b.product_id and e.contact_id = q.contact_id)
      and not exists (select from assigned e where e.is_served and e.product_id = b.product_id and e.consumer_id = q.consumer_id)
    order by coalesce(rc.rank, rd.rank) desc nulls first, (q.consumer_id is not null) desc, q.class desc, q.since desc, q.name desc,
      coalesce(q.contact_id, q.consumer_id) desc
    limit b.uncovered) q
  where b.uncovered > 0 and b.sku_id is null`;

const writesOf = (table: string, column: string) => [
  `delete from ${table} u
   where not exists (select from short_consumer s where s.product_id = u.product_id and s.${column} = u.${column})`,
  `insert into ${table} (product_id, ${column}) select product_id, ${column} from short_consumer where ${column} is not null
   on conflict do nothing`,
];

/** Takes who is not covered into the tables, without touching those who were not covered before. */
export const UNCOVERED_WRITES = [
  ...writesOf("uncovered_consumer", "contact_id"),
  ...writesOf("uncovered_device", "consumer_id"),
];
