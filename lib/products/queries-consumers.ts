import "server-only";
import type { ConsumerKind } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, type SortedRow, SqlValues } from "@/lib/portals/keyset";

export type ConsumerRow = {
  id: number;
  /** of an imported product's consumers there is no row of their own: the contact's id */
  contactId: number | null;
  kind: ConsumerKind;
  name: string;
  /** of a person: mail, or user principal name */
  detail: string;
  isGone: boolean;
  /** null: not calculated since it was added */
  isCovered: boolean | null;
};

const sortColumns: Record<string, SortColumn> = { name: { sql: "lower(x.name)", type: "text" } };

/** Both kinds of products at once: what people entered, or who holds the licence in the tenant. */
const consumersSql = `(
  select c.id, c.contact_id, c.kind, coalesce(k.display_name, c.device_name) as name,
    coalesce(nullif(k.mail, ''), k.user_principal_name, '') as detail, k.gone_at is not null as is_gone,
    case when m.product_id is not null and m.calculated_at > c.created_at then
      not exists (select from uncovered_consumer u where u.product_id = c.product_id and u.contact_id = c.contact_id)
      and not exists (select from uncovered_device d where d.product_id = c.product_id and d.consumer_id = c.id) end as is_covered
  from product_consumer c left join contact k on k.id = c.contact_id left join compliance m on m.product_id = c.product_id
  where c.product_id = $1
  union all
  select k.id, k.id, 'person'::consumer_kind, k.display_name, coalesce(nullif(k.mail, ''), k.user_principal_name),
    k.gone_at is not null,
    case when m.product_id is not null then
      not exists (select from uncovered_consumer u where u.product_id = p.id and u.contact_id = k.id) end
  from product p join assignment a on a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.is_held
    join contact k on k.id = a.contact_id left join compliance m on m.product_id = p.id
  where p.id = $1) x`;

/** Who or what uses a product. The list's search is that of the drawer. */
export async function listProductConsumers(productId: number, given: ListState): Promise<Page<ConsumerRow>> {
  const values = new SqlValues();
  values.add(productId);
  const matches = given.q
    ? `lower(x.name || ' ' || x.detail) like lower(${values.add(containsPattern(given.q))})`
    : "true";
  const counted = pool().query<{ count: number }>(
    `select count(*)::int as count from ${consumersSql} where ${matches}`,
    [...values.list],
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "x.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<ConsumerRow & SortedRow>(
      `select x.id, x.contact_id as "contactId", x.kind, x.name, x.detail, x.is_gone as "isGone",
         x.is_covered as "isCovered", ${sortValue} as "sortValue"
       from ${consumersSql} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}

const FOUND_LIMIT = 50;

export type FoundContact = { id: number; name: string; detail: string; isKnown: boolean };

/** Contacts that can become consumers; those that are already are marked. People who left their tenant are not offered. */
export async function findContactsFor(productId: number, q: string): Promise<FoundContact[]> {
  if (q === "") return [];
  const { rows } = await pool().query<FoundContact>(
    `select c.id, c.display_name as name, coalesce(nullif(c.mail, ''), c.user_principal_name) as detail,
       exists (select from product_consumer p where p.product_id = $1 and p.contact_id = c.id) as "isKnown"
     from contact c
     where c.search_text like lower($2) and c.gone_at is null
     order by c.display_name, c.id limit ${FOUND_LIMIT}`,
    [productId, containsPattern(q)],
  );
  return rows;
}

export type FoundLicence = { id: number; name: string; quantity: number };

/** Licences kept by hand, of the product's metric, that no product has yet. */
export async function findLicencesFor(productId: number, q: string): Promise<FoundLicence[]> {
  const { rows } = await pool().query<FoundLicence>(
    `select l.id, l.name, l.quantity
     from licence l join product p on p.id = $1 and p.metric = l.metric and p.origin = 'manual'
     where l.origin = 'manual' and lower(l.name) like lower($2)
       and not exists (select from product_licence x where x.licence_id = l.id)
     order by lower(l.name), l.id limit ${FOUND_LIMIT}`,
    [productId, containsPattern(q)],
  );
  return rows;
}
