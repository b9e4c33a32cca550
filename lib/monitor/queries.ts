import "server-only";
import type { LogLevel, RunKind } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
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

/** The state of the newest open run of these kinds, or null. */
export async function findOpenRun(kinds: readonly RunKind[], t: Translate): Promise<RunState | null> {
  const { rows } = await pool().query<{ id: number }>(
    `select id from run where status in ${OPEN} and kind::text = any($1) order by status desc, id desc limit 1`,
    [kinds],
  );
  return rows[0] ? readRunState(rows[0].id, t) : null;
}
