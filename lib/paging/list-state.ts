/**
 * The state of a list as it stands in the URL, and back. Keyset paging: a cursor names the last row seen by its sort value
 * and its id, so a page costs the same at row 50 and at row 500,000. Pure; shared by pages, links and queries.
 */

export type SortDirection = "asc" | "desc";
export type CursorKey = { value: string | null; id: number };
export type Cursor = CursorKey & { kind: "after" | "before" };

export type ListState = {
  /** "" when nothing is searched for */
  q: string;
  sort: string;
  direction: SortDirection;
  pageSize: number;
  /** rows before the first one of this page, when the link carried it; for display only */
  offset: number | null;
  cursor: Cursor | null;
  /** only filters that are set; never an empty array */
  filters: Record<string, string[]>;
  /** keys of the columns that the person chose; not there: those that the list shows by itself */
  columns?: readonly string[];
  defaults: { sort: string; direction: SortDirection };
};

export type Page<Row> = {
  rows: Row[];
  /** of the whole list under the same search and filters */
  total: number;
  /** there are more than `total`: the matches were not counted to the end */
  isTotalCapped?: boolean;
  /** 1-based; null when the link did not carry it */
  firstRowNumber: number | null;
  nextCursor: string | null;
  previousCursor: string | null;
};

export const pageSizes = [50, 100, 200] as const;
export const defaultPageSize = 50;
const maxQueryLength = 200;
const maxFilterValues = 50;
const maxColumns = 40;

export type SearchParams = Record<string, string | string[] | undefined> | URLSearchParams;

export type ListOptions = {
  sortable: readonly string[];
  defaultSort: { sort: string; direction?: SortDirection };
  /** name of the URL parameter → its allowed values, or "any" where they are data (ids, names) */
  filters?: Record<string, readonly string[] | "any">;
};

/** Parameters that say where in the list we are; they end when what is listed changes. */
export const positionParameters = ["after", "before", "from"] as const;

const fromBase64Url = (text: string) => {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
};
const toBase64Url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

export function encodeCursor(key: CursorKey): string {
  return toBase64Url(JSON.stringify([key.value, key.id]));
}

/** null for anything that encodeCursor did not make. */
export function decodeCursor(text: string): CursorKey | null {
  if (!/^[\w-]{1,2000}$/.test(text)) return null;
  try {
    const parsed: unknown = JSON.parse(fromBase64Url(text));
    if (!Array.isArray(parsed) || parsed.length !== 2) return null;
    const [value, id] = parsed as [unknown, unknown];
    if ((value !== null && typeof value !== "string") || !Number.isSafeInteger(id)) return null;
    // PostgreSQL cannot hold NUL in a text
    if (value?.includes("\0")) return null;
    return { value, id: id as number };
  } catch {
    return null;
  }
}

function readAll(searchParams: SearchParams, name: string): string[] {
  if (searchParams instanceof URLSearchParams) return searchParams.getAll(name);
  const value = Object.hasOwn(searchParams, name) ? searchParams[name] : undefined;
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Which columns exist is the grid's knowledge: a key that it does not have is of no effect. */
function readColumns(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  return [...new Set(text.split(","))].filter((key) => /^\w{1,40}$/.test(key)).slice(0, maxColumns);
}

/** Never throws: what is malformed or not allowed falls back to its default. */
export function parseListState(searchParams: SearchParams, options: ListOptions): ListState {
  const read = (name: string) => readAll(searchParams, name)[0];
  const clean = (text: string) => text.replaceAll("\0", "").trim().slice(0, maxQueryLength);
  const defaults = { sort: options.defaultSort.sort, direction: options.defaultSort.direction ?? "asc" };

  const wantedSort = read("sort");
  const isUnknown = wantedSort !== undefined && !options.sortable.includes(wantedSort);
  const sort = wantedSort === undefined || isUnknown ? defaults.sort : wantedSort;
  // The direction was meant for the sort that it stands beside.
  const wantedDirection = isUnknown ? undefined : read("dir");
  const direction =
    wantedDirection === "asc" || wantedDirection === "desc"
      ? wantedDirection
      : sort === defaults.sort
        ? defaults.direction
        : "asc";

  const size = Number(read("size"));
  const filters: Record<string, string[]> = {};
  for (const [name, allowed] of Object.entries(options.filters ?? {})) {
    const values = [...new Set(readAll(searchParams, name).map(clean))]
      .filter((value) => value !== "" && (allowed === "any" || allowed.includes(value)))
      .slice(0, maxFilterValues);
    if (values.length > 0) filters[name] = values;
  }

  const after = decodeCursor(read("after") ?? "");
  const before = decodeCursor(read("before") ?? "");
  const cursor: Cursor | null = after ? { kind: "after", ...after } : before ? { kind: "before", ...before } : null;
  const from = read("from") ?? "";
  const columns = readColumns(read("columns"));
  const rowNumber = /^[1-9]\d{0,8}$/.test(from) ? Number(from) : null;

  return {
    q: clean(read("q") ?? ""),
    sort,
    direction,
    pageSize: pageSizes.find((allowed) => allowed === size) ?? defaultPageSize,
    offset: cursor === null ? 0 : rowNumber === null ? null : rowNumber - 1,
    cursor,
    filters,
    ...(columns && { columns }),
    defaults,
  };
}

export type ListPatch = {
  q?: string;
  sort?: string;
  direction?: SortDirection;
  pageSize?: number;
  /** one name → its new values; an empty array removes the filter; names not given stay */
  filters?: Record<string, readonly string[]>;
  /** null: the first page */
  page?: { kind: "after" | "before"; cursor: string; from?: number | null } | null;
  /** parameters beside the list's own, such as the entry open in the drawer; null leaves one out */
  params?: Record<string, string | number | null | undefined>;
};

/** The URL of a list; defaults are left out. A patch that changes what is listed starts at the first page again. */
export function listHref(path: string, state: ListState, patch: ListPatch = {}): string {
  const next = {
    q: patch.q ?? state.q,
    sort: patch.sort ?? state.sort,
    direction: patch.direction ?? state.direction,
    pageSize: patch.pageSize ?? state.pageSize,
    filters: { ...state.filters, ...patch.filters },
  };
  const params = new URLSearchParams();
  if (next.q) params.set("q", next.q);
  for (const name of Object.keys(next.filters).sort()) {
    for (const value of next.filters[name] ?? []) params.append(name, value);
  }
  if (next.sort !== state.defaults.sort) params.set("sort", next.sort);
  const directionOfSort = next.sort === state.defaults.sort ? state.defaults.direction : "asc";
  if (next.direction !== directionOfSort) params.set("dir", next.direction);
  if (next.pageSize !== defaultPageSize) params.set("size", String(next.pageSize));
  if (state.columns) params.set("columns", state.columns.join(","));

  const isListChanged = ["q", "sort", "direction", "pageSize", "filters"].some((key) => key in patch);
  if (patch.page) {
    params.set(patch.page.kind, patch.page.cursor);
    if (patch.page.from) params.set("from", String(patch.page.from));
  } else if (patch.page === undefined && !isListChanged && state.cursor) {
    params.set(state.cursor.kind, encodeCursor(state.cursor));
    if (state.offset !== null) params.set("from", String(state.offset + 1));
  }
  for (const [name, value] of Object.entries(patch.params ?? {})) {
    if (value !== null && value !== undefined) params.set(name, String(value));
  }
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}

/** Whether a search or a filter narrows the list: tells "nothing matches" from "nothing there yet". */
export function isNarrowed(state: ListState): boolean {
  return state.q !== "" || Object.keys(state.filters).length > 0;
}

/** How a query reads: one row more than the page holds, backwards for a page before its cursor. */
export function readingOrder(state: ListState): { limit: number; direction: SortDirection; isReversed: boolean } {
  const isReversed = state.cursor?.kind === "before";
  const opposite = state.direction === "asc" ? "desc" : "asc";
  return { limit: state.pageSize + 1, direction: isReversed ? opposite : state.direction, isReversed };
}

/**
 * The page out of what a query fetched in `readingOrder`.
 * @param keyOf sort value and id of a row, as they stand in the query's ORDER BY
 */
export function buildPage<Row>(
  state: ListState,
  fetched: readonly Row[],
  total: number,
  keyOf: (row: Row) => CursorKey,
): Page<Row> {
  const { isReversed } = readingOrder(state);
  const hasMore = fetched.length > state.pageSize;
  const rows = fetched.slice(0, state.pageSize);
  if (isReversed) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const hasPrevious = isReversed ? hasMore : state.cursor !== null;
  const hasNext = isReversed ? true : hasMore;
  const isFirstPage = state.cursor === null || (isReversed && !hasMore);
  return {
    rows,
    total,
    firstRowNumber: rows.length === 0 ? null : isFirstPage ? 1 : state.offset === null ? null : state.offset + 1,
    nextCursor: hasNext && last ? encodeCursor(keyOf(last)) : null,
    previousCursor: hasPrevious && first ? encodeCursor(keyOf(first)) : null,
  };
}
