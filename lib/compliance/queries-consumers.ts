import "server-only";
import { planSearch, type SearchPlan, searchCondition, unplanned } from "@/lib/contacts/search-plan";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues } from "@/lib/portals/keyset";
import { type Consumer, consumerColumns, holderColumns } from "./consumer-details";
import { findImportedProduct, listHolders } from "./holders";

export type { Consumer } from "./consumer-details";

/** The same as the parts of `listHolders`, for consumers who are not many. Bytes are compared, as in the index of holders. */
const columns: Record<string, SortColumn> = {
  // Who is not covered first; people before devices, so that no two rows of one id sort alike.
  covered: {
    sql: `((case when c.is_covered then '1' else '0' end || case when c.kind = 'device' then '1' else '0' end || c.sort_name) collate "C")`,
    type: "text",
  },
  // The order in which units are given out, as in `UNCOVERED`: whom the licence they are bound to has units for; by rank; people
  // before devices, enabled accounts, members before guests, held the longest, by name.
  order: {
    sql: `((case when c.is_covered and exists (select from consumer_assignment b where b.product_id = c.product_id
          and (b.contact_id = c.contact_id or b.consumer_id = c.consumer_id)) then '0' else '1' end
        || coalesce(lpad((select r.rank from consumer_priority r where r.product_id = c.product_id
          and (r.contact_id = c.contact_id or r.consumer_id = c.consumer_id))::text, 10, '0'), '9999999999')
        || case when c.kind = 'device' then '1' else '0' end
        || (c.sort_class / 2)::text || (c.sort_class % 2)::text
        || case when c.kind = 'device' then '' else to_char(c.since at time zone 'utc', 'YYYYMMDDHH24MISSMS') end
        || c.sort_name) collate "C")`,
    type: "text",
  },
};
export const consumerSortKeys = Object.keys(columns);

const searched = ["c.search_text", "c.search_department"];

/** What people entered in a manual product. */
export const enteredIn = (product: string) => `from (
    select p.id as product_id, coalesce(o.id, x.id) as id, o.id as contact_id, case when o.id is null then x.id end as consumer_id, x.kind,
      coalesce(o.display_name, x.device_name) as name, coalesce(o.user_principal_name, '') as user_principal_name,
      coalesce(o.mail, '') as mail, coalesce(o.department, '') as department, null::boolean as is_direct, null::assignment_state as state,
      null as error, '{}'::uuid[] as group_ids, null::uuid as portal_id,
      u.contact_id is null and d.consumer_id is null as is_covered, coalesce(o.sort_class, 0) as sort_class,
      x.created_at as since, coalesce(o.sort_name, lower(x.device_name)) as sort_name,
      coalesce(o.search_text, lower(x.device_name)) as search_text, coalesce(o.search_department, '') as search_department
    from product p join product_consumer x on x.product_id = p.id
    left join contact o on o.id = x.contact_id
    left join uncovered_consumer u on u.product_id = p.id and u.contact_id = o.id
    left join uncovered_device d on d.product_id = p.id and d.consumer_id = x.id
    where p.id = ${product} and p.origin = 'manual') c`;

/** The holders of an imported product among the few contacts that a search found by its index. */
const foundAmong = (product: string, condition: string) => `from (
    select ${holderColumns(product)}, a.holder_class as sort_class, a.first_seen_at as since, a.holder_name as sort_name
    from product p cross join (select * from contact c where ${condition} offset 0) o
    join assignment a on a.contact_id = o.id and a.sku_id = p.sku_id and a.portal_id = p.portal_id and a.is_held
    where p.id = ${product}) c`;

/** Who or what uses the product. */
export async function listConsumers(productId: number, given: ListState): Promise<Page<Consumer>> {
  const [imported, plan] = await Promise.all([
    findImportedProduct(productId),
    given.q ? planSearch(given.q, searched) : unplanned,
  ]);
  if (imported && plan.anchor === null) return listHolders(imported, given);
  return listFew(productId, given, imported ? plan : null);
}

/** @param plan of the search for holders; null: the product is a manual one */
async function listFew(productId: number, given: ListState, plan: SearchPlan | null): Promise<Page<Consumer>> {
  const values = new SqlValues();
  const product = `${values.add(productId)}::int`;
  const from = plan ? foundAmong(product, searchCondition(given.q, plan, values, searched)) : enteredIn(product);
  const pattern = plan || !given.q ? "" : values.add(containsPattern(given.q));
  const matches = pattern ? `(${searched.map((text) => `${text} like lower(${pattern})`).join(" or ")})` : "true";
  const found = `with found as materialized (select * ${from} where ${matches})`;
  const counting = { text: `${found} select count(*)::int as count from found`, values: [...values.list] };
  const { state, condition, order, orderBy, sortValue } = keysetOf(given, columns, "c.id", values);
  const { rows } = await pool().query<Consumer & SortedRow & { count: number }>(
    `${found} select ${consumerColumns}, ${sortValue} as "sortValue", (select count(*)::int from found) as count
     from (select * from found c where ${condition} ${orderBy}) c ${order}`,
    values.list,
  );
  // Beyond the last row there is none that tells how many there are.
  const count =
    rows[0]?.count ?? (state.cursor ? await pool().query<{ count: number }>(counting) : null)?.rows[0]?.count;
  const consumers = rows.map(({ count: _, ...row }) => row);
  return buildPage(state, consumers, count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}
