import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { assign, unassign } from "@/demo/tenant/change";
import { skuIdOf } from "@/demo/tenant/skus";
import { executeRun } from "@/lib/jobs/execute";
import { createRun, requestCancel } from "@/lib/jobs/runs";
import { runBodies } from "@/workers/registry";
import { eventually } from "../../support/wait";
import { createCompany, digest, type Harness, startHarness } from "./support";

/** Of a machine that has much else to do. */
const patient = { timeoutMs: 15_000 };
const FOR_EVER = Number.POSITIVE_INFINITY;
let harness: Harness;
const tenant = createCompany("Contoso", 2_500);

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant] });
  await harness.addPortal("Contoso", tenant);
});
afterAll(() => harness?.stop());
afterEach(() => harness.demo.faults.clear());

/** Carries a run out as a worker does, without waiting for its end. */
async function startImport() {
  const { runId } = await createRun({ kind: "import", trigger: "manual" });
  const options = { workerName: "test", heartbeatMs: 50, staleMs: 60_000, shutdown: new AbortController().signal };
  const execution = executeRun(runId, () => runBodies.import, options);
  return { runId, execution };
}
const ledgerOf = async (runId: number) =>
  (await harness.sql<{ ledger: Record<string, number> }>("select ledger from run_portal where run_id = $1", [runId]))[0]
    ?.ledger;
const linesOf = (runId: number) =>
  harness.sql<{ code: string; params: Record<string, number>; requestId: string | null }>(
    `select code, params, request_id as "requestId" from log_line where run_id = $1 order by id`,
    [runId],
  );

it("shows pages, users and requests while it reads, and tells each wait that Microsoft asked for", async () => {
  harness.demo.faults.add({ kind: "throttle429", route: "users", retryAfterSeconds: 1 });
  harness.demo.faults.add({ kind: "slow", route: "users", afterPage: 2, ms: 4_000 });
  const { runId, execution } = await startImport();
  await eventually(async () => (await linesOf(runId)).some(({ code }) => code === "wait-asked-for"), patient);
  await eventually(async () => (await ledgerOf(runId))?.userPages === 2, patient);
  const during = await ledgerOf(runId);
  expect(during).toMatchObject({ usersRead: 1_998, usersCounted: 2_500, waitedMs: 1_000 });
  expect(during).toHaveProperty("retries", 1);
  expect(await harness.sql("select 1 from contact")).toEqual([]);
  expect(await execution).toBe("ended");

  const lines = await linesOf(runId);
  expect(lines.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["portal-started", "tenant-read", "users-read", "portal-imported"]),
  );
  expect(lines[0]?.code).toBe("portal-started");
  const wait = lines.find(({ code }) => code === "wait-asked-for");
  expect(wait?.params).toEqual({ seconds: 1, status: 429 });
  expect(wait?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  const after = await ledgerOf(runId);
  expect(after).toMatchObject({ usersRead: 2_500, userPages: 3 });
  expect(after).toHaveProperty("retries", 1);
});

it("lists so many repetitions and sums up the rest, so that a log stays readable", async () => {
  const { openLiveLedger } = await import("@/lib/import/live-ledger");
  const { emptyLedger } = await import("@/lib/import/ledger");
  const { GraphError } = await import("@/lib/graph/errors");
  const { claimRun } = await import("@/lib/jobs/runs");
  const { claimPortal } = await import("@/lib/import/claims");
  const { runId } = await createRun({ kind: "import", trigger: "manual" });
  await claimRun(runId, "test", 60_000);
  await harness.sql("insert into run_portal (run_id, portal_id) select $1, id from portal", [runId]);
  const claim = await claimPortal(runId, "test", 60_000);
  if (!claim) throw new Error("nothing to log for");
  const live = openLiveLedger(claim, emptyLedger());
  const details = { kind: "graph-reported", code: "throttled", isTransient: true, service: "graph" } as const;
  const error = new GraphError({ ...details, status: 429, retryAfterMs: 2_000 });
  for (let count = 0; count < 60; count += 1) live.sayRetry({ error, waitMs: 2_000 });
  await live.end();
  const lines = await linesOf(runId);
  expect(lines.filter(({ code }) => code === "wait-asked-for")).toHaveLength(50);
  expect(lines.at(-1)).toMatchObject({ code: "retries-not-listed", params: { count: 10, seconds: 20 } });
  await requestCancel(runId);
  await harness.sql("update run set status = 'cancelled', ended_at = now() where id = $1", [runId]);
  await live.say({ level: "info", code: "portal-started" });
  expect(await linesOf(runId), "a claim that is lost writes nothing").toHaveLength(lines.length);
});

it("stops within seconds when it is cancelled while a slow tenant is read, and changes nothing", async () => {
  const before = await digest(harness);
  const [first, second] = tenant.users.filter((user) => user.assignedLicenses.length > 0);
  if (!first || !second) throw new Error("the tenant is too small");
  first.displayName = "Umbenannt";
  unassign(second, second.assignedLicenses[0]?.skuId ?? "");
  assign(first, { skuId: skuIdOf("PROJECTPROFESSIONAL"), at: new Date("2026-03-01T00:00:00Z") });
  harness.demo.faults.add({ kind: "slow", route: "users", afterPage: 1, ms: 60_000, times: FOR_EVER });
  const { runId, execution } = await startImport();
  await eventually(async () => (await ledgerOf(runId))?.userPages === 1, patient);
  const askedMs = performance.now();
  expect(await requestCancel(runId)).toBe(true);
  expect(await execution).toBe("ended");
  expect(performance.now() - askedMs).toBeLessThan(5_000);

  const [run] = await harness.sql("select status, error_code from run where id = $1", [runId]);
  expect(run).toEqual({ status: "cancelled", error_code: null });
  const [part] = await harness.sql("select status from run_portal where run_id = $1", [runId]);
  expect(part).toEqual({ status: "cancelled" });
  expect((await linesOf(runId)).at(-1)?.code).toBe("run-cancelled");
  expect(await digest(harness)).toEqual(before);

  harness.demo.faults.clear();
  const next = await harness.runImport();
  expect(next.of()).toMatchObject({ status: "succeeded" });
  expect(await harness.sql("select 1 from contact where display_name = 'Umbenannt'")).toHaveLength(1);
});

it("cancels a run that waits at once, and no worker takes it up", async () => {
  const { runId } = await createRun({ kind: "import", trigger: "manual" });
  expect(await requestCancel(runId)).toBe(true);
  const [run] = await harness.sql("select status from run where id = $1", [runId]);
  expect(run).toEqual({ status: "cancelled" });
  const options = { workerName: "test", heartbeatMs: 50, staleMs: 60_000, shutdown: new AbortController().signal };
  expect(await executeRun(runId, () => runBodies.import, options)).toBe("not-ours");
  expect(await requestCancel(runId)).toBe(false);
});
