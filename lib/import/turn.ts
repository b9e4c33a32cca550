import { setTimeout as pause } from "node:timers/promises";
import type { ClientBase } from "pg";
import { config } from "@/lib/config";
import { pool, withTransaction } from "@/lib/db/pool";
import type { RunContext } from "@/lib/jobs/execute";
import { assertFence } from "@/lib/jobs/runs";
import { emptyLedger } from "./ledger";

/** How often a portal that another run has is asked for again. */
const ASK_EVERY_MS = 500;

/**
 * Begins a portal's part of a run as soon as no other run imports the same portal: an import of all portals and one of a single
 * portal read it one after the other. A run whose worker is not heard of any more holds nobody up.
 * @param onWait told once, with the run that is waited for
 * @throws FencedError when the claim is lost; the signal's reason when it fires
 */
export async function waitForTurn(
  context: RunContext,
  portalId: string,
  onWait: (runId: number) => Promise<void>,
): Promise<void> {
  for (let hasTold = false; ; hasTold = true) {
    context.signal.throwIfAborted();
    const holder = await begin(context, portalId);
    if (holder === null) return;
    if (!hasTold) await onWait(holder);
    await pause(ASK_EVERY_MS, undefined, { signal: context.signal });
  }
}

/** @returns the run that has the portal; null: it is ours now */
async function begin({ claim }: RunContext, portalId: string): Promise<number | null> {
  const runId = await findHolder(pool(), claim.runId, portalId);
  if (runId !== null) return runId;
  return withTransaction(async (client) => {
    // Whoever else begins it waits here and then finds it taken.
    await client.query("select 1 from portal where id = $1 for no key update", [portalId]);
    const holder = await findHolder(client, claim.runId, portalId);
    if (holder !== null) return holder;
    await client.query(
      `update run_portal set status = 'running', error_code = null, ledger = $3, started_at = now(), ended_at = null
       where run_id = $1 and portal_id = $2`,
      [claim.runId, portalId, JSON.stringify(emptyLedger())],
    );
    await assertFence(client, claim);
    return null;
  });
}

async function findHolder(
  database: Pick<ClientBase, "query">,
  runId: number,
  portalId: string,
): Promise<number | null> {
  const { rows } = await database.query<{ id: number }>(
    `select r.id from run_portal x join run r on r.id = x.run_id
     where x.portal_id = $1 and x.run_id <> $2 and x.status = 'running' and r.status = 'running'
       and r.heartbeat_at > now() - $3 * interval '1 millisecond'
     limit 1`,
    [portalId, runId, config().run.staleMs],
  );
  return rows[0]?.id ?? null;
}
