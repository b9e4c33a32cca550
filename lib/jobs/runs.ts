// The life of a run. Every change of state is a compare-and-set: a lost race is an ordinary answer, never an error.
import type { ClientBase } from "pg";
import type { RunKind, RunStatus, RunTrigger } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log";
import type { JobQueue } from "./queue";

/**
 * A run that this many workers took up and none brought to an end fails instead of taking a further worker down. An import
 * has one attempt more for each portal that it finished, or that was taken over and is counted there.
 */
const MAX_ATTEMPTS = 5;

/** An account, or a program with a service token of its own, whose id is that of its token. */
export type Requester = { id: string | null; username: string };
export type RunRequest = { kind: RunKind; trigger: RunTrigger; scope?: string; requestedBy?: Requester };
export type Claim = { runId: number; claimToken: string; kind: RunKind; scope: string; attempts: number };
export type RunOutcome = {
  status: Extract<RunStatus, "succeeded" | "succeeded_with_warnings" | "failed" | "cancelled">;
  errorCode?: string | null;
  errorId?: string | null;
};

/**
 * Inserts a queued run, or finds the one of the same kind and scope that is still open.
 * @param database where the run is part of a transaction
 * @returns the run's id, and whether this call made it
 */
export async function createRun(
  request: RunRequest,
  database: Pick<ClientBase, "query"> = pool(),
): Promise<{ runId: number; isNew: boolean }> {
  const { kind, trigger, scope = "all", requestedBy } = request;
  for (;;) {
    const made = await database.query<{ id: number }>(
      `insert into run (kind, trigger, scope, requested_by_id, requested_by_token_id, requested_by_name)
       select $1::run_kind, $2::run_trigger, $3, a.id, t.id, $5
       from (select 1) one left join account a on a.id = $4::uuid left join api_token t on t.id = $4::uuid
       on conflict (kind, scope) where status in ('queued', 'running') do nothing returning id`,
      [kind, trigger, scope, requestedBy?.id ?? null, requestedBy?.username ?? null],
    );
    if (made.rows[0]) return { runId: made.rows[0].id, isNew: true };
    const open = await database.query<{ id: number }>(
      "select id from run where kind = $1::run_kind and scope = $2 and status in ('queued', 'running')",
      [kind, scope],
    );
    if (open.rows[0]) return { runId: open.rows[0].id, isNew: false };
    // The open one ended between the two statements: insert again.
  }
}

/** Hands an open run to the queue. @throws when the queue cannot be reached; `reconcileRuns` then hands it over later */
export async function dispatchRun(queue: JobQueue, runId: number): Promise<void> {
  const { rows } = await pool().query<{ dispatches: number }>(
    `update run set dispatches = dispatches + 1, dispatched_at = now()
     where id = $1 and status in ('queued', 'running') returning dispatches`,
    [runId],
  );
  // A new job id each time: the job of an earlier dispatch may still lie in the queue as stalled or failed.
  if (rows[0]) await queue.add("execute-run", { runId }, `run-${runId}-${rows[0].dispatches}`);
}

/** Creates and dispatches. A queue that is away does not lose the run: its row is there and is reconciled. */
export async function startRun(queue: JobQueue, request: RunRequest): Promise<{ runId: number; isNew: boolean }> {
  const created = await createRun(request);
  await dispatchCreated(queue, created);
  return created;
}

/** Dispatches what `createRun` made; one that was open already is on its way. */
export async function dispatchCreated(
  queue: JobQueue,
  { runId, isNew }: { runId: number; isNew: boolean },
): Promise<void> {
  if (!isNew) return;
  await dispatchRun(queue, runId).catch((error) => {
    log.warn({ err: error, runId }, "the queue is away; the run waits for the next reconciliation");
  });
}

/** Takes up a run that is queued, or whose worker has not been heard of for `staleMs`. @returns null: another has it, or it ended */
export async function claimRun(runId: number, workerName: string, staleMs: number): Promise<Claim | null> {
  const { rows } = await pool().query<Claim>(
    `update run set status = 'running', claim_token = gen_random_uuid(), worker_name = $2, attempts = attempts + 1,
            started_at = coalesce(started_at, now()), heartbeat_at = now()
     where id = $1 and (status = 'queued' or (status = 'running' and heartbeat_at < now() - $3 * interval '1 millisecond'))
     returning id as "runId", claim_token as "claimToken", kind, scope, attempts`,
    [runId, workerName, staleMs],
  );
  return rows[0] ?? null;
}

/** @returns `fenced` when the claim is no longer ours, `cancel` when a person asked to stop */
export async function heartbeat(claim: Claim): Promise<"alive" | "fenced" | "cancel"> {
  const { rows } = await pool().query<{ cancel: boolean }>(
    `update run set heartbeat_at = now() where id = $1 and claim_token = $2 and status = 'running'
     returning cancel_requested_at is not null as cancel`,
    [claim.runId, claim.claimToken],
  );
  if (!rows[0]) return "fenced";
  return rows[0].cancel ? "cancel" : "alive";
}

/** Thrown by a write whose run was taken over or ended meanwhile. The execution must stop and write nothing more. */
export class FencedError extends Error {
  constructor(runId: number) {
    super(`run ${runId} is no longer ours`);
    this.name = "FencedError";
  }
}

/**
 * The last statement of a transaction that writes for a run: holds the run's row until the commit, so that nobody can take it
 * over in between. Not earlier: the row is locked from here on, and the heartbeat waits.
 * @throws FencedError
 */
export async function assertFence(client: ClientBase, claim: Claim): Promise<void> {
  const { rowCount } = await client.query(
    "select 1 from run where id = $1 and claim_token = $2 and status = 'running' for share",
    [claim.runId, claim.claimToken],
  );
  if (!rowCount) throw new FencedError(claim.runId);
}

/**
 * Completes a statement that ends runs and returns `id, status, error_code` of each: the portals that such a run left
 * unfinished end with it.
 */
const endingPortals = (endRuns: string) => `
  with ended as (${endRuns} returning id, status, error_code), portals as (
    update run_portal p set ended_at = now(), error_code = ended.error_code,
      status = case when ended.status = 'cancelled' then 'cancelled' else 'failed' end::run_portal_status
    from ended where p.run_id = ended.id and p.status in ('queued', 'running') and ended.status not in ('queued', 'running'))
  select id from ended`;

/** @returns false when the claim was lost: then nothing was written */
export async function finishRun(claim: Claim, outcome: RunOutcome): Promise<boolean> {
  const { rowCount } = await pool().query(
    endingPortals(
      `update run set status = $3::run_status, ended_at = now(), phase = null, error_code = $4, error_id = $5
       where id = $1 and claim_token = $2 and status = 'running'`,
    ),
    [claim.runId, claim.claimToken, outcome.status, outcome.errorCode ?? null, outcome.errorId ?? null],
  );
  return rowCount === 1;
}

/** Gives a run back, for the next worker; used when this process is asked to stop. */
export async function releaseRun(claim: Claim): Promise<boolean> {
  const { rowCount } = await pool().query(
    `update run set status = 'queued', claim_token = null, worker_name = null, heartbeat_at = null, dispatched_at = null
     where id = $1 and claim_token = $2 and status = 'running'`,
    [claim.runId, claim.claimToken],
  );
  return rowCount === 1;
}

/** Shows where the run is. A lost claim changes nothing. */
export async function reportProgress(
  claim: Claim,
  phase: string,
  stepsDone: number,
  stepsTotal: number,
): Promise<void> {
  await pool().query(
    "update run set phase = $3, steps_done = $4, steps_total = $5 where id = $1 and claim_token = $2",
    [claim.runId, claim.claimToken, phase, stepsDone, Math.max(stepsTotal, stepsDone)],
  );
}

/** @returns false when the run is not open any more */
export async function requestCancel(runId: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    endingPortals(
      `update run set cancel_requested_at = coalesce(cancel_requested_at, now()),
              status = case when status = 'queued' then 'cancelled'::run_status else status end,
              ended_at = case when status = 'queued' then now() else ended_at end
       where id = $1 and status in ('queued', 'running')`,
    ),
    [runId],
  );
  return rowCount === 1;
}

/**
 * Repairs delivery: dispatches runs that wait although no job brings them, and runs whose worker died. Fails those that
 * ended too many workers. Any number of processes may call it at any time. @returns the dispatched runs
 */
export async function reconcileRuns(queue: JobQueue, staleMs: number): Promise<number[]> {
  const stale = "now() - $1 * interval '1 millisecond'";
  await pool().query(
    endingPortals(
      `update run set status = 'failed', ended_at = now(), phase = null, error_code = 'run-abandoned'
       where status = 'running' and heartbeat_at < ${stale} and attempts >= $2 + (
         select coalesce(sum(greatest(p.attempts, 1) - 1 + case when p.ended_at is null then 0 else 1 end), 0)
         from run_portal p where p.run_id = run.id)`,
    ),
    [staleMs, MAX_ATTEMPTS],
  );
  const { rows } = await pool().query<{ id: number }>(
    `select id from run
     where (status = 'queued' and (dispatched_at is null or dispatched_at < ${stale}))
        or (status = 'running' and heartbeat_at < ${stale} and dispatched_at < ${stale})
     order by id`,
    [staleMs],
  );
  for (const { id } of rows) await dispatchRun(queue, id);
  return rows.map((row) => row.id);
}

/**
 * Whether an import has brought data that no recalculation has seen: a portal was imported, its run has ended, and no
 * recalculation waits or has begun since. A full recalculation sees to its own imports.
 */
export async function isRecalculationDue(): Promise<boolean> {
  const { rowCount } = await pool().query(
    `select 1 from run_portal p join run i on i.id = p.run_id
     where p.status in ('succeeded', 'succeeded_with_warnings') and i.status not in ('queued', 'running')
       and not (i.kind = 'full_recalculation' and i.status in ('succeeded', 'succeeded_with_warnings'))
       and p.ended_at > (select coalesce(max(coalesce(started_at, ended_at)), '-infinity') from run where kind = 'recalculation')
       and not exists (select from run where kind = 'recalculation' and status = 'queued')
     limit 1`,
  );
  return rowCount === 1;
}
