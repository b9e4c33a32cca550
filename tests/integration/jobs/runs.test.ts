import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  claimRun,
  createRun,
  dispatchRun,
  finishRun,
  heartbeat,
  reconcileRuns,
  releaseRun,
  reportProgress,
  requestCancel,
  startRun,
} from "@/lib/jobs/runs";
import { eventually } from "@/tests/support/wait";
import { readdress, withClosedPort } from "./backends";
import {
  claimNew,
  insertPortal,
  open,
  prepareRuns,
  queueOf,
  racers,
  read,
  readAll,
  STALE_MS,
  silence,
  takeOver,
  watcher,
} from "./run-world";

prepareRuns();

describe("starting", () => {
  test("a second press finds the open run", async () => {
    const first = await createRun({ kind: "import", trigger: "manual" });
    const second = await createRun({ kind: "import", trigger: "schedule" });
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.runId).toBe(first.runId);
    expect(await readAll()).toMatchObject([
      { kind: "import", trigger: "manual", scope: "all", status: "queued", attempts: 0 },
    ]);
  });

  test("twenty presses at once make one run", async () => {
    const made = await racers(() => createRun({ kind: "full_recalculation", trigger: "manual" }));
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(made.map(({ runId }) => runId)).size).toBe(1);
    expect(await readAll()).toHaveLength(1);
  });

  test("another kind, another scope and a run that has ended do not stand in the way", async () => {
    const claim = await claimNew();
    const others = await Promise.all([
      createRun({ kind: "recalculation", trigger: "manual" }),
      createRun({ kind: "import", trigger: "manual", scope: randomUUID() }),
    ]);
    expect(others.every(({ isNew }) => isNew)).toBe(true);
    expect(await createRun({ kind: "import", trigger: "manual" })).toEqual({ runId: claim.runId, isNew: false });
    await finishRun(claim, { status: "succeeded" });
    expect((await createRun({ kind: "import", trigger: "manual" })).isNew).toBe(true);
  });

  test("presses race with the end of the open run: there is always exactly one open run, or none", async () => {
    for (let round = 0; round < 5; round += 1) {
      const claim = await claimNew();
      const [, ...made] = await Promise.all([
        finishRun(claim, { status: "succeeded" }),
        ...Array.from({ length: 10 }, () => createRun({ kind: "import", trigger: "manual" })),
      ]);
      for (const { runId } of made) expect([claim.runId, ...made.map((one) => one.runId)]).toContain(runId);
      const openRuns = (await readAll()).filter(({ status }) => status === "queued");
      expect(openRuns.length).toBeLessThanOrEqual(1);
      await watcher.query("update run set status = 'cancelled', ended_at = now() where status = 'queued'");
    }
  });

  test("a queue that is away loses no run: the next reconciliation delivers it", async () => {
    const away = open.queue(readdress(queueOf.target, withClosedPort));
    const { runId, isNew } = await startRun(away, { kind: "import", trigger: "manual" });
    expect(isNew).toBe(true);
    expect(await read(runId)).toMatchObject({ status: "queued", dispatches: 1 });
    // As long as a job may still be under way nothing is delivered twice.
    const queue = open.queue(queueOf.target);
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([]);
    await silence(runId);
    const { taken } = await open.worker(queueOf.target);
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([runId]);
    await eventually(() => taken.length === 1);
    expect(taken[0]).toMatchObject({ name: "execute-run", data: { runId } });
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([]);
  });

  test("a run whose process died between row and queue is delivered at once", async () => {
    const { runId } = await createRun({ kind: "import", trigger: "manual" });
    const { taken } = await open.worker(queueOf.target);
    expect(await reconcileRuns(open.queue(queueOf.target), STALE_MS)).toEqual([runId]);
    await eventually(() => taken.length === 1);
  });

  test("a run that has ended is not delivered any more", async () => {
    const claim = await claimNew();
    await finishRun(claim, { status: "succeeded" });
    const queue = open.queue(queueOf.target);
    await dispatchRun(queue, claim.runId);
    expect(await read(claim.runId)).toMatchObject({ dispatches: 0 });
    expect(await open.rawQueue(queueOf.target).count()).toBe(0);
  });
});

describe("claiming", () => {
  test("of twenty workers one gets the run", async () => {
    const { runId } = await createRun({ kind: "import", trigger: "manual" });
    const claims = await racers((index) => claimRun(runId, `worker-${index}`, STALE_MS));
    const winners = claims.filter((claim) => claim !== null);
    expect(winners).toHaveLength(1);
    expect(await read(runId)).toMatchObject({ status: "running", claim_token: winners[0]?.claimToken, attempts: 1 });
  });

  test("a run whose worker is heard of is nobody else's; one whose worker is silent goes to one of twenty", async () => {
    const claim = await claimNew();
    expect(await claimRun(claim.runId, "worker-2", STALE_MS)).toBeNull();
    await silence(claim.runId);
    const claims = (await racers((index) => claimRun(claim.runId, `worker-${index}`, STALE_MS))).filter(Boolean);
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({ attempts: 2 });
    expect(claims[0]?.claimToken).not.toBe(claim.claimToken);
  });

  test("a run that has ended, was cancelled or never was cannot be claimed", async () => {
    const claim = await claimNew();
    await finishRun(claim, { status: "failed", errorCode: "x" });
    const { runId } = await createRun({ kind: "import", trigger: "manual" });
    expect(await requestCancel(runId)).toBe(true);
    for (const id of [claim.runId, runId, 999_999]) expect(await claimRun(id, "worker-2", STALE_MS)).toBeNull();
  });

  test("a heartbeat keeps the run, and tells of a takeover and of a cancellation", async () => {
    const claim = await claimNew();
    await watcher.query("update run set heartbeat_at = now() - interval '50 seconds' where id = $1", [claim.runId]);
    expect(await heartbeat(claim)).toBe("alive");
    expect(await claimRun(claim.runId, "worker-2", 40_000)).toBeNull();
    await requestCancel(claim.runId);
    expect(await heartbeat(claim)).toBe("cancel");
    const taken = await takeOver(claim);
    expect(await heartbeat(claim)).toBe("fenced");
    expect(await heartbeat(taken)).toBe("cancel");
  });

  test("whoever lost the claim cannot finish, give back or report anything", async () => {
    const lost = await claimNew();
    const taken = await takeOver(lost);
    const before = await read(lost.runId);
    expect(await finishRun(lost, { status: "failed", errorCode: "unexpected" })).toBe(false);
    expect(await releaseRun(lost)).toBe(false);
    await reportProgress(lost, "import", 5, 10);
    expect(await read(lost.runId)).toEqual(before);
    expect(await finishRun(taken, { status: "succeeded_with_warnings" })).toBe(true);
    expect(await finishRun(taken, { status: "failed" })).toBe(false);
    expect(await read(lost.runId)).toMatchObject({ status: "succeeded_with_warnings", error_code: null });
  });

  test("of twenty ends one counts", async () => {
    const claim = await claimNew();
    const ends = await racers((index) =>
      finishRun(claim, index % 2 === 0 ? { status: "succeeded" } : { status: "failed", errorCode: "x" }),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
  });

  test("a run that is given back is free at once, and is delivered at once", async () => {
    const claim = await claimNew();
    expect(await releaseRun(claim)).toBe(true);
    expect(await read(claim.runId)).toMatchObject({ status: "queued", claim_token: null, worker_name: null });
    expect(await reconcileRuns(open.queue(queueOf.target), STALE_MS)).toEqual([claim.runId]);
    expect(await claimRun(claim.runId, "worker-2", STALE_MS)).toMatchObject({ attempts: 2 });
  });

  test("progress never says more done than there is", async () => {
    const claim = await claimNew();
    await reportProgress(claim, "import", 12, 10);
    expect(await read(claim.runId)).toMatchObject({ phase: "import", steps_done: 12, steps_total: 12 });
  });
});

describe("ending", () => {
  test("a silent run is delivered again, until it has ended five workers; then it fails", async () => {
    const queue = open.queue(queueOf.target);
    let claim = await claimNew();
    const portalId = await insertPortal(claim.runId);
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await silence(claim.runId);
      expect(await reconcileRuns(queue, STALE_MS)).toEqual(attempt === 2 ? [] : [claim.runId]);
      // The first was never dispatched: it was claimed by hand.
      await watcher.query("update run set dispatched_at = now() - interval '1 hour' where id = $1", [claim.runId]);
      claim = (await claimRun(claim.runId, "worker-2", STALE_MS)) ?? claim;
      expect(claim.attempts).toBe(attempt);
    }
    await silence(claim.runId);
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([]);
    expect(await read(claim.runId)).toMatchObject({ status: "failed", error_code: "run-abandoned", phase: null });
    expect((await read(claim.runId)).ended_at).not.toBeNull();
    const portals = await watcher.query("select portal_id, status, error_code from run_portal");
    expect(portals.rows).toEqual([{ portal_id: portalId, status: "failed", error_code: "run-abandoned" }]);
    expect(await heartbeat(claim)).toBe("fenced");
  });

  test("a queued run that is cancelled has ended; a running one is asked to", async () => {
    const { runId } = await createRun({ kind: "recalculation", trigger: "manual" });
    expect(await requestCancel(runId)).toBe(true);
    expect(await read(runId)).toMatchObject({ status: "cancelled" });
    expect((await read(runId)).ended_at).not.toBeNull();
    expect(await requestCancel(runId)).toBe(false);

    const claim = await claimNew();
    expect(await requestCancel(claim.runId)).toBe(true);
    const asked = await read(claim.runId);
    expect(asked).toMatchObject({ status: "running", ended_at: null });
    expect(asked.cancel_requested_at).not.toBeNull();
    expect(await requestCancel(claim.runId)).toBe(true);
    expect((await read(claim.runId)).cancel_requested_at).toEqual(asked.cancel_requested_at);
  });

  test("cancelling a run and taking it up at the same time has one outcome", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { runId } = await createRun({ kind: "import", trigger: "manual" });
      const [claim, isAsked] = await Promise.all([claimRun(runId, "worker-1", STALE_MS), requestCancel(runId)]);
      expect(isAsked).toBe(true);
      expect(await read(runId)).toMatchObject(claim ? { status: "running" } : { status: "cancelled" });
      if (claim) {
        expect(await heartbeat(claim)).toBe("cancel");
        await finishRun(claim, { status: "cancelled" });
      }
    }
  });

  test("a portal that a run leaves unfinished ends with it; finished ones stay as they are", async () => {
    const claim = await claimNew();
    const done = await insertPortal(claim.runId, "succeeded");
    const half = await insertPortal(claim.runId, "running");
    const untouched = await insertPortal(claim.runId, "queued");
    await finishRun(claim, { status: "cancelled" });
    const { rows } = await watcher.query(
      "select portal_id as id, status, ended_at is not null as ended from run_portal",
    );
    expect(new Map(rows.map(({ id, status, ended }) => [id, [status, ended]]))).toEqual(
      new Map([
        [done, ["succeeded", true]],
        [half, ["cancelled", true]],
        [untouched, ["cancelled", true]],
      ]),
    );
  });

  test("a run that was given back and is then cancelled ends its portals too", async () => {
    const claim = await claimNew();
    await insertPortal(claim.runId, "running");
    await releaseRun(claim);
    await requestCancel(claim.runId);
    const { rows } = await watcher.query("select status from run_portal");
    expect(rows).toEqual([{ status: "cancelled" }]);
  });
});
