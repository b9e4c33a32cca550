import path from "node:path";
import { Redis } from "ioredis";
import { afterEach, describe, expect, inject, test } from "vitest";
import { findFreePort } from "@/scripts/lib/ports";
import type { TestProcess } from "@/tests/support/processes";
import { startRedisAt } from "@/tests/support/redis-to-kill";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";
import { eventually } from "@/tests/support/wait";
import {
  backends,
  expectComplianceTruth,
  expectPortalsOnce,
  expectTruth,
  STALE_MS,
  type Stage,
  setStage,
} from "./stage";

let stage: Stage;
let proxy: TcpProxy | undefined;
afterEach(async () => {
  await stage.end();
  await proxy?.close();
  proxy = undefined;
});

async function startProxy(): Promise<TcpProxy> {
  proxy = await startTcpProxy(stage.databaseUrl);
  return proxy;
}

/** The worker was not heard of for as long as makes another one take its runs over. */
const untilStale = (runId: number) =>
  eventually(
    async () =>
      (
        await stage.query(
          "select 1 from run where id = $1 and (status = 'queued' or heartbeat_at < now() - $2 * interval '1 millisecond')",
          [runId, STALE_MS],
        )
      ).length === 1,
    { timeoutMs: 10 * STALE_MS },
  );

describe("PostgreSQL is away in the middle of an import", () => {
  test.each(backends)(
    "connections are cut: the run ends in truth when it is back, the queue on %s",
    async (backend) => {
      stage = await setStage({ backend });
      const { url, cut, resume } = await startProxy();
      await stage.holdUsersPage(1, 2_000);
      const worker = await stage.worker({ DATABASE_URL: url(stage.databaseUrl) });
      const runId = await stage.startRun();
      await stage.pagesAsked(2);
      const logged = worker.log().length;
      cut();
      await untilStale(runId);
      // It waits, it does not spin: a person will read this log.
      expect(worker.log().slice(logged).split("\n").length).toBeLessThan(300);
      expect(worker.isRunning()).toBe(true);
      resume();
      expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
      await expectPortalsOnce(stage, runId);
      await expectTruth(stage);
      await stage.quiet();
      await expectComplianceTruth(stage);
    },
  );

  test("connections are cut while the merge waits: nothing of it is there, and later all of it", async () => {
    stage = await setStage();
    const { url, cut, resume } = await startProxy();
    const lock = await stage.lock("portal", "id = $1", [stage.portals[0]]);
    await stage.worker({ DATABASE_URL: url(stage.databaseUrl) });
    const runId = await stage.startRun();
    await stage.waitForBlocked(1, "%from portal where id%");
    cut();
    await lock.release();
    await untilStale(runId);
    expect(await stage.query("select 1 from contact")).toEqual([]);
    resume();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
    await stage.quiet();
  });

  test("the line dies without a word: another worker takes the run over, and the first one comes back", async () => {
    stage = await setStage();
    const { url, stall, resume } = await startProxy();
    await stage.holdUsersPage(1);
    const first = await stage.worker({ DATABASE_URL: url(stage.databaseUrl) });
    const runId = await stage.startRun();
    await stage.pagesAsked(2);
    stall();
    const second = await stage.worker();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await stage.quiet();
    await expectTruth(stage);
    await second.stop();
    resume();
    expect(first.isRunning()).toBe(true);
    expect(await stage.ended(await stage.startRun())).toMatchObject({ status: "succeeded" });
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
    await stage.quiet();
  });

  test("the server ends every connection, as at a restart: the run ends in truth", async () => {
    stage = await setStage();
    await stage.holdUsersPage(1, 1_500);
    const worker = await stage.worker();
    const runId = await stage.startRun();
    await stage.pagesAsked(2);
    await stage.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    expect(worker.isRunning()).toBe(true);
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
    await stage.quiet();
  });
});

describe("Redis is killed in the middle of an import, and starts again empty", () => {
  let redis: TestProcess;
  afterEach(() => redis.stop());

  test("the import ends, what waits is delivered anew, and schedules are set anew", async () => {
    const port = await findFreePort();
    const folder = path.join(inject("runFolder"), "own-redis");
    redis = await startRedisAt(port, folder);
    stage = await setStage({ backend: "Redis", redisUrl: `redis://127.0.0.1:${port}` });
    await stage.query("update server_task set is_enabled = true where key = 'import'");
    await stage.holdUsersPage(1, 2_000);
    const worker = await stage.worker();
    const importId = await stage.startRun();
    await stage.pagesAsked(2);
    redis.kill("SIGKILL");
    await redis.exited;
    // Asked for while Redis is away.
    const waitingId = await stage.startRun("recalculation");
    redis = await startRedisAt(port, folder);
    expect(await stage.ended(importId)).toMatchObject({ status: "succeeded" });
    expect(await stage.ended(waitingId)).toMatchObject({ status: "succeeded" });
    await expectPortalsOnce(stage, importId);
    await expectTruth(stage);
    await stage.quiet();
    await expectComplianceTruth(stage);
    expect(worker.isRunning()).toBe(true);
    const client = new Redis(port, "127.0.0.1");
    try {
      await eventually(async () => (await client.keys("*:seatwise:repeat")).length === 1);
    } finally {
      client.disconnect();
    }
  });
});
