// Who imports which portal. A run's portals are shared by all workers; each portal is held by one of them, and so is its
// tenant. Every change of state is a compare-and-set, as with runs: a lost race is an ordinary answer.
import type { ClientBase } from "pg";
import type { RunPortalStatus } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { FencedError } from "@/lib/jobs/runs";

/** One worker's hold on one portal of a run. The token is the fence of all that it writes. */
export type PortalClaim = { runId: number; portalId: string; portalName: string; token: string; attempts: number };

/** Open, and of a run that goes on. */
const OPEN = `rp.status in ('queued', 'running') and r.status = 'running' and r.cancel_requested_at is null`;
/**
 * Somebody reads the tenant; the parameter is what a claim may be silent for. Whoever holds a claim of a run that has ended
 * writes nothing more, and nobody waits for it.
 */
const livesWithin = (parameter: "$1" | "$2") =>
  `(c.heartbeat_at >= now() - ${parameter} * interval '1 millisecond'
    and exists (select from run o where o.id = c.run_id and o.status = 'running'))`;

/**
 * Takes up the next portal of a running import whose tenant nobody reads: one that waits, or one whose worker has not been
 * heard of for `staleMs`.
 * @returns null: none is free at the moment
 */
export async function claimPortal(runId: number, workerName: string, staleMs: number): Promise<PortalClaim | null> {
  const { rows } = await pool().query<PortalClaim>(
    // The row of the portal's part is locked first and looked at again then, so that a part that ended meanwhile is passed by.
    `with free as (
       select rp.run_id, rp.portal_id, p.tenant_id, p.name
       from run_portal rp join run r on r.id = rp.run_id join portal p on p.id = rp.portal_id
       where rp.run_id = $1 and ${OPEN}
         and not exists (select from import_claim c where c.tenant_id = p.tenant_id and ${livesWithin("$2")})
       order by p.name limit 1
       for no key update of rp skip locked),
     taken as (
       insert into import_claim as c (tenant_id, run_id, portal_id, token, worker_name, heartbeat_at)
       select tenant_id, run_id, portal_id, gen_random_uuid(), $3, now() from free
       on conflict (tenant_id) do update set run_id = excluded.run_id, portal_id = excluded.portal_id, token = excluded.token,
         worker_name = excluded.worker_name, heartbeat_at = excluded.heartbeat_at
         where not ${livesWithin("$2")}
       returning run_id, portal_id, token)
     update run_portal rp set status = 'running', started_at = now(), ledger = '{}', error_code = null, worker_name = $3,
       attempts = rp.attempts + 1
     from taken join free using (run_id, portal_id)
     where rp.run_id = taken.run_id and rp.portal_id = taken.portal_id
     returning rp.run_id as "runId", rp.portal_id as "portalId", free.name as "portalName", taken.token, rp.attempts`,
    [runId, staleMs, workerName],
  );
  return rows[0] ?? null;
}

/** The running imports that have portals which a worker could take up now, the oldest first. */
export async function runsWithFreePortals(staleMs: number): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `select distinct rp.run_id as id
     from run_portal rp join run r on r.id = rp.run_id join portal p on p.id = rp.portal_id
     where ${OPEN} and not exists (select from import_claim c where c.tenant_id = p.tenant_id and ${livesWithin("$1")})
     order by 1`,
    [staleMs],
  );
  return rows.map((row) => row.id);
}

export type WaitingPortal = { portalId: string; runId: number };

/** The portals of a run that wait because another run reads their tenant, and which run that is. */
export async function portalsWaiting(runId: number, staleMs: number): Promise<WaitingPortal[]> {
  const { rows } = await pool().query<WaitingPortal>(
    `select rp.portal_id as "portalId", c.run_id as "runId"
     from run_portal rp join portal p on p.id = rp.portal_id join import_claim c on c.tenant_id = p.tenant_id
     where rp.run_id = $1 and rp.status = 'queued' and c.run_id <> $1 and ${livesWithin("$2")}`,
    [runId, staleMs],
  );
  return rows;
}

/** @returns `fenced` when the claim is no longer ours or the run has ended, `cancel` when a person asked to stop */
export async function beatPortal(claim: PortalClaim): Promise<"alive" | "fenced" | "cancel"> {
  const { rows } = await pool().query<{ isOpen: boolean; cancel: boolean }>(
    `update import_claim c set heartbeat_at = now() from run r where c.token = $1 and r.id = c.run_id
     returning r.status = 'running' as "isOpen", r.cancel_requested_at is not null as cancel`,
    [claim.token],
  );
  if (!rows[0]?.isOpen) return "fenced";
  return rows[0].cancel ? "cancel" : "alive";
}

const FENCE = `select 1 from import_claim c join run r on r.id = c.run_id
  where c.token = $1 and r.status = 'running' for share of c, r`;

/**
 * The last statement of a transaction that writes for a portal's import: holds claim and run until the commit, so that nobody
 * can take the portal over, nor end the run, in between. Not earlier: heartbeats wait from here on.
 * @throws FencedError
 */
export async function assertPortalFence(client: ClientBase, claim: PortalClaim): Promise<void> {
  const { rowCount } = await client.query(FENCE, [claim.token]);
  if (!rowCount) throw new FencedError(claim.runId);
}

/** Writes down how the portal ended, and lets go of it. @throws FencedError when the claim was lost: then nothing was written */
export async function finishPortal(
  claim: PortalClaim,
  end: { status: RunPortalStatus; errorCode: string | null; ledger: object },
): Promise<void> {
  const { rowCount } = await pool().query(
    `with fence as (${FENCE}), freed as (delete from import_claim where token = $1 and exists (select from fence))
     update run_portal set status = $4::run_portal_status, error_code = $5, ledger = $6, ended_at = now()
     where run_id = $2 and portal_id = $3 and status = 'running' and exists (select from fence)`,
    [claim.token, claim.runId, claim.portalId, end.status, end.errorCode, JSON.stringify(end.ledger)],
  );
  if (!rowCount) throw new FencedError(claim.runId);
}

/** Gives the portal back, for whoever is next: this worker stops, or its run does. A lost claim changes nothing. */
export async function releasePortal(claim: PortalClaim): Promise<void> {
  await pool().query(
    `with freed as (delete from import_claim where token = $1 returning run_id, portal_id)
     update run_portal rp set status = 'queued', worker_name = null, attempts = rp.attempts - 1
     from freed where rp.run_id = freed.run_id and rp.portal_id = freed.portal_id and rp.status = 'running'`,
    [claim.token],
  );
}

export type SharedProgress = { open: number; usersRead: number; usersCounted: number };

/** How far the portals of a run are, whichever workers import them; from their ledgers, which are written as they read. */
export async function readSharedProgress(runId: number): Promise<SharedProgress> {
  const { rows } = await pool().query<SharedProgress>(
    `select count(*) filter (where status in ('queued', 'running'))::int as open,
            coalesce(sum((ledger->>'usersRead')::bigint), 0)::int as "usersRead",
            coalesce(sum(coalesce((ledger->>'usersCounted')::bigint, (ledger->>'usersRead')::bigint)), 0)::int as "usersCounted"
     from run_portal where run_id = $1`,
    [runId],
  );
  return rows[0] ?? { open: 0, usersRead: 0, usersCounted: 0 };
}
