import { afterEach, describe, expect, test } from "vitest";
import { createContoso } from "@/demo/server";
import { eventually } from "@/tests/support/wait";
import { backends, expectPortalsOnce, expectTruth, fingerprint, type Stage, setStage } from "./stage";

/** A person waits for a button, a starter for its worker: seconds, not minutes. */
const PROMPT_MS = 5_000;

let stage: Stage;
afterEach(() => stage.end());

describe("two workers at once", () => {
  test.each(backends)("share the runs, and none is done twice, their queue on %s", async (backend) => {
    const tenants = Array.from({ length: 6 }, (_, index) =>
      createContoso({
        userCount: 80,
        seed: 20 + index,
        tenantId: `3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b0${index}`,
        displayName: `Company ${index}`,
        domain: `company${index}.example`,
      }),
    );
    stage = await setStage({ backend, tenants });
    // Nothing dies here: a machine that is busy must not look like it.
    const patient = { RUN_STALE_MS: "60000" };
    await Promise.all([stage.worker(patient), stage.worker(patient)]);
    const runIds = await Promise.all(stage.portals.map((portalId) => stage.startRun("import", portalId)));
    for (const runId of runIds) {
      expect(await stage.ended(runId)).toMatchObject({ status: "succeeded", attempts: 1 });
    }
    await expectTruth(stage);
    expect(await stage.query("select portal_id from run_portal where status = 'succeeded' order by 1")).toEqual(
      [...stage.portals].sort().map((portalId) => ({ portal_id: portalId })),
    );
    // Each tenant has one page of users, and was asked for it once.
    expect(stage.demo.requests.of("users")).toHaveLength(tenants.length);
    await stage.quiet();
  });
});

describe("SIGTERM in the middle of an import", () => {
  test("while it reads: the worker gives the run back and ends; the next one finishes it", async () => {
    stage = await setStage();
    await stage.holdUsersPage(1);
    const first = await stage.worker();
    const runId = await stage.startRun();
    await stage.pagesAsked(2);
    const before = performance.now();
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - before).toBeLessThan(PROMPT_MS);
    expect(await stage.run(runId)).toMatchObject({ status: "queued", workerName: null });
    await stage.worker();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
    await stage.quiet();
  });

  test("while its merge waits for another: the statement is ended, not waited for", async () => {
    stage = await setStage();
    const lock = await stage.lock("portal", "id = $1", [stage.portals[0]]);
    const first = await stage.worker();
    const runId = await stage.startRun();
    await stage.waitForBlocked(1, "%from portal where id%");
    const before = performance.now();
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - before).toBeLessThan(PROMPT_MS);
    expect(await stage.run(runId)).toMatchObject({ status: "queued" });
    await lock.release();
    await stage.worker();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
    await stage.quiet();
  });

  test("a second worker that is there already takes it up without waiting for a reconciliation", async () => {
    stage = await setStage();
    await stage.holdUsersPage(1);
    const never = { RECONCILE_INTERVAL_MS: "600000" };
    const runId = await stage.startRun();
    // Delivers what waits when it starts, and then never again.
    const first = await stage.worker(never);
    await stage.pagesAsked(2);
    await stage.worker(never);
    await first.stop();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await expectTruth(stage);
    await stage.quiet();
  });
});

describe("a worker that was frozen and comes back after its run was taken over", () => {
  test("while it read: writes nothing more, and takes part again", async () => {
    stage = await setStage();
    await stage.holdUsersPage(1);
    const zombie = await stage.worker();
    const runId = await stage.startRun();
    await stage.pagesAsked(2);
    zombie.kill("SIGSTOP");
    const second = await stage.worker();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await stage.quiet();
    await expectTruth(stage);
    const before = await fingerprint(stage);
    zombie.kill("SIGCONT");
    await zombie.waitForLog("run was taken over by another worker");
    expect(await fingerprint(stage)).toBe(before);
    await expectPortalsOnce(stage, runId);
    await second.stop();
    expect(await stage.ended(await stage.startRun())).toMatchObject({ status: "succeeded" });
    await stage.quiet();
  });

  test("inside its merge: its locks do not hold the next one up, and its half is not taken over", async () => {
    stage = await setStage();
    const lock = await stage.lock("portal", "id = $1", [stage.portals[0]]);
    const zombie = await stage.worker();
    const runId = await stage.startRun();
    await stage.waitForBlocked(1, "%from portal where id%");
    zombie.kill("SIGSTOP");
    await lock.release();
    // The portal's row is the zombie's now, and it does not go on.
    await eventually(
      async () =>
        (
          await stage.query(
            "select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and query ilike '%from portal where id%'",
          )
        ).length === 1,
    );
    await stage.worker();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await stage.quiet();
    const before = await fingerprint(stage);
    zombie.kill("SIGCONT");
    await zombie.waitForLog(/run was taken over by another worker|run is given back/);
    expect(await fingerprint(stage)).toBe(before);
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
  });
});

describe("a running import that a person cancels", () => {
  async function expectCancelled(runId: number): Promise<void> {
    const before = performance.now();
    await stage.query("update run set cancel_requested_at = now() where id = $1", [runId]);
    expect(await stage.ended(runId, PROMPT_MS)).toMatchObject({ status: "cancelled" });
    expect(performance.now() - before).toBeLessThan(PROMPT_MS);
    await expectPortalsOnce(stage, runId, "cancelled");
    for (const table of ["contact", "assignment", "licence", "product"]) {
      expect(await stage.query(`select 1 from ${table}`), table).toEqual([]);
    }
    // Nothing was brought, so nothing follows.
    expect(await stage.query("select 1 from run where kind = 'recalculation'")).toEqual([]);
  }

  test("while it reads: stops within seconds and changes nothing", async () => {
    stage = await setStage();
    await stage.holdUsersPage(1);
    await stage.worker();
    const runId = await stage.startRun();
    await stage.pagesAsked(2);
    await expectCancelled(runId);
    // The worker is free for the next.
    expect(await stage.ended(await stage.startRun())).toMatchObject({ status: "succeeded" });
    await expectTruth(stage);
    await stage.quiet();
  });

  test("while its merge waits for another: stops within seconds and changes nothing", async () => {
    stage = await setStage();
    const lock = await stage.lock("portal", "id = $1", [stage.portals[0]]);
    await stage.worker();
    const runId = await stage.startRun();
    await stage.waitForBlocked(1, "%from portal where id%");
    await expectCancelled(runId);
    await lock.release();
  });
});
