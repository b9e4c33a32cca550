import "server-only";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListOptions, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { type AuditRow, auditFilters } from "./audit";
import { longestSpan } from "./schema";

export const auditSortColumns: Record<string, SortColumn> = {
  at: { sql: "(extract(epoch from l.at) * 1000)::bigint", type: "bigint" },
  who: { sql: "lower(l.actor_name)", type: "text" },
  action: { sql: "l.action", type: "text" },
  target: { sql: "lower(coalesce(l.target_name, ''))", type: "text" },
};

/** How the address of the audit is read. */
export const auditListOptions = {
  sortable: Object.keys(auditSortColumns),
  defaultSort: { sort: "at", direction: "desc" },
  filters: auditFilters,
} satisfies ListOptions;

/** What a line shows, and where it comes from. */
export const AUDIT_ROWS = `select l.id::int as id, l.at, l.actor_name as who, l.token_name as token, l.action,
    l.target_name as target, l.details
  from audit_line l`;

/** What narrows the audit: its filters, and a search for a person, a token, a target or an action. */
export function auditConditions({ q, filters }: ListState, values: SqlValues): string {
  const { area, who, span } = filters;
  const conditions: string[] = [];
  // Several licences at once have an action of their own: "licences.deleted".
  if (area) conditions.push(`rtrim(split_part(l.action, '.', 1), 's') = any(${values.add(area)})`);
  if (who) {
    const people = `l.actor_id = any(${values.add(uuidsOf(who))}::uuid[])`;
    conditions.push(who.includes("nobody") ? `(l.actor_id is null or ${people})` : people);
  }
  const longest = longestSpan(span);
  if (longest > 0) conditions.push(`l.at > now() - ${values.add(longest)}::int * interval '1 hour'`);
  if (q) {
    const pattern = values.add(containsPattern(q));
    const columns = ["actor_name", "token_name", "target_name", "action"];
    conditions.push(`(${columns.map((column) => `l.${column} ilike ${pattern}`).join(" or ")})`);
  }
  return conditions.join(" and ") || "true";
}

export async function listAudit(given: ListState): Promise<Page<AuditRow>> {
  const values = new SqlValues();
  const matches = auditConditions(given, values);
  const counted = pool().query<{ count: number }>(`select count(*)::int as count from audit_line l where ${matches}`, [
    ...values.list,
  ]);
  const { state, condition, orderBy, sortValue } = keysetOf(given, auditSortColumns, "l.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<AuditRow & { sortValue: string | null }>(
      `${AUDIT_ROWS.replace("select ", `select ${sortValue} as "sortValue", `)} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const page = buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
  return { ...page, rows: page.rows.map(({ sortValue: _, ...row }) => row) };
}

/** @returns null when there is no such line */
export async function findAuditLine(id: number): Promise<AuditRow | null> {
  const { rows } = await pool().query<AuditRow>(`${AUDIT_ROWS} where l.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Who stands in the audit, for the filter; under the latest of their names. */
export async function listActors(): Promise<{ id: string; name: string }[]> {
  const { rows } = await pool().query<{ id: string; name: string }>(
    `select id, name from (
       select distinct on (actor_id) actor_id as id, actor_name as name from audit_line
       where actor_id is not null order by actor_id, at desc) x
     order by lower(name), id`,
  );
  return rows;
}
