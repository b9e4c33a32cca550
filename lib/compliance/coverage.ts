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

/** The consumers of the product `b`, as [contact] or [device], with what the stated order looks at. */
const CONSUMERS = `
  select a.contact_id, null::int as consumer_id, a.first_seen_at as since, a.holder_class as class, a.holder_name as name
  from assignment a where a.portal_id = b.portal_id and a.sku_id = b.sku_id and a.is_held
  union all
  select x.contact_id, case when x.kind = 'device' then x.id end, case when x.kind = 'person' then x.created_at end,
    coalesce(c.sort_class, 0), coalesce(c.sort_name, lower(x.device_name) collate "C")
  from product p join product_consumer x on x.product_id = p.id left join contact c on c.id = x.contact_id
  where p.id = b.product_id and p.origin = 'manual'`;

/**
 * Of consumers `q` with `c` and `d` for who or what they are, and `rc` and `rd` for their ranks: who is served first. `UNCOVERED` takes
 * its rows from the other end of the same order, out of the copies that the index of holders has.
 */
export const SERVING_ORDER = `coalesce(rc.rank, rd.rank) nulls last, q.consumer_id is not null, c.sort_class,
  case when q.consumer_id is null then q.since end, c.sort_name, lower(d.device_name) collate "C", coalesce(c.id, d.id)`;

/**
 * Who is not covered where units are short. Served first: whom the licence they are bound to has units for; then who was given a
 * rank; then accounts that are enabled, members before guests, then who has held the licence longest, then by name; then
 * devices by name. As many as the balance lacks are taken from the end: those few have to be sorted, not all.
 */
export const UNCOVERED = `
  create temp table short_consumer on commit drop as
  select b.product_id, q.contact_id, q.consumer_id
  from balance b cross join lateral (
    select q.contact_id, q.consumer_id
    from (${CONSUMERS}) q
    left join consumer_priority rc on rc.product_id = b.product_id and rc.contact_id = q.contact_id
    left join consumer_priority rd on rd.product_id = b.product_id and rd.consumer_id = q.consumer_id
    where not exists (select from assigned e where e.is_served and e.product_id = b.product_id and e.contact_id = q.contact_id)
      and not exists (select from assigned e where e.is_served and e.product_id = b.product_id and e.consumer_id = q.consumer_id)
    order by coalesce(rc.rank, rd.rank) desc nulls first, (q.consumer_id is not null) desc, q.class desc, q.since desc, q.name desc,
      coalesce(q.contact_id, q.consumer_id) desc
    limit b.uncovered) q
  where b.uncovered > 0`;

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
