import type { Cases, World } from "./case";

export async function newestRun({ sql }: World): Promise<number> {
  const [row] = await sql<{ id: number }>("select run_id as id from run_portal order by run_id desc limit 1");
  return row?.id ?? 0;
}

/** A part of a run as it would have ended. */
async function endPart(world: World, status: string, census: object | null = null) {
  const [run] = await world.sql<{ id: number }>(
    "insert into run (kind, trigger, status, scope, ended_at) values ('import', 'manual', 'failed', 'test', now()) returning id",
  );
  await world.sql(
    `insert into run_portal (run_id, portal_id, status, ledger, ended_at) values ($1, $2, $3::run_portal_status, $4, now())`,
    [run?.id, world.portalId, status, JSON.stringify(census ? { quarantinedCensus: census } : {})],
  );
  return { params: { runId: run?.id ?? 0, portalId: world.portalId } };
}

export const runCases: Cases = {
  listRuns: () => ({ query: { limit: "2", kind: ["import", "recalculation"] } }),
  getRun: async (world) => ({ params: { runId: await newestRun(world) } }),
  followRun: async (world) => ({ params: { runId: await newestRun(world) } }),
  listRunLog: async (world) => ({ params: { runId: await newestRun(world) }, query: { limit: "2" } }),
  cancelRun: async (world) => {
    await world.endRuns();
    const { data } = await world.call<{ runId: number }>("recalculate", { body: {} });
    return { params: { runId: data.runId } };
  },
  retryPortal: (world) => endPart(world, "failed"),
  acceptDrop: (world) => endPart(world, "quarantined", { users: 1, assignments: 1, skus: 1 }),
};
