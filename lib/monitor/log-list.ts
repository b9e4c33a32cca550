import "server-only";
import { catalogueLogCodes } from "@/lib/catalogue/log-codes";
import type { LogLevel } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { graphErrorCodes } from "@/lib/graph/errors";
import { importLogCodes } from "@/lib/import/log-codes";
import { buildPage, type ListOptions, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { type LogSource, sourceOf, type Translate, templateOf, wordLogCode } from "./log-text";
import { logFilters } from "./schema";

export type LogRow = {
  id: number;
  at: Date;
  level: LogLevel;
  code: string;
  portalName: string | null;
  text: string;
  remedy: string | null;
  /** null: only a note, which nobody has to look into */
  source: LogSource | null;
  microsoftCode: string | null;
  microsoftMessage: string | null;
  requestId: string | null;
};

export type StoredLine = Omit<LogRow, "text" | "remedy" | "source"> & { params: Record<string, string | number> };

export const logSortColumns: Record<string, SortColumn> = { time: { sql: "l.id::bigint", type: "bigint" } };
export const logSortKeys = Object.keys(logSortColumns);

/** How the address of the list of a run's log is read. */
export const logListOptions = {
  sortable: logSortKeys,
  defaultSort: { sort: "time" },
  filters: logFilters,
} satisfies ListOptions;

export const LOG_ROWS = `select l.id::int, l.at, l.level, p.name as "portalName", l.code, l.params, l.microsoft_code as "microsoftCode",
    l.microsoft_message as "microsoftMessage", l.request_id as "requestId"
  from log_line l left join portal p on p.id = l.portal_id`;

const codes = [...graphErrorCodes, ...importLogCodes, ...catalogueLogCodes];

/** What narrows a run's log. A search finds our words in the person's language, and Microsoft's as they came. */
export function logConditions(runId: number, { q, filters }: ListState, values: SqlValues, t: Translate): string {
  const { level, portal, code } = filters;
  const conditions = [`l.run_id = ${values.add(runId)}`];
  if (level) conditions.push(`l.level::text = any(${values.add(level)})`);
  if (code) conditions.push(`l.code = any(${values.add(code)})`);
  if (portal) conditions.push(`l.portal_id = any(${values.add(uuidsOf(portal))}::uuid[])`);
  if (q) {
    const pattern = values.add(containsPattern(q));
    const wanted = q.toLowerCase();
    const worded = codes.filter((each) => templateOf(t, each).toLowerCase().includes(wanted));
    conditions.push(`(l.code = any(${values.add(worded)}) or l.code ilike ${pattern} or l.params::text ilike ${pattern}
      or p.name ilike ${pattern} or l.microsoft_code ilike ${pattern} or l.microsoft_message ilike ${pattern}
      or l.request_id ilike ${pattern})`);
  }
  return conditions.join(" and ");
}

/** A line in the person's language. What is only a note asks for nothing. */
export function wordLine({ params, ...line }: StoredLine, t: Translate): LogRow {
  const { text, remedy } = wordLogCode(t, line.code, params);
  const isNote = line.level === "info";
  return { ...line, text, remedy: isNote ? null : remedy, source: isNote ? null : sourceOf(line) };
}

/** The log of a run, in the order in which it was written unless asked for backwards. */
export async function listLogLines(runId: number, given: ListState, t: Translate): Promise<Page<LogRow>> {
  const values = new SqlValues();
  const matches = logConditions(runId, given, values, t);
  const counted = pool().query<{ count: number }>(
    `select count(*)::int as count from log_line l left join portal p on p.id = l.portal_id where ${matches}`,
    [...values.list],
  );
  const { state, condition, orderBy } = keysetOf(given, logSortColumns, "l.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<StoredLine>(`${LOG_ROWS} where ${matches} and ${condition} ${orderBy}`, values.list),
    counted,
  ]);
  const lines = rows.map((row) => wordLine(row, t));
  return buildPage(state, lines, total.rows[0]?.count ?? 0, ({ id }) => ({ id, value: `${id}` }));
}

/** What a run's log can be narrowed to. */
export async function listLogChoices(
  runId: number,
): Promise<{ codes: string[]; portals: { id: string; name: string }[] }> {
  const [found, portals] = await Promise.all([
    pool().query<{ code: string }>("select distinct code from log_line where run_id = $1 order by code", [runId]),
    pool().query<{ id: string; name: string }>(
      `select p.id, p.name from portal p where exists (select from log_line l where l.run_id = $1 and l.portal_id = p.id)
       order by lower(p.name), p.id`,
      [runId],
    ),
  ]);
  return { codes: found.rows.map(({ code }) => code), portals: portals.rows };
}
