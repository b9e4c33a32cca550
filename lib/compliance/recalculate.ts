import type { ClientBase } from "pg";
import { inTransaction, withConnection } from "@/lib/db/pool";
import type { RunContext } from "@/lib/jobs/execute";
import { writeLogLine } from "@/lib/jobs/journal";
import { assertFence, type RunOutcome } from "@/lib/jobs/runs";
import { BALANCES, COMPLIANCE } from "./balances";
import { ASSIGNED, UNCOVERED, UNCOVERED_WRITES } from "./coverage";
import { LICENCE_COMPLIANCE } from "./licence-figures";
import { LICENCE_UNITS } from "./licence-units";
import { PRODUCT_SNAPSHOTS, SUBSCRIPTION_SNAPSHOTS } from "./snapshots";

/** Serialises recalculations; any number that no other lock of ours uses. */
const RECALCULATION_LOCK = 36_501;

/** One recalculation on a connection that is inside a transaction. Days are UTC days of `now`. @returns products calculated */
export async function calculateCompliance(client: ClientBase, runId: number, now: Date): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  await client.query("select pg_advisory_xact_lock($1)", [RECALCULATION_LOCK]);
  // First: a change that is committed later than this statement began keeps its mark, and is followed by another recalculation.
  await client.query("delete from compliance_change");
  await client.query(LICENCE_UNITS, [day]);
  const { rowCount } = await client.query(BALANCES);
  await client.query(PRODUCT_SNAPSHOTS, [day]);
  await client.query(COMPLIANCE, [runId, now, day]);
  await client.query(ASSIGNED);
  await client.query(UNCOVERED);
  for (const write of UNCOVERED_WRITES) await client.query(write);
  await client.query(LICENCE_COMPLIANCE, [now]);
  await client.query(SUBSCRIPTION_SNAPSHOTS, [day]);
  return rowCount ?? 0;
}

/** The body of a recalculation: every product, in one transaction, under the run's claim. */
export async function recalculate(context: RunContext, now: Date): Promise<RunOutcome> {
  const { claim, signal } = context;
  await context.progress("recalculation", 0, 1);
  const products = await withConnection(
    (client) =>
      inTransaction(client, async () => {
        const count = await calculateCompliance(client, claim.runId, now);
        signal.throwIfAborted();
        await assertFence(client, claim);
        return count;
      }),
    signal,
  );
  await context.progress("recalculation", 1, 1);
  await writeLogLine(claim.runId, { level: "info", code: "recalculated", params: { products } });
  return { status: "succeeded" };
}
