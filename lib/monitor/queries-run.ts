import "server-only";
import type { LogLevel, RunPortalStatus, RunTrigger } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { ImportLedger } from "@/lib/import/ledger";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { keysetOf, type SortColumn, SqlValues } from "@/lib/portals/keyset";
import { type LogText, type Translate, wordLogCode } from "./log-text";

export type RunDetails = {
  trigger: RunTrigger;
  requestedBy: string | null;
  /** of the one portal that is meant; null: all */
  scopePortal: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  workerName: string | null;
  attempts: number;
  /** why the run as a whole failed, in words */
  failure: (LogText & { code: string }) | null;
  portals: RunPortalView[];
};

export type RunPortalView = {
  id: string;
  name: string;
  status: RunPortalStatus;
  startedAt: Date | null;
  endedAt: Date | null;
  /** empty before the portal's turn */
  ledger: Partial<ImportLedger>;
  failure: PortalFailureView | null;
  /** deleted or paused portals are not imported */
  isImported: boolean;
  /** of a portal that is held back; null otherwise */
  quarantine: {
    census: { users: number; assignments: number; skus: number };
    /** nothing newer is known of the portal, so that the drop can be accepted */
    isCurrent: boolean;
  } | null;
};

export type PortalFailureView = LogText & {
  code: string;
  microsoftCode: string | null;
  microsoftMessage: string | null;
  requestId: string | null;
};

type Params = Record<string, string | number>;

/** @returns null when there is no such run */
export async function findRunDetails(id: number, t: Translate): Promise<RunDetails | null> {
  const [runs, portals] = await Promise.all([
    pool().query<Omit<RunDetails, "failure" | "portals"> & { errorCode: string | null; errorId: string | null }>(
      `select r.trigger, a.display_name as "requestedBy", p.name as "scopePortal", r.created_at as "createdAt",
         r.started_at as "startedAt", r.ended_at as "endedAt", r.worker_name as "workerName", r.attempts,
         r.error_code as "errorCode", r.error_id as "errorId"
       from run r left join account a on a.id = r.requested_by_id left join portal p on p.id::text = r.scope where r.id = $1`,
      [id],
    ),
    readPortals(id, t),
  ]);
  const [run] = runs.rows;
  if (!run) return null;
  const { errorCode, errorId, ...details } = run;
  const failure = errorCode && { code: errorCode, ...wordLogCode(t, errorCode, { errorId: errorId ?? "–" }) };
  return { ...details, failure: failure || null, portals };
}

type PortalRow = Omit<RunPortalView, "failure" | "quarantine" | "ledger"> & {
  errorCode: string | null;
  ledger: RunPortalView["ledger"] & { quarantinedCensus?: { users: number; assignments: number; skus: number } };
  isCurrent: boolean;
  params: Params | null;
} & Pick<PortalFailureView, "microsoftCode" | "microsoftMessage" | "requestId">;

async function readPortals(runId: number, t: Translate): Promise<RunPortalView[]> {
  const { rows } = await pool().query<PortalRow>(
    `select p.id, p.name, x.status, x.started_at as "startedAt", x.ended_at as "endedAt", x.error_code as "errorCode", x.ledger,
       p.deleted_at is null and p.is_enabled as "isImported", p.deleted_at is null and not exists (select from run_portal y where y.portal_id = x.portal_id and y.run_id > x.run_id
         and y.status not in ('queued', 'cancelled')) as "isCurrent",
       l.params, l.microsoft_code as "microsoftCode", l.microsoft_message as "microsoftMessage", l.request_id as "requestId"
     from run_portal x join portal p on p.id = x.portal_id
     left join lateral (select * from log_line where run_id = x.run_id and portal_id = x.portal_id and code = x.error_code
       order by id desc limit 1) l on true
     where x.run_id = $1 order by lower(p.name), p.id`,
    [runId],
  );
  return rows.map(({ errorCode, params, microsoftCode, microsoftMessage, requestId, isCurrent, ...row }) => {
    const census = row.status === "quarantined" ? row.ledger.quarantinedCensus : undefined;
    return {
      ...row,
      failure: errorCode
        ? {
            code: errorCode,
            ...wordLogCode(t, errorCode, params ?? {}),
            microsoftCode,
            microsoftMessage,
            requestId,
          }
        : null,
      quarantine: census ? { census, isCurrent } : null,
    };
  });
}

export type LogRow = {
  id: number;
  at: Date;
  level: LogLevel;
  portalName: string | null;
  text: string;
  remedy: string | null;
  microsoftCode: string | null;
  microsoftMessage: string | null;
  requestId: string | null;
};

const logColumns: Record<string, SortColumn> = { time: { sql: "l.id::bigint", type: "bigint" } };
export const logSortKeys = Object.keys(logColumns);

/** The log of a run, in the order in which it was written unless asked for backwards. */
export async function listLogLines(runId: number, given: ListState, t: Translate): Promise<Page<LogRow>> {
  const values = new SqlValues();
  const { level } = given.filters;
  const matches = `l.run_id = ${values.add(runId)} and ${level ? `l.level::text = any(${values.add(level)})` : "true"}`;
  const counted = pool().query<{ count: number }>(`select count(*)::int as count from log_line l where ${matches}`, [
    ...values.list,
  ]);
  const { state, condition, orderBy } = keysetOf(given, logColumns, "l.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<Omit<LogRow, "text" | "remedy"> & { code: string; params: Params }>(
      `select l.id::int, l.at, l.level, p.name as "portalName", l.code, l.params, l.microsoft_code as "microsoftCode",
         l.microsoft_message as "microsoftMessage", l.request_id as "requestId"
       from log_line l left join portal p on p.id = l.portal_id where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  const lines = rows.map(({ code, params, ...row }) => {
    const { text, remedy } = wordLogCode(t, code, params);
    // What is only a note asks for nothing.
    return { ...row, text, remedy: row.level === "info" ? null : remedy };
  });
  return buildPage(state, lines, total.rows[0]?.count ?? 0, ({ id }) => ({ id, value: `${id}` }));
}
