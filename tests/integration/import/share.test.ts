import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withTransaction } from "@/lib/db/pool";
import {
  assertPortalFence,
  beatPortal,
  claimPortal,
  finishPortal,
  type PortalClaim,
  releasePortal,
} from "@/lib/import/claims";
import { importPortal } from "@/lib/import/portal";
import { helpImports } from "@/lib/import/run";
import { executeRun } from "@/lib/jobs/execute";
import { claimRun, createRun, requestCancel } from "@/lib/jobs/runs";
import { runBodies } from "@/workers/registry";
import { eventually } from "../../support/wait";
import { createCompany, expectTenantImported, type Harness, startHarness } from "./support";

const contoso = createCompany("Contoso", 120);
const fabrikam = createCompany("Fabrikam", 90);
const STALE_MS = 60_000;
const worker = (workerName: string) => ({ workerName, heartbeatMs: 200, staleMs: STALE_MS });
let harness: Harness;
let first: { id: string; name: string };
let second: { id: string; name: string };

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso, fabrikam], env: { SHARE_INTERVAL_MS: "50" } });
  first = { name: "Contoso", id: await harness.addPortal("Contoso", contoso) };
  second = { name: "Fabrikam", id: await harness.addPortal("Fabrikam", fabrikam) };
});
afterAll(() => harness?.stop());
beforeEach(async () => {
  await harness.sql("delete from import_claim");
  await harness.sql("delete from run");
});
afterEach(() => harness.demo.faults.clear());

/** A running import with all portals, whose own worker does nothing. */
async function runningImport(): Promise<number> {
  const { runId } = await createRun({ kind: "import", trigger: "manual" });
  await claimRun(runId, "holder", STALE_MS);
  await harness.sql("insert into run_portal (run_id, portal_id) select $1, id from portal where deleted_at is null", [
    runId,
  ]);
  return runId;
}
async function claimed(runId: number, workerName: string): Promise<PortalClaim> {
  const claim = await claimPortal(runId, workerName, STALE_MS);
  if (!claim) throw new Error("no portal is free");
  return claim;
}
/** As if the worker had not been heard of for long enough. */
const silence = (claim: PortalClaim) =>
  harness.sql("update import_claim set heartbeat_at = now() - interval '1 hour' where token = $1", [claim.token]);
const isFenced = (claim: PortalClaim) =>
  withTransaction((client) => assertPortalFence(client, claim)).then(
    () => false,
    (error: Error) => error.name === "FencedError",
  );
const partOf = async (runId: number, portalId: string) =>
  (
    await harness.sql(
      `select status, error_code as "errorCode", attempts, worker_name as "workerName" from run_portal where run_id = $1 and portal_id = $2`,
      [runId, portalId],
    )
  )[0];
const linesOf = async (runId: number) =>
  (await harness.sql<{ code: string }>("select code from log_line where run_id = $1 order by id", [runId])).map(
    ({ code }) => code,
  );

describe("a portal of a run", () => {
  it("goes to one worker, the next one to the next, and then none is free", async () => {
    const runId = await runningImport();
    const claims = await Promise.all(["a", "b", "c", "d"].map((name) => claimPortal(runId, name, STALE_MS)));
    const rest = await claimPortal(runId, "e", STALE_MS);
    const taken = [...claims, rest].flatMap((claim) => (claim ? [claim.portalId] : []));
    expect(taken.sort()).toEqual([first.id, second.id].sort());
    expect(await claimPortal(runId, "f", STALE_MS)).toBeNull();
  });

  it("is not free in another run either, as long as somebody reads its tenant", async () => {
    const all = await runningImport();
    const claim = await claimed(all, "a");
    expect(claim.portalName).toBe("Contoso");
    const { runId: one } = await createRun({ kind: "import", trigger: "manual", scope: first.id });
    await claimRun(one, "b", STALE_MS);
    await harness.sql("insert into run_portal (run_id, portal_id) values ($1, $2)", [one, first.id]);
    expect(await claimPortal(one, "b", STALE_MS)).toBeNull();
    await finishPortal(claim, { status: "succeeded", errorCode: null, ledger: {} });
    expect(await claimPortal(one, "b", STALE_MS)).toMatchObject({ portalId: first.id, attempts: 1 });
  });

  it("is taken over from a worker that is not heard of, which then writes nothing more", async () => {
    const runId = await runningImport();
    const lost = await claimed(runId, "a");
    await silence(lost);
    const taken = await claimed(runId, "b");
    expect(taken).toMatchObject({ portalId: lost.portalId, attempts: 2 });
    expect(await beatPortal(lost)).toBe("fenced");
    expect(await isFenced(lost)).toBe(true);
    await expect(finishPortal(lost, { status: "failed", errorCode: "unexpected", ledger: {} })).rejects.toThrow();
    await releasePortal(lost);
    expect(await partOf(runId, lost.portalId)).toEqual({
      status: "running",
      errorCode: null,
      attempts: 2,
      workerName: "b",
    });
    expect(await beatPortal(taken)).toBe("alive");
    expect(await isFenced(taken)).toBe(false);
  });

  it("is given back by a worker that stops in order, and that is not counted", async () => {
    const runId = await runningImport();
    const claim = await claimed(runId, "a");
    await releasePortal(claim);
    expect(await partOf(runId, claim.portalId)).toEqual({
      status: "queued",
      errorCode: null,
      attempts: 0,
      workerName: null,
    });
    expect(await claimPortal(runId, "b", STALE_MS)).toMatchObject({ portalId: claim.portalId, attempts: 1 });
  });

  it("is free no more once the run was cancelled or has ended, and whoever holds it is told", async () => {
    const runId = await runningImport();
    const claim = await claimed(runId, "a");
    await requestCancel(runId);
    expect(await claimPortal(runId, "b", STALE_MS)).toBeNull();
    expect(await beatPortal(claim)).toBe("cancel");
    await harness.sql("update run set status = 'cancelled', ended_at = now() where id = $1", [runId]);
    expect(await beatPortal(claim)).toBe("fenced");
    expect(await isFenced(claim)).toBe(true);
    const next = await runningImport();
    expect(await claimPortal(next, "b", STALE_MS), "nobody waits for a worker whose run has ended").toMatchObject({
      portalId: claim.portalId,
    });
  });

  it("is given up when worker after worker ended while importing it; the others go on", async () => {
    const { runId } = await createRun({ kind: "import", trigger: "manual" });
    await harness.sql("insert into run_portal (run_id, portal_id, attempts) values ($1, $2, 5)", [runId, first.id]);
    const shutdown = new AbortController().signal;
    expect(await executeRun(runId, () => runBodies.import, { ...worker("a"), shutdown })).toBe("ended");
    expect(await partOf(runId, first.id)).toMatchObject({
      status: "failed",
      errorCode: "portal-abandoned",
      attempts: 6,
    });
    expect(await partOf(runId, second.id)).toMatchObject({ status: "succeeded" });
  });
});

describe("two workers and one import", () => {
  it("share its portals, and the run ends when the last one has ended, whoever had it", async () => {
    harness.demo.faults.add({ kind: "slow", route: "users", ms: 60_000, tenantId: fabrikam.id });
    const { runId } = await createRun({ kind: "import", trigger: "manual" });
    await harness.sql("insert into run_portal (run_id, portal_id) values ($1, $2), ($1, $3)", [
      runId,
      first.id,
      second.id,
    ]);
    const holder = await claimRun(runId, "helper", STALE_MS);
    const helped = await claimed(runId, "helper");
    expect(helped.portalId).toBe(first.id);
    await harness.sql("update run set status = 'queued' where id = $1", [runId]);
    const shutdown = new AbortController();
    const execution = executeRun(runId, () => runBodies.import, { ...worker("holder"), shutdown: shutdown.signal });
    await eventually(async () => (await partOf(runId, second.id))?.workerName === "holder");
    expect(holder).not.toBeNull();
    await importPortal(helped, shutdown.signal);
    expect(await partOf(runId, first.id)).toMatchObject({ status: "succeeded", workerName: "helper", attempts: 1 });
    // The worker that holds the run stops in order; one that only helped has taken part all the while.
    shutdown.abort();
    expect(await execution).toBe("given-back");
    expect(await partOf(runId, second.id)).toMatchObject({ status: "queued", attempts: 0 });
    harness.demo.faults.clear();
    const next = executeRun(runId, () => runBodies.import, {
      ...worker("next"),
      shutdown: new AbortController().signal,
    });
    expect(await next).toBe("ended");
    expect(await partOf(runId, second.id)).toMatchObject({ status: "succeeded", workerName: "next" });
    await expectTenantImported(harness, first, contoso);
    await expectTenantImported(harness, second, fabrikam);
  });

  it("help where nobody has taken a portal up, without holding the run, and leave the end to its worker", async () => {
    const runId = await runningImport();
    await helpImports(worker("helper"), new AbortController().signal);
    expect(await partOf(runId, first.id)).toMatchObject({ status: "succeeded", workerName: "helper" });
    expect(await partOf(runId, second.id)).toMatchObject({ status: "succeeded", workerName: "helper" });
    expect(await harness.sql("select status, worker_name from run where id = $1", [runId])).toEqual([
      { status: "running", worker_name: "holder" },
    ]);
    expect(await harness.sql("select 1 from import_claim")).toEqual([]);
  });

  it("stop within seconds when the run is cancelled, the helping one too, and write nothing more", async () => {
    harness.demo.faults.add({ kind: "slow", route: "users", ms: 60_000, times: Number.POSITIVE_INFINITY });
    const runId = await runningImport();
    const helping = helpImports(worker("helper"), new AbortController().signal);
    await eventually(async () => (await harness.sql("select 1 from import_claim")).length === 2);
    const askedMs = performance.now();
    await requestCancel(runId);
    await helping;
    expect(performance.now() - askedMs).toBeLessThan(5_000);
    expect(await linesOf(runId)).not.toContain("portal-imported");
    expect(await harness.sql("select 1 from import_claim")).toEqual([]);
  });
});
