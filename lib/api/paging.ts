import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { exportFormats } from "@/lib/export/download";
import { decodeCursor, type ListOptions, type ListState, type Page, parseListState } from "@/lib/paging/list-state";

const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;

const pageQuery = {
  limit: z.int().min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT).describe("How many items the page has at most."),
  cursor: z
    .string()
    .max(4_000)
    .optional()
    .describe("`nextCursor` of the page before, with the same search, filters and sort."),
};

type PageQuery = { limit: number; cursor?: string | undefined };

type Filters<Options extends ListOptions> = Options["filters"] extends infer Given
  ? { [Name in keyof Given]: z.ZodOptional<z.ZodArray<z.ZodString>> }
  : Record<never, never>;

/** The parameters that say what is listed and in which order: those of the list's screen. */
function narrowingOf<Options extends ListOptions>(options: Options, { hasSearch = true } = {}) {
  const { sort, direction = "asc" } = options.defaultSort;
  const filters = Object.entries(options.filters ?? {}).map(([name, allowed]) => [
    name,
    z
      .array(allowed === "any" ? z.string().max(200) : z.enum(allowed as [string, ...string[]]))
      .max(50)
      .optional()
      .describe("May be given several times: any of them."),
  ]);
  return {
    ...(hasSearch ? { q: z.string().max(200).optional().describe("Searches as the list's search box does.") } : {}),
    sort: z.enum(options.sortable as [string, ...string[]]).default(sort),
    dir: z
      .enum(["asc", "desc"])
      .optional()
      .describe(`Without it \`${direction}\` for the sort by \`${sort}\`, and \`asc\` for others.`),
    ...(Object.fromEntries(filters) as Filters<Options>),
  };
}

/** The parameters of a list: those of its screen, and where to go on. */
export const listQuery = <Options extends ListOptions>(options: Options, given?: { hasSearch?: boolean }) =>
  z.strictObject({ ...narrowingOf(options, given), ...pageQuery });

/** The parameters of a whole list as a file: those of the list without its pages. */
export const exportQuery = <Options extends ListOptions>(options: Options) =>
  z.strictObject({ format: z.enum(exportFormats), ...narrowingOf(options) });

export const shortListQuery = z.strictObject(pageQuery);

/** A page of a list. @param name of the schema in the document */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Where the next page begins; null on the last page."),
    total: z.int().describe("Of the whole list under the same search and filters."),
    isTotalCapped: z.boolean().describe("There are more than `total`: they were not counted to the end."),
  });

/** A cursor only says something where the list is the same: its mark tells. */
const markOf = (list: unknown) => createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, 8);

/** What was asked for, as the address of the list's screen says it. */
export function toSearchParams(query: Record<string, unknown>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== undefined) params.append(name, String(each));
  }
  return params;
}

type PageAnswer<Row> = { items: Row[]; nextCursor: string | null; total: number; isTotalCapped: boolean };

/** Reads a page through the query of the list's own screen. @throws AppError cursor-invalid */
export async function readPage<Row>(
  query: PageQuery & Record<string, unknown>,
  options: ListOptions,
  read: (state: ListState) => Promise<Page<Row>>,
): Promise<PageAnswer<Row>> {
  const { limit, cursor, ...rest } = query;
  const state = parseListState(toSearchParams(rest), options);
  const mark = markOf([state.q, state.sort, state.direction, state.filters]);
  const page = await read({ ...state, pageSize: limit, cursor: readCursor(cursor, mark) });
  const { rows: items, total, isTotalCapped = false } = page;
  return { items, nextCursor: page.nextCursor && `${mark}.${page.nextCursor}`, total, isTotalCapped };
}

function readCursor(cursor: string | undefined, mark: string): ListState["cursor"] {
  if (cursor === undefined) return null;
  const [given, position = ""] = cursor.split(".");
  const key = given === mark ? decodeCursor(position) : null;
  if (!key) throw new AppError("cursor-invalid");
  return { kind: "after", ...key };
}

/** A page of a list that is short and read as a whole. @throws AppError cursor-invalid, also when its entry has gone meanwhile */
export function pageInMemory<Row extends { id: string | number } | { key: string }>(
  rows: readonly Row[],
  { limit, cursor }: PageQuery,
): PageAnswer<Row> {
  const keyOf = (row: Row) => String("id" in row ? row.id : row.key);
  const before =
    cursor === undefined ? -1 : rows.findIndex((row) => keyOf(row) === Buffer.from(cursor, "base64url").toString());
  if (cursor !== undefined && before < 0) throw new AppError("cursor-invalid");
  const items = rows.slice(before + 1, before + 1 + limit);
  const last = items.at(-1);
  const hasMore = before + 1 + limit < rows.length;
  return {
    items,
    nextCursor: hasMore && last ? Buffer.from(keyOf(last)).toString("base64url") : null,
    ...{ total: rows.length, isTotalCapped: false },
  };
}
