import { queryPlanned } from "@/lib/db/planned";
import { buildPage, type CursorKey, type ListState, type Page, readingOrder } from "@/lib/paging/list-state";
import { containsPattern, type SortedRow, SqlValues } from "@/lib/portals/keyset";
import { type Consumer, consumerColumns, holderColumns } from "./consumer-details";

/**
 * The holders of an imported product, who may be very many: read in parts, each of them in the order of the index
 * `assignment_holder`, so that a page costs what it shows.
 */
export type ImportedProduct = {
  id: number;
  portalId: string;
  skuId: string;
  /** as the import has kept them; null: never counted */
  holders: number | null;
};

export async function findImportedProduct(productId: number): Promise<ImportedProduct | null> {
  const { rows } = await queryPlanned<ImportedProduct>(
    `select p.id, p.portal_id as "portalId", p.sku_id as "skuId", h.holders
     from product p left join holder_count h on h.portal_id = p.portal_id and h.sku_id = p.sku_id
     where p.id = $1 and p.origin = 'portal'`,
    [productId],
  );
  return rows[0] ?? null;
}

/** One part of the list. The product's id is $1, its portal $2, its SKU $3. */
type Part = {
  /** which of the holders `a` */
  condition: string;
  /** SQL expressions that sort within the part, before the id */
  keys: readonly string[];
  /** what stands in a cursor */
  value: string;
  /** the keys out of a cursor of this part, each with its cast; null when it is another part's */
  read(value: string): { value: unknown; cast: string }[] | null;
};

const isIn = (table: string) =>
  `exists (select from ${table} x where x.product_id = $1 and x.contact_id = a.contact_id)`;
const IS_UNCOVERED = isIn("uncovered_consumer");

const coverage = (flag: "0" | "1"): Part => ({
  condition: `${flag === "1" ? "not " : ""}${IS_UNCOVERED}`,
  keys: ["a.holder_name"],
  value: `'${flag}0' || a.holder_name`,
  read: (value) => (value.startsWith(`${flag}0`) ? [{ value: value.slice(2), cast: "text" }] : null),
});

/** Those whom somebody put before the others: whom the licence that they are bound to has units for, then by rank. */
const PREFERRED_IDS = `(select r.contact_id from consumer_priority r where r.product_id = $1 and r.contact_id is not null
  union select b.contact_id from consumer_assignment b where b.product_id = $1 and b.contact_id is not null
    and not exists (select from uncovered_consumer u where u.product_id = $1 and u.contact_id = b.contact_id))`;
const SERVED = `(a.holder_class / 2)::text || (a.holder_class % 2)::text || to_char(a.first_seen_at at time zone 'utc', 'YYYYMMDDHH24MISSMS')
  || a.holder_name`;
const PREFERRED = `(case when ${isIn("consumer_assignment")} and not ${IS_UNCOVERED} then '0' else '1' end
  || coalesce(lpad((select r.rank from consumer_priority r where r.product_id = $1 and r.contact_id = a.contact_id)::text, 10, '0'),
       '9999999999') || '0' || ${SERVED})`;

const preferred: Part = {
  condition: `a.contact_id in ${PREFERRED_IDS}`,
  keys: [`${PREFERRED} collate "C"`],
  value: PREFERRED,
  read: (value) => (/^(0\d{10}|1(?!9{10})\d{10})0/.test(value) ? [{ value, cast: "text" }] : null),
};
const others: Part = {
  condition: `a.contact_id not in ${PREFERRED_IDS}`,
  keys: ["a.holder_class", "a.first_seen_at", "a.holder_name"],
  value: `'199999999990' || ${SERVED}`,
  read(value) {
    const parts = /^199999999990([01])([01])(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})(.*)$/s.exec(value);
    if (!parts) return null;
    const [, off, guest, year, month, day, hour, minute, second, ms, name] = parts;
    const since = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
    if (Number.isNaN(since.getTime())) return null;
    return [
      { value: 2 * Number(off) + Number(guest), cast: "smallint" },
      { value: since, cast: "timestamptz" },
      { value: name, cast: "text" },
    ];
  },
};

const parts: Record<string, readonly Part[]> = { covered: [coverage("0"), coverage("1")], order: [preferred, others] };

const HELD = "a.portal_id = $2 and a.sku_id = $3 and a.is_held";
const valuesOf = ({ id, portalId, skuId }: ImportedProduct) => {
  const values = new SqlValues();
  for (const value of [id, portalId, skuId]) values.add(value);
  return values;
};

/** "offset 0": each holder's text is looked up on the way, instead of everybody's who matches. */
function searchOf(q: string, values: SqlValues): string {
  if (!q) return "true";
  const pattern = `lower(${values.add(containsPattern(q))})`;
  return `exists (select from contact o where o.id = a.contact_id
    and (o.search_text like ${pattern} or o.search_department like ${pattern}) offset 0)`;
}

type Row = Consumer & SortedRow;

/** @param cursor of this very part; null: from its beginning, or its end when reading backwards */
async function readPart(
  product: ImportedProduct,
  part: Part,
  state: ListState,
  cursor: CursorKey | null,
): Promise<Row[]> {
  const values = valuesOf(product);
  const { direction, limit } = readingOrder(state);
  const search = searchOf(state.q, values);
  const at = cursor?.value == null ? null : part.read(cursor.value);
  const columns = [...part.keys, "a.contact_id"];
  const beyond =
    at && cursor
      ? `(${columns.join(", ")}) ${direction === "asc" ? ">" : "<"}
         (${[...at, { value: cursor.id, cast: "int" }].map((key) => `${values.add(key.value)}::${key.cast}`).join(", ")})`
      : "true";
  const { rows } = await queryPlanned<Row>(
    `select ${consumerColumns}, c.value as "sortValue" from (
       select ${holderColumns("$1::int")}, k.value, k.place from (
         select contact_id, value, row_number() over () as place from (
           select a.contact_id, ${part.value} as value from assignment a
           where ${HELD} and ${part.condition} and ${search} and ${beyond}
           order by ${columns.map((column) => `${column} ${direction}`).join(", ")} limit ${limit}) first) k
       join assignment a on a.contact_id = k.contact_id and a.sku_id = $3 join contact o on o.id = k.contact_id) c
     order by c.place`,
    values.list,
  );
  return rows;
}

async function countHolders(product: ImportedProduct, q: string): Promise<number> {
  if (!q && product.holders !== null) return product.holders;
  const values = new SqlValues();
  const held = `a.portal_id = ${values.add(product.portalId)} and a.sku_id = ${values.add(product.skuId)} and a.is_held`;
  const { rows } = await queryPlanned<{ count: number }>(
    `select count(*)::int as count from assignment a where ${held} and ${searchOf(q, values)}`,
    values.list,
  );
  return rows[0]?.count ?? 0;
}

const maxId = 2_147_483_647;

/** A cursor that a URL was given by hand may be of no part at all. */
function partOf(cursor: CursorKey | null, all: readonly Part[]): number {
  const { value, id } = cursor ?? { value: null, id: -1 };
  if (value === null || id < 0 || id > maxId) return -1;
  return all.findIndex((part) => part.read(value) !== null);
}

/** A page of them, all or those whom a search that finds many is for. */
export async function listHolders(product: ImportedProduct, given: ListState): Promise<Page<Consumer>> {
  const all = parts[given.sort] ?? parts[given.defaults.sort] ?? [];
  const at = partOf(given.cursor, all);
  const state = given.cursor && at < 0 ? { ...given, cursor: null, offset: 0 } : given;
  const { limit, direction } = readingOrder(state);
  const first = at < 0 ? 0 : at;
  const ahead = direction === "asc" ? all.slice(first) : all.slice(0, at < 0 ? all.length : at + 1).reverse();
  const readRows = async () => {
    const rows: Row[] = [];
    for (const part of ahead) {
      const cursor = part === all[at] ? state.cursor : null;
      // Always as many, so that there is one statement whose plan is kept, and not one for each number that is missing.
      rows.push(...(await readPart(product, part, state, cursor)).slice(0, limit - rows.length));
      if (rows.length === limit) break;
    }
    return rows;
  };
  const [rows, total] = await Promise.all([readRows(), countHolders(product, state.q)]);
  return buildPage(state, rows, total, ({ id, sortValue }) => ({ id, value: sortValue }));
}
