import "server-only";
import type { RunChangeKind, RunPortalStatus, RunTrigger } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { ImportLedger } from "@/lib/import/ledger";
import { CHANGES_SHOWN, type ChangeSummary, changeKinds } from "./changes";
import { type LogSource, type LogText, sourceOf, type Translate, wordLogCode } from "./log-text";

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
  /** what it changed; null where nothing was merged */
  changes: PortalChanges | null;
  /** deleted or paused portals are not imported */
  isImported: boolean;
  /** of a portal that is held back; null otherwise */
  quarantine: {
    census: { users: number; assignments: number; skus: number };
    /** nothing newer is known of the portal, so that the drop can be accepted */
    isCurrent: boolean;
  } | null;
};

/** What needs somebody stands first, what went well last. */
const urgency: readonly RunPortalStatus[] = [
  "failed",
  "quarantined",
  "running",
  "queued",
  "cancelled",
  "superseded",
  "succeeded_with_warnings",
  "succeeded",
];

export type PortalFailureView = LogText & {
  code: string;
  source: LogSource;
  microsoftCode: string | null;
  microsoftMessage: string | null;
  requestId: string | null;
};

type Params = Record<string, string | number>;

/** @returns null when there is no such run */
export async function findRunDetails(id: number, t: Translate): Promise<RunDetails | null> {
  const [runs, portals] = await Promise.all([
    pool().query<Omit<RunDetails, "failure" | "portals"> & { errorCode: string | null; errorId: string | null }>(
      `select r.trigger, coalesce(a.display_name, r.requested_by_name) as "requestedBy", p.name as "scopePortal", r.created_at as "createdAt",
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

/** A difference to the import before. */
export type PortalChange = { name: string; detail: string | null; before: number | null; after: number | null };
export type PortalChanges = {
  isFirst: boolean;
  /** only kinds of which there are some; `items`: the first so many */
  kinds: { kind: RunChangeKind; count: number; items: PortalChange[] }[];
};

type PortalRow = Omit<RunPortalView, "failure" | "quarantine" | "ledger" | "changes"> & {
  changes: ChangeSummary | null;
  errorCode: string | null;
  ledger: RunPortalView["ledger"] & { quarantinedCensus?: { users: number; assignments: number; skus: number } };
  isCurrent: boolean;
  params: Params | null;
} & Pick<PortalFailureView, "microsoftCode" | "microsoftMessage" | "requestId">;

async function readPortals(runId: number, t: Translate): Promise<RunPortalView[]> {
  const changes = await readChanges(runId);
  const { rows } = await pool().query<PortalRow>(
    `select p.id, p.name, x.status, case when s.run_id is not null then jsonb_build_object('isFirst', s.is_first, 'counts', s.counts) end as changes, x.started_at as "startedAt", x.ended_at as "endedAt", x.error_code as "errorCode", x.ledger,
       p.deleted_at is null and p.is_enabled as "isImported", p.deleted_at is null and not exists (select from run_portal y where y.portal_id = x.portal_id and y.run_id > x.run_id
         and y.status not in ('queued', 'cancelled')) as "isCurrent",
       l.params, l.microsoft_code as "microsoftCode", l.microsoft_message as "microsoftMessage", l.request_id as "requestId"
     from run_portal x join portal p on p.id = x.portal_id
     left join run_change_summary s on s.run_id = x.run_id and s.portal_id = x.portal_id
     left join lateral (select * from log_line where run_id = x.run_id and portal_id = x.portal_id and code = x.error_code
       order by id desc limit 1) l on true
     where x.run_id = $1 order by array_position($2::text[], x.status::text), lower(p.name), p.id`,
    [runId, urgency],
  );
  return rows.map(({ errorCode, params, microsoftCode, microsoftMessage, requestId, isCurrent, ...row }) => {
    const summary = row.changes;
    const census = row.status === "quarantined" ? row.ledger.quarantinedCensus : undefined;
    return {
      ...row,
      failure: errorCode
        ? {
            code: errorCode,
            ...wordLogCode(t, errorCode, params ?? {}),
            source: sourceOf({ code: errorCode, microsoftCode, requestId }),
            microsoftCode,
            microsoftMessage,
            requestId,
          }
        : null,
      changes: summary && {
        isFirst: summary.isFirst,
        kinds: changeKinds.flatMap((kind) => {
          const count = summary.counts[kind] ?? 0;
          return count > 0 ? [{ kind, count, items: changes.get(`${row.id} ${kind}`) ?? [] }] : [];
        }),
      },
      quarantine: census ? { census, isCurrent } : null,
    };
  });
}

/** The first changes of each kind and portal, by both. */
async function readChanges(runId: number): Promise<Map<string, PortalChange[]>> {
  const { rows } = await pool().query<PortalChange & { portalId: string; kind: RunChangeKind }>(
    `select portal_id as "portalId", kind, name, detail, before, after from (
       select *, row_number() over (partition by portal_id, kind order by id) as position from run_change where run_id = $1) numbered
     where position <= ${CHANGES_SHOWN} order by id`,
    [runId],
  );
  const byKind = new Map<string, PortalChange[]>();
  for (const { portalId, kind, ...change } of rows) {
    const key = `${portalId} ${kind}`;
    byKind.set(key, [...(byKind.get(key) ?? []), change]);
  }
  return byKind;
}
