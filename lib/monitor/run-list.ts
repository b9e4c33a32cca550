import "server-only";
import type { RunKind, RunPortalStatus, RunStatus, RunTrigger } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListOptions, type ListState, type Page } from "@/lib/paging/list-state";
import { containsPattern, keysetOf, type SortColumn, SqlValues, uuidsOf } from "@/lib/portals/keyset";
import { longestSpan, runFilters } from "./schema";

export type RunRow = {
  id: number;
  kind: RunKind;
  status: RunStatus;
  phase: string | null;
  stepsDone: number;
  stepsTotal: number;
  trigger: RunTrigger;
  requestedBy: string | null;
  /** the portals that it is about, in the order of their names */
  portals: { name: string; status: RunPortalStatus }[];
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** users read and rows changed by all portals together; null where nothing was imported */
  changes: { users: number; created: number; updated: number; vanished: number } | null;
};

const START = "coalesce(r.started_at, r.created_at)";

export const runSortColumns: Record<string, SortColumn> = {
  number: { sql: "r.id", type: "bigint" },
  run: { sql: "r.kind::text", type: "text" },
  status: { sql: "r.status::text", type: "text" },
  startedAt: { sql: `(extract(epoch from ${START}) * 1000)::bigint`, type: "bigint" },
  duration: {
    sql: "(extract(epoch from r.ended_at - r.started_at) * 1000)::bigint",
    type: "bigint",
    isNullable: true,
  },
};
export const runSortKeys = Object.keys(runSortColumns);

/** How the address of the list of runs is read. */
export const runListOptions = {
  sortable: runSortKeys,
  defaultSort: { sort: "startedAt", direction: "desc" },
  filters: runFilters,
} satisfies ListOptions;

const sumOf = (count: string) =>
  ["contacts", "assignments", "licences", "products"]
    .map((part) => `coalesce((x.ledger->'${part}'->>'${count}')::int, 0)`)
    .join(" + ");

const PORTALS = `left join lateral (
  select jsonb_agg(jsonb_build_object('name', p.name, 'status', x.status) order by lower(p.name)) as portals,
    jsonb_build_object('users', sum((x.ledger->>'usersRead')::int), 'created', sum(${sumOf("created")}),
      'updated', sum(${sumOf("updated")}), 'vanished', sum(${sumOf("vanished")})) as changes
  from run_portal x join portal p on p.id = x.portal_id where x.run_id = r.id) parts on true`;

/** The columns of a run in the list, and where they come from. */
export const RUN_ROWS = `select r.id, r.kind, r.status, r.phase, r.steps_done as "stepsDone", r.steps_total as "stepsTotal", r.trigger,
    coalesce(a.display_name, r.requested_by_name) as "requestedBy", r.created_at as "createdAt", r.started_at as "startedAt", r.ended_at as "endedAt",
    coalesce(parts.portals, '[]') as portals, case when parts.portals is not null then parts.changes end as changes
  from run r left join account a on a.id = r.requested_by_id ${PORTALS}`;

/** What narrows the list: its filters, and a search for a number, a portal, a person or a code. */
export function runConditions({ q, filters }: ListState, values: SqlValues): string {
  const { kind, status, trigger, portal, who, span } = filters;
  const conditions: string[] = [];
  if (kind) conditions.push(`r.kind::text = any(${values.add(kind)})`);
  if (status) conditions.push(`r.status::text = any(${values.add(status)})`);
  if (trigger) conditions.push(`r.trigger::text = any(${values.add(trigger)})`);
  if (portal) {
    const ids = values.add(uuidsOf(portal));
    conditions.push(`(r.scope = any(${ids}::text[]) or exists (
      select from run_portal x where x.run_id = r.id and x.portal_id = any(${ids}::uuid[])))`);
  }
  if (who) {
    const ids = values.add(uuidsOf(who));
    const people = `(r.requested_by_id = any(${ids}::uuid[]) or r.requested_by_token_id = any(${ids}::uuid[]))`;
    const isByItself = "r.requested_by_id is null and r.requested_by_name is null";
    conditions.push(who.includes("nobody") ? `(${isByItself} or ${people})` : people);
  }
  const longest = longestSpan(span);
  if (longest > 0) conditions.push(`${START} > now() - ${values.add(longest)}::int * interval '1 hour'`);
  if (q) {
    const pattern = values.add(containsPattern(q));
    const number = /^\d{1,9}$/.test(q) ? ` or r.id = ${values.add(Number(q))}` : "";
    conditions.push(`(coalesce(a.display_name, r.requested_by_name) ilike ${pattern} or r.error_code ilike ${pattern} or r.error_id ilike ${pattern}${number}
      or exists (select from run_portal x join portal p on p.id = x.portal_id
                 where x.run_id = r.id and (p.name ilike ${pattern} or x.error_code ilike ${pattern})))`);
  }
  return conditions.join(" and ") || "true";
}

export async function listRuns(given: ListState): Promise<Page<RunRow>> {
  const values = new SqlValues();
  const matches = runConditions(given, values);
  const counted = pool().query<{ count: number }>(
    `select count(*)::int as count from run r left join account a on a.id = r.requested_by_id where ${matches}`,
    [...values.list],
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, runSortColumns, "r.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<RunRow & { sortValue: string | null }>(
      `${RUN_ROWS.replace("select r.id", `select ${sortValue} as "sortValue", r.id`)} where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const page = buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
  return { ...page, rows: page.rows.map(({ sortValue: _, ...row }) => row) };
}

/** Who has started runs by hand, for the filter: people, and programs under the latest of their names. */
export async function listRequesters(): Promise<{ id: string; name: string }[]> {
  const { rows } = await pool().query<{ id: string; name: string }>(
    `select id, name from (
       select a.id, a.display_name as name from account a where exists (select from run r where r.requested_by_id = a.id)
       union all
       (select distinct on (requested_by_token_id) requested_by_token_id, requested_by_name from run
        where requested_by_token_id is not null order by requested_by_token_id, id desc)) x
     order by lower(name), id`,
  );
  return rows;
}
