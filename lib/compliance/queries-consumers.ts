import "server-only";
import type { AssignmentState, ConsumerKind } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues } from "@/lib/portals/keyset";

export type Consumer = {
  /** a contact's id, or of a device that of its row */
  id: number;
  kind: ConsumerKind;
  displayName: string;
  userPrincipalName: string;
  department: string;
  isCovered: boolean;
  /** null: entered by hand */
  isDirect: boolean | null;
  /** names of the groups that give it; their ids where a name is not known */
  groups: string[];
  state: AssignmentState | null;
  /** Microsoft's word, such as CountViolation */
  error: string | null;
  /** place in the order of priorities; null: served by the stated order */
  rank: number | null;
  /** the licence that it is bound to */
  licenceId: number | null;
  licenceName: string | null;
};

const columns: Record<string, SortColumn> = {
  // Who is not covered first; people before devices, so that no two rows of one id sort alike.
  covered: {
    sql: "(case when c.is_covered then '1' else '0' end || (case when c.kind = 'device' then '1' else '0' end) || lower(c.name))",
    type: "text",
  },
  // The order in which units are given out, as in `UNCOVERED`: whom the licence they are bound to has units for; by rank; people
  // before devices, enabled accounts, members before guests, held the longest, by name.
  order: {
    sql: `(case when c.is_covered and exists (select from consumer_assignment b where b.product_id = c.product_id
          and (b.contact_id = c.contact_id or b.consumer_id = c.consumer_id)) then '0' else '1' end
        || coalesce(lpad((select r.rank from consumer_priority r where r.product_id = c.product_id
          and (r.contact_id = c.contact_id or r.consumer_id = c.consumer_id))::text, 10, '0'), '9999999999')
        || case when c.kind = 'device' then '1' else '0' end
        || case when coalesce(c.is_enabled, true) then '0' else '1' end
        || case when c.user_type = 'Guest' then '1' else '0' end
        || case when c.kind = 'device' then '' else to_char(c.since at time zone 'utc', 'YYYYMMDDHH24MISSMS') end
        || case when c.kind = 'device' then lower(c.name) else c.name end)`,
    type: "text",
  },
};
export const consumerSortKeys = Object.keys(columns);

/** Holders of an imported product's SKU, and what people entered in a manual one. */
const consumersOf = (product: string) => `from (
    select p.id as product_id, o.id, o.id as contact_id, null::int as consumer_id, 'person'::consumer_kind as kind,
      o.display_name as name, o.user_principal_name, o.mail, o.department, a.is_direct, a.state, a.error, a.group_ids, a.portal_id,
      u.contact_id is null as is_covered, o.is_enabled, o.user_type, a.first_seen_at as since
    from product p join assignment a on a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.is_held
    join contact o on o.id = a.contact_id
    left join uncovered_consumer u on u.product_id = p.id and u.contact_id = o.id
    where p.id = ${product}
    union all
    select p.id, coalesce(o.id, x.id), o.id, case when o.id is null then x.id end, x.kind,
      coalesce(o.display_name, x.device_name), coalesce(o.user_principal_name, ''), coalesce(o.mail, ''),
      coalesce(o.department, ''), null, null, null, '{}', null, u.contact_id is null and d.consumer_id is null,
      o.is_enabled, o.user_type, x.created_at
    from product p join product_consumer x on x.product_id = p.id
    left join contact o on o.id = x.contact_id
    left join uncovered_consumer u on u.product_id = p.id and u.contact_id = o.id
    left join uncovered_device d on d.product_id = p.id and d.consumer_id = x.id
    where p.id = ${product} and p.origin = 'manual') c`;

const isOf = (row: string) =>
  `${row}.product_id = c.product_id and (${row}.contact_id = c.contact_id or ${row}.consumer_id = c.consumer_id)`;

/** Who or what uses the product. */
export async function listConsumers(productId: number, given: ListState): Promise<Page<Consumer>> {
  const values = new SqlValues();
  const from = consumersOf(`${values.add(productId)}::int`);
  const pattern = given.q && values.add(containsPattern(given.q));
  const matches = pattern
    ? `(lower(c.name || ' ' || c.user_principal_name || ' ' || c.mail) like lower(${pattern}) or lower(c.department) like lower(${pattern}))`
    : "true";
  const counted = pool().query<{ count: number }>(`select count(*)::int as count ${from} where ${matches}`, [
    ...values.list,
  ]);
  const { state, condition, orderBy, sortValue } = keysetOf(given, columns, "c.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<Consumer & SortedRow>(
      `select c.id, c.kind, c.name as "displayName", c.user_principal_name as "userPrincipalName", c.department,
         c.is_covered as "isCovered", c.is_direct as "isDirect", c.state, c.error,
         array(select coalesce(g.display_name, given.id::text) from unnest(c.group_ids) given(id)
           left join licensing_group g on g.portal_id = c.portal_id and g.group_id = given.id order by 1) as groups,
         (select r.rank from consumer_priority r where ${isOf("r")}) as rank,
         (select b.licence_id from consumer_assignment b where ${isOf("b")}) as "licenceId",
         (select l.name from consumer_assignment b join licence l on l.id = b.licence_id where ${isOf("b")}) as "licenceName",
         ${sortValue} as "sortValue"
       ${from} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}
