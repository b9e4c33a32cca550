import { afterAll, beforeAll, expect, it } from "vitest";
import { createCompany, digest, expectTenantImported, type Harness, startHarness } from "./support";

const tenant = createCompany("Contoso", 40);
const TIMEOUT_MS = 600;
let harness: Harness;
let portal: { id: string; name: string };

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant], env: { GRAPH_TIMEOUT_MS: String(TIMEOUT_MS) } });
  portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
});
afterAll(() => harness?.stop());

it("gives a request up after its time, and asks again", async () => {
  for (const route of ["token", "subscribedSkus", "users"] as const) {
    harness.demo.faults.add({ kind: "slow", route, ms: 60_000 });
  }
  const run = await harness.runImport();
  expect(run.status).toBe("succeeded");
  expect(run.of().ledger.retries).toBeGreaterThanOrEqual(3);
  expect(run.of().ledger.durationMs).toBeGreaterThanOrEqual(3 * TIMEOUT_MS - 3);
  await expectTenantImported(harness, portal, tenant);
});

it("ends when nothing ever comes in time, and changes nothing", async () => {
  const before = await digest(harness);
  for (const user of tenant.users) user.jobTitle = "neu";
  harness.demo.faults.add({ kind: "slow", route: "users", ms: 60_000, times: Number.POSITIVE_INFINITY });
  const run = await harness.runImport();
  expect(run.of()).toMatchObject({ status: "failed", errorCode: "timed-out" });
  expect(await digest(harness)).toEqual(before);
});
