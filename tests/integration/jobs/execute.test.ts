import { describe, expect, test } from "vitest";
import { pool, withConnection } from "@/lib/db/pool";
import { executeRun, type RunBody } from "@/lib/jobs/execute";
import { claimRun, createRun, requestCancel } from "@/lib/jobs/runs";
import { eventually, eventuallyPasses } from "@/tests/support/wait";
import { prepareRuns, racers, read, STALE_MS, watcher } from "./run-world";

prepareRuns();

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
