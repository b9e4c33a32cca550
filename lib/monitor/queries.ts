import "server-only";
import type { LogLevel, RunKind, RunPortalStatus, RunTrigger } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { keysetOf, type SortColumn, SqlValues } from "@/lib/portals/keyset";
import { type Translate, wordLogCode } from "./log-text";
import type { OpenRun, RunState } from "./progress";

const LINES_FOLLOWED = 5;
const OPEN = "('queued', 'running')";

const progressColumns = `r.id, r.kind, r.status, r.phase, r.steps_done as "stepsDone", r.steps_total as "stepsTotal"`;

/** The runs that wait or run, the one that started first in front. */
export async function listOpenRuns(): Promise<OpenRun[]> {
  const { rows } = await pool().query<OpenRun>(
    `select ${progressColumns} from run r where r.status in ${OPEN} order by r.status desc, r.id`,
  );
  return rows;
}

type LineRow = { id: string; at: Date; level: LogLevel; code: string; params: Record<string, string | number> };

/** @returns null when there is no such run */
export async function readRunState(id: number, t: Translate): Promise<RunState | null> {
  const [runs, portals, lines] = await Promise.all([
    pool().query<OpenRun & { isCancelRequested: boolean }>(
      `select ${progressColumns}, r.cancel_requested_at is not null as "isCancelRequested" from run r where r.id = $1`,
      [id],
    ),
    pool().query<RunState["portals"][number]>(
      `select p.id, p.name, x.status, ${["usersRead", "userPages", "requests", "retries", "waitedMs"]
        .map((count) => `coalesce((x.ledger->>'${count}')::float8, 0) as "${count}"`)
        .join(", ")}
       from run_portal x join portal p on p.id = x.portal_id
       where x.run_id = $1 order by lower(p.name), p.id`,
      [id],
    ),
    pool().query<LineRow & { portalName: string | null }>(
      `select * from (
         select l.id, l.at, l.level, l.code, l.params, p.name as "portalName" from log_line l left join portal p on p.id = l.portal_id
         where l.run_id = $1 order by l.id desc limit ${LINES_FOLLOWED}) newest order by id`,
      [id],
    ),
  ]);
  const [run] = runs.rows;
  if (!run) return null;
  return {
    ...run,
    portals: portals.rows,
    lines: lines.rows.map(({ code, params, at, ...line }) => ({
      ...line,
      id: String(line.id),
      at: at.toISOString(),
      text: wordLogCode(t, code, params).text,
    })),
  };
}

export type RunRow = OpenRun & {
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

const sortColumns: Record<string, SortColumn> = { number: { sql: "r.id", type: "bigint" } };
export const runSortKeys = Object.keys(sortColumns);

const sumOf = (count: string) =>
  ["contacts", "assignments", "licences", "products"]
    .map((part) => `coalesce((x.ledger->'${part}'->>'${count}')::int, 0)`)
    .join(" + ");

const PORTALS = `left join lateral (
  select jsonb_agg(jsonb_build_object('name', p.name, 'status', x.status) order by lower(p.name)) as portals,
    jsonb_build_object('users', sum((x.ledger->>'usersRead')::int), 'created', sum(${sumOf("created")}),
      'updated', sum(${sumOf("updated")}), 'vanished', sum(${sumOf("vanished")})) as changes
  from run_portal x join portal p on p.id = x.portal_id where x.run_id = r.id) parts on true`;

export async function listRuns(given: ListState): Promise<Page<RunRow>> {
  const values = new SqlValues();
  const { kind, status } = given.filters;
  const matches = [
    kind ? `r.kind::text = any(${values.add(kind)})` : "true",
    status ? `r.status::text = any(${values.add(status)})` : "true",
  ].join(" and ");
  const counted = pool().query<{ count: number }>(`select count(*)::int as count from run r where ${matches}`, [
    ...values.list,
  ]);
  const { state, condition, orderBy } = keysetOf(given, sortColumns, "r.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<Omit<RunRow, "portals"> & { portals: RunRow["portals"] | null }>(
      `select ${progressColumns}, r.trigger, a.display_name as "requestedBy", r.created_at as "createdAt",
         r.started_at as "startedAt", r.ended_at as "endedAt", parts.portals,
         case when parts.portals is not null then parts.changes end as changes
       from run r left join account a on a.id = r.requested_by_id ${PORTALS}
       where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const runs = rows.map((row) => ({ ...row, portals: row.portals ?? [] }));
  return buildPage(state, runs, total.rows[0]?.count ?? 0, ({ id }) => ({ id, value: `${id}` }));
}

/** The state of the newest open run of these kinds, or null. */
export async function findOpenRun(kinds: readonly RunKind[], t: Translate): Promise<RunState | null> {
  const { rows } = await pool().query<{ id: number }>(
    `select id from run where status in ${OPEN} and kind::text = any($1) order by status desc, id desc limit 1`,
    [kinds],
  );
  return rows[0] ? readRunState(rows[0].id, t) : null;
}
