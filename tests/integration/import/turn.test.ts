import { afterAll, beforeAll, expect, test } from "vitest";
import { createCompany, type Harness, startHarness } from "./support";

let harness: Harness;
let portalId: string;

beforeAll(async () => {
  const tenant = createCompany("Contoso", 60);
  harness = await startHarness({ tenants: [tenant] });
  portalId = await harness.addPortal("Contoso", tenant);
});
afterAll(() => harness?.stop());

/** Which of the runs had the portal when, as their rows tell. */
const spans = () =>
  harness.sql<{ scope: string; from: Date; to: Date }>(
    `select r.scope, x.started_at as "from", x.ended_at as "to" from run_portal x join run r on r.id = x.run_id order by x.started_at`,
  );

test("[S47] an import of all portals and one of a single portal read that portal one after the other", async () => {
  const [all, one] = await Promise.all([harness.runImport(), harness.runImport(portalId)]);
  expect([all.status, one.status]).toEqual(["succeeded", "succeeded"]);
  const [first, second] = await spans();
  expect(second?.from.getTime()).toBeGreaterThanOrEqual(first?.to.getTime() ?? Number.POSITIVE_INFINITY);
  const waits = [...all.log, ...one.log].filter(({ code }) => code === "portal-waits");
  expect(waits).toHaveLength(1);
  expect([all.runId, one.runId]).toContain(waits[0]?.params.run);
});

test("[S47] a run whose worker is not heard of any more holds nobody up", async () => {
  const [dead] = await harness.sql<{ id: number }>(
    `insert into run (kind, trigger, status, started_at, heartbeat_at, claim_token)
     values ('import', 'schedule', 'running', now() - interval '1 hour', now() - interval '1 hour', gen_random_uuid()) returning id`,
  );
  await harness.sql(
    "insert into run_portal (run_id, portal_id, status, started_at) values ($1, $2, 'running', now())",
    [dead?.id, portalId],
  );
  const run = await harness.runImport(portalId);
  expect(run.of(portalId).status).toBe("succeeded");
  expect(run.log.some(({ code }) => code === "portal-waits")).toBe(false);
});
