import "server-only";
import { planSearch, type SearchPlan, searchCondition, unplanned } from "@/lib/contacts/search-plan";
import { queryPlanned } from "@/lib/db/planned";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues } from "@/lib/portals/keyset";
import { type Consumer, consumerColumns, holderColumns } from "./consumer-details";
import { findImportedProduct, type ImportedProduct, listHolders } from "./holders";

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

/** The holders of an imported product among the few contacts that a search found by its index: looked up one by one. */
function foundAmong(
  { portalId, skuId }: ImportedProduct,
  product: string,
  condition: string,
  values: SqlValues,
): string {
  return `from (
    select ${holderColumns(product)}, a.holder_class as sort_class, a.first_seen_at as since, a.holder_name as sort_name
    from (select * from contact c where ${condition} offset 0) o
    cross join lateral (select * from assignment a where a.contact_id = o.id and a.sku_id = ${values.add(skuId)}::uuid
      and a.portal_id = ${values.add(portalId)}::uuid and a.is_held offset 0) a) c`;
}

/** Who or what uses the product. */
export async function listConsumers(productId: number, given: ListState): Promise<Page<Consumer>> {
  const [imported, plan] = await Promise.all([
    findImportedProduct(productId),
    given.q ? planSearch(given.q, true) : unplanned,
  ]);
  if (imported && plan.anchor === null) return listHolders(imported, given);
  return listFew(productId, given, imported && { imported, plan });
}

/** @param holders of an imported product, and how to find them; null: the product is a manual one */
async function listFew(
  productId: number,
  given: ListState,
  holders: { imported: ImportedProduct; plan: SearchPlan } | null,
): Promise<Page<Consumer>> {
  const values = new SqlValues();
  const product = `${values.add(productId)}::int`;
  const from = holders
    ? foundAmong(holders.imported, product, searchCondition(given.q, holders.plan, values, searched), values)
    : enteredIn(product);
  const pattern = holders || !given.q ? "" : values.add(containsPattern(given.q));
  const matches = pattern ? `(${searched.map((text) => `${text} like lower(${pattern})`).join(" or ")})` : "true";
  const found = `with found as materialized (select * ${from} where ${matches})`;
  const counting = { text: `${found} select count(*)::int as count from found`, values: [...values.list] };
  const { state, condition, order, orderBy, sortValue } = keysetOf(given, columns, "c.id", values);
  const { rows } = await queryPlanned<Consumer & SortedRow & { count: number }>(
    `${found} select ${consumerColumns}, ${sortValue} as "sortValue", (select count(*)::int from found) as count
     from (select * from found c where ${condition} ${orderBy}) c ${order}`,
    values.list,
  );
  // Beyond the last row there is none that tells how many there are.
  const count =
    rows[0]?.count ??
    (state.cursor ? await queryPlanned<{ count: number }>(counting.text, counting.values) : null)?.rows[0]?.count;
  const consumers = rows.map(({ count: _, ...row }) => row);
  return buildPage(state, consumers, count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}
