import type { CursorKey, ListState } from "@/lib/paging/list-state";
import { readingOrder } from "@/lib/paging/list-state";

/** What a list can be sorted by: a constant SQL expression; whole numbers where it is not text. */
export type SortColumn = { sql: string; type: "text" | "bigint"; isNullable?: boolean };

/** The values of a statement in the order of their placeholders. */
export class SqlValues {
  readonly list: unknown[] = [];

  /** @returns the placeholder */
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

export type Keyset = {
  /** the list's state, without a cursor that this sort cannot have made */
  state: ListState;
  /** what the rows must be beyond; `true` on the first page */
  condition: string;
  /** of the whole list */
  order: string;
  /** of the page: with the limit */
  orderBy: string;
  /** to select as "sortValue" */
  sortValue: string;
};

export type SortedRow = { id: number; sortValue: string | null };

const maxId = 2_147_483_647;

/** Whether a cursor fits the sort: a URL can be put together by hand. */
function isUsable({ value, id }: CursorKey, { type, isNullable }: SortColumn): boolean {
  if (id < 0 || id > maxId) return false;
  if (value === null) return isNullable === true;
  return type === "text" || /^-?\d{1,15}$/.test(value);
}

/**
 * A page by its sort value and id, so that rows of equal value are neither lost nor doubled. Rows without a value come
 * last in both directions.
 */
export function keysetOf(
  given: ListState,
  columns: Record<string, SortColumn>,
  idSql: string,
  values: SqlValues,
): Keyset {
  const column = columns[given.sort] ?? columns[given.defaults.sort];
  if (!column) throw new Error(`no column sorts by ${given.sort}`);
  const state = given.cursor && !isUsable(given.cursor, column) ? { ...given, cursor: null, offset: 0 } : given;
  const { limit, direction, isReversed } = readingOrder(state);
  const nullsLast = column.isNullable ? `(${column.sql} is null) ${isReversed ? "desc" : "asc"}, ` : "";
  const order = `order by ${nullsLast}${column.sql} ${direction}, ${idSql} ${direction}`;
  return {
    state,
    condition: state.cursor ? beyond(state.cursor, column, idSql, direction, isReversed, values) : "true",
    order,
    orderBy: `${order} limit ${limit}`,
    sortValue: `(${column.sql})::text`,
  };
}

function beyond(
  cursor: CursorKey,
  { sql, type, isNullable }: SortColumn,
  idSql: string,
  direction: "asc" | "desc",
  isReversed: boolean,
  values: SqlValues,
): string {
  const operator = direction === "asc" ? ">" : "<";
  const id = `${values.add(cursor.id)}::int`;
  if (cursor.value === null) {
    const amongEmpty = `${sql} is null and ${idSql} ${operator} ${id}`;
    return isReversed ? `(${sql} is not null or (${amongEmpty}))` : `(${amongEmpty})`;
  }
  const further = `(${sql}, ${idSql}) ${operator} (${values.add(cursor.value)}::${type}, ${id})`;
  return isNullable && !isReversed ? `(${sql} is null or ${further})` : further;
}

/** A search as a pattern of LIKE that finds it anywhere; what LIKE would read as a wildcard is meant literally. */
export function containsPattern(search: string): string {
  return `%${search.normalize("NFC").replace(/[\\%_]/g, "\\$&")}%`;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Those of the values that can be compared with a uuid column. */
export const uuidsOf = (values: readonly string[]) => values.filter((value) => uuid.test(value));
