import { afterAll, beforeAll, expect, it } from "vitest";
import { config } from "@/lib/config";
import { queue } from "@/lib/jobs/producer";
import { prepareQueue } from "@/lib/jobs/queue";
import { retryPortal } from "@/lib/monitor/commands";
import { createCompany, type Harness, startHarness } from "../import/support";

const actor = { id: null, username: "tests" };
let harness: Harness;
let portalId: string;

beforeAll(async () => {
  const tenant = createCompany("Contoso", 50);
  harness = await startHarness({ tenants: [tenant] });
  await prepareQueue(config());
  portalId = await harness.addPortal("Contoso", tenant);
});
afterAll(async () => {
  await queue().close();
  await harness?.stop();
});

it("imports a portal again that failed, once, and refuses to repeat what succeeded", async () => {
  harness.demo.faults.add({ kind: "revokedSecret", times: Number.POSITIVE_INFINITY });
  const failed = await harness.runImport();
  expect(failed.of().status).toBe("failed");
  harness.demo.faults.clear();
  const again = await retryPortal(actor, { runId: failed.runId, portalId });
  expect(again.isNew).toBe(true);
  expect(await retryPortal(actor, { runId: failed.runId, portalId })).toEqual({ runId: again.runId, isNew: false });
  const [run] = await harness.sql("select kind, scope, status from run where id = $1", [again.runId]);
  expect(run).toEqual({ kind: "import", scope: portalId, status: "queued" });
  const succeeded = await harness.runImport();
  await expect(retryPortal(actor, { runId: succeeded.runId, portalId })).rejects.toMatchObject({
    code: "portal-not-retryable",
  });
});
