import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, inTransaction, pool, withConnection } from "@/lib/db/pool";
import { executeRun, type RunBody } from "@/lib/jobs/execute";
import type { QueueTarget } from "@/lib/jobs/queue";
import {
  assertFence,
  type Claim,
  claimRun,
  createRun,
  dispatchRun,
  FencedError,
  finishRun,
  heartbeat,
  isRecalculationDue,
  reconcileRuns,
  releaseRun,
  reportProgress,
  requestCancel,
  startRun,
} from "@/lib/jobs/runs";
import { followRuns } from "@/lib/server-tasks/schedule";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { eventually, eventuallyPasses } from "@/tests/support/wait";
import { createOpener, createTarget, readdress, withClosedPort } from "./backends";

const STALE_MS = 60_000;
const racers = <T>(race: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 20 }, (_, i) => race(i)));

let database: TestDatabase;
let watcher: pg.Client;
let target: QueueTarget;
const open = createOpener();

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  watcher = new pg.Client({ connectionString: database.url });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await closeDatabase();
  await database.drop();
});
beforeEach(async () => {
  target = await createTarget("PostgreSQL", database.url);
});
afterEach(async () => {
  await open.closeAll();
  await watcher.query("truncate run, run_portal, log_line, portal cascade");
  await watcher.query("update server_task set is_enabled = key <> 'catalogue'");
});

const read = async (runId: number) => (await watcher.query("select * from run where id = $1", [runId])).rows[0];
const readAll = async () => (await watcher.query("select * from run order by id")).rows;
/** As if the worker had not been heard of for longer than anybody waits. */
const silence = (runId: number) =>
  watcher.query(
    "update run set heartbeat_at = heartbeat_at - interval '1 hour', dispatched_at = dispatched_at - interval '1 hour' where id = $1",
    [runId],
  );

async function claimNew(): Promise<Claim> {
  const { runId } = await createRun({ kind: "import", trigger: "manual" });
  const claim = await claimRun(runId, "worker-1", STALE_MS);
  if (!claim) throw new Error("a new run can be claimed");
  return claim;
}

async function takeOver(claim: Claim): Promise<Claim> {
  await silence(claim.runId);
  const taken = await claimRun(claim.runId, "worker-2", STALE_MS);
  if (!taken) throw new Error("a silent run can be taken over");
  return taken;
}

async function insertPortal(runId: number, status = "running"): Promise<string> {
  const id = randomUUID();
  await watcher.query(
    "insert into portal (id, name, tenant_id, client_id) values ($1::uuid, $1::text, $1::uuid, $1::uuid)",
    [id],
  );
  await watcher.query(
    `insert into run_portal (run_id, portal_id, status, ended_at)
     values ($1, $2, $3::run_portal_status, case when $3 in ('queued', 'running') then null else now() end)`,
    [runId, id, status],
  );
  return id;
}

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
    const away = open.queue(readdress(target, withClosedPort));
    const { runId, isNew } = await startRun(away, { kind: "import", trigger: "manual" });
    expect(isNew).toBe(true);
    expect(await read(runId)).toMatchObject({ status: "queued", dispatches: 1 });
    // As long as a job may still be under way nothing is delivered twice.
    const queue = open.queue(target);
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([]);
    await silence(runId);
    const { taken } = await open.worker(target);
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([runId]);
    await eventually(() => taken.length === 1);
    expect(taken[0]).toMatchObject({ name: "execute-run", data: { runId } });
    expect(await reconcileRuns(queue, STALE_MS)).toEqual([]);
  });

  test("a run whose process died between row and queue is delivered at once", async () => {
    const { runId } = await createRun({ kind: "import", trigger: "manual" });
    const { taken } = await open.worker(target);
    expect(await reconcileRuns(open.queue(target), STALE_MS)).toEqual([runId]);
    await eventually(() => taken.length === 1);
  });

  test("a run that has ended is not delivered any more", async () => {
    const claim = await claimNew();
    await finishRun(claim, { status: "succeeded" });
    const queue = open.queue(target);
    await dispatchRun(queue, claim.runId);
    expect(await read(claim.runId)).toMatchObject({ dispatches: 0 });
    expect(await open.rawQueue(target).count()).toBe(0);
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
    expect(await reconcileRuns(open.queue(target), STALE_MS)).toEqual([claim.runId]);
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
    const queue = open.queue(target);
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

describe("the fence", () => {
  const write = (claim: Claim, within: () => Promise<void>) =>
    withConnection((client) =>
      inTransaction(client, async () => {
        await client.query("insert into log_line (run_id, level, code) values ($1, 'info', 'written')", [claim.runId]);
        await assertFence(client, claim);
        await within();
      }),
    );
  const written = async () => (await watcher.query("select 1 from log_line where code = 'written'")).rowCount;

  test("a takeover waits until what was fenced is committed", async () => {
    const claim = await claimNew();
    let takeover: Promise<Claim | null> | undefined;
    let isTaken = false;
    await write(claim, async () => {
      await watcher.query("select 1");
      takeover = claimRun(claim.runId, "worker-2", -STALE_MS).finally(() => {
        isTaken = true;
      });
      await eventually(
        async () =>
          (
            await watcher.query(
              "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            )
          ).rowCount,
      );
      expect(isTaken).toBe(false);
      expect(await written()).toBe(0);
    });
    expect(await written()).toBe(1);
    expect(await takeover).toMatchObject({ attempts: 2 });
  });

  test("after a takeover nothing is written", async () => {
    const claim = await claimNew();
    await takeOver(claim);
    await expect(write(claim, async () => {})).rejects.toThrow(FencedError);
    expect(await written()).toBe(0);
  });

  test("after the end of the run nothing is written", async () => {
    const claim = await claimNew();
    await finishRun(claim, { status: "succeeded" });
    await expect(write(claim, async () => {})).rejects.toThrow(FencedError);
    expect(await written()).toBe(0);
  });

  test("portals of one run are fenced at the same time", async () => {
    const claim = await claimNew();
    await write(claim, () => write(claim, async () => {}));
    expect(await written()).toBe(2);
  });

  test("a heartbeat waits for a fenced transaction only until it is committed", async () => {
    const claim = await claimNew();
    let beat: Promise<string> | undefined;
    await write(claim, async () => {
      beat = heartbeat(claim);
    });
    expect(await beat).toBe("alive");
  });
});

describe("carrying out", () => {
  const options = { workerName: "worker-1", heartbeatMs: 50, staleMs: 5_000, shutdown: new AbortController().signal };
  const untilAborted: RunBody = ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    });
  const newRun = async () => (await createRun({ kind: "import", trigger: "manual" })).runId;

  test("what the body says is how the run ends, and it is carried out once however often it is delivered", async () => {
    const runId = await newRun();
    let calls = 0;
    const body: RunBody = async ({ progress }) => {
      calls += 1;
      await progress("import", 1, 2);
      return { status: "succeeded_with_warnings" };
    };
    const ends = await racers(() => executeRun(runId, () => body, options));
    expect(calls).toBe(1);
    expect(ends.filter((end) => end === "ended")).toHaveLength(1);
    expect(await read(runId)).toMatchObject({
      status: "succeeded_with_warnings",
      steps_done: 1,
      steps_total: 2,
      phase: null,
    });
  });

  test("a bug fails the run with an id that the log of the run names", async () => {
    const runId = await newRun();
    const body: RunBody = async () => {
      throw new TypeError("x is not a function");
    };
    expect(await executeRun(runId, () => body, options)).toBe("ended");
    const run = await read(runId);
    expect(run).toMatchObject({ status: "failed", error_code: "unexpected" });
    const { rows } = await watcher.query("select level, code, params from log_line where run_id = $1", [runId]);
    expect(rows).toEqual([{ level: "error", code: "unexpected", params: { errorId: run.error_id } }]);
  });

  test("a cancellation reaches the body, and the run is cancelled", async () => {
    const runId = await newRun();
    const execution = executeRun(runId, () => untilAborted, options);
    await eventually(async () => (await read(runId)).status === "running");
    await requestCancel(runId);
    expect(await execution).toBe("ended");
    expect(await read(runId)).toMatchObject({ status: "cancelled", error_code: null });
  });

  test("a takeover reaches the body, and the loser writes nothing", async () => {
    const runId = await newRun();
    const execution = executeRun(runId, () => untilAborted, options);
    await eventually(async () => (await read(runId)).status === "running");
    const winner = await claimRun(runId, "worker-2", -STALE_MS);
    expect(await execution).toBe("not-ours");
    expect(await read(runId)).toMatchObject({
      status: "running",
      claim_token: winner?.claimToken,
      worker_name: "worker-2",
    });
    expect((await watcher.query("select 1 from log_line")).rowCount).toBe(0);
  });

  test("a process that stops gives its run back", async () => {
    const runId = await newRun();
    const shutdown = new AbortController();
    const execution = executeRun(runId, () => untilAborted, { ...options, shutdown: shutdown.signal });
    await eventually(async () => (await read(runId)).status === "running");
    shutdown.abort();
    expect(await execution).toBe("given-back");
    expect(await read(runId)).toMatchObject({ status: "queued", claim_token: null });
  });

  test("a database that goes away under the body is no failure of the run", async () => {
    const runId = await newRun();
    const body: RunBody = async ({ signal }) => {
      await withConnection(async (client) => {
        const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
        await watcher.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
        await client.query("select pg_sleep(10)");
      }, signal);
      return { status: "succeeded" };
    };
    expect(await executeRun(runId, () => body, options)).toBe("given-back");
    expect(await read(runId)).toMatchObject({ status: "queued", error_code: null });
  });

  test("an abort ends the statement that is under way, on the server too", async () => {
    const runId = await newRun();
    const body: RunBody = async ({ signal }) => {
      await withConnection((client) => client.query("select pg_sleep(60) -- long"), signal);
      return { status: "succeeded" };
    };
    const sleeping = "select 1 from pg_stat_activity where state = 'active' and query = 'select pg_sleep(60) -- long'";
    const execution = executeRun(runId, () => body, options);
    await eventually(async () => (await watcher.query(sleeping)).rowCount === 1);
    await requestCancel(runId);
    expect(await execution).toBe("ended");
    expect(await read(runId)).toMatchObject({ status: "cancelled" });
    await eventuallyPasses(async () => expect((await watcher.query(sleeping)).rowCount).toBe(0));
  });

  test("long work takes no connection from short statements, however much of it there is", async () => {
    let isReleased = false;
    const works = racers(() => withConnection(() => eventually(() => isReleased)));
    await eventually(
      async () =>
        (
          await watcher.query(
            "select 1 from pg_stat_activity where datname = current_database() and application_name = 'seatwise work'",
          )
        ).rowCount === 20,
    );
    expect((await pool().query("select 1")).rowCount).toBe(1);
    isReleased = true;
    await works;
    await eventually(
      async () =>
        (
          await watcher.query(
            "select 1 from pg_stat_activity where datname = current_database() and application_name = 'seatwise work'",
          )
        ).rowCount === 0,
    );
  });
});

describe("what follows an import", () => {
  test("an import that brought something is followed by one recalculation, whoever asks and how often", async () => {
    const queue = open.queue(target);
    const claim = await claimNew();
    await insertPortal(claim.runId, "succeeded");
    expect(await isRecalculationDue(), "not while the import goes on").toBe(false);
    await finishRun(claim, { status: "succeeded" });
    await racers(() => followRuns(queue));
    const followers = (await readAll()).filter(({ kind }) => kind === "recalculation");
    expect(followers).toMatchObject([{ trigger: "after_import", status: "queued" }]);
    const follower = await claimRun(followers[0].id, "worker-1", STALE_MS);
    if (!follower) throw new Error("it is queued");
    expect(await isRecalculationDue()).toBe(false);
    await finishRun(follower, { status: "failed", errorCode: "unexpected" });
    // What fails is not tried over and over: the schedule comes round again.
    expect(await isRecalculationDue()).toBe(false);
  });

  test.each([
    ["failed", false],
    ["quarantined", false],
    ["superseded", false],
    ["succeeded_with_warnings", true],
  ])("an import whose portal is %s is followed: %s", async (status, isFollowed) => {
    const claim = await claimNew();
    await insertPortal(claim.runId, status);
    await finishRun(claim, { status: "succeeded_with_warnings" });
    expect(await isRecalculationDue()).toBe(isFollowed);
  });

  test("a cancelled import that had brought a portal already is followed too", async () => {
    const claim = await claimNew();
    await insertPortal(claim.runId, "succeeded");
    await insertPortal(claim.runId, "running");
    await finishRun(claim, { status: "cancelled" });
    expect(await isRecalculationDue()).toBe(true);
  });
});
