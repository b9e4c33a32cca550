import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openQueue, openWorker, type QueueTarget } from "@/lib/jobs/queue";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";
import { eventually, eventuallyPasses } from "@/tests/support/wait";
import {
  type Backend,
  backends,
  createOpener,
  createTarget,
  readdress,
  schemaOf,
  serverUrlOf,
  type Taken,
  withClosedPort,
} from "./backends";

const HOUR_MS = 3_600_000;
/** A person waits: longer than this is not failing fast. */
const FAST_MS = 4_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const runIds = (taken: readonly Taken[]) => taken.map(({ data }) => ("runId" in data ? data.runId : null));
const tcpSockets = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;

/** What earlier tests closed, the system may take a moment to forget. */
async function settledTcpSockets(): Promise<number> {
  let last = -1;
  await eventually(
    () => {
      const now = tcpSockets();
      const isSettled = now === last;
      last = now;
      return isSettled;
    },
    { intervalMs: 100 },
  );
  return last;
}

describe.each(backends)("the queue on %s", (backend: Backend) => {
  const open = createOpener();
  let target: QueueTarget;
  beforeEach(async () => {
    target = await createTarget(backend, database.url);
  });
  afterEach(() => open.closeAll());

  async function startProxy(): Promise<{ proxy: TcpProxy; proxied: QueueTarget }> {
    const proxy = await startTcpProxy(serverUrlOf(target));
    open.later(() => proxy.close());
    return { proxy, proxied: readdress(target, proxy.url) };
  }

  /** Jobs are taken up in order: when this one was, every earlier one was or never will be. */
  async function drain(taken: readonly Taken[]): Promise<void> {
    await open.queue(target).add("execute-run", { runId: 999_999 }, `drain-${taken.length}`);
    await eventually(() => runIds(taken).includes(999_999));
  }

  test("what one process adds another takes up", async () => {
    const { taken } = await open.worker(target);
    await open.queue(target).add("execute-run", { runId: 7 }, "run-7-1");
    await eventually(() => taken.length === 1);
    expect(taken[0]).toMatchObject({ name: "execute-run", data: { runId: 7 } });
  });

  test("what was added while no worker was there waits", async () => {
    const queue = open.queue(target);
    for (const runId of [1, 2, 3]) await queue.add("execute-run", { runId }, `run-${runId}-1`);
    const { taken } = await open.worker(target);
    await eventually(() => taken.length === 3);
    expect(runIds(taken)).toEqual([1, 2, 3]);
  });

  test("the same job id twice is one job, also when it is added by many at once", async () => {
    const queue = open.queue(target);
    await Promise.all(Array.from({ length: 20 }, () => queue.add("execute-run", { runId: 1 }, "run-1-1")));
    const { taken } = await open.worker(target);
    await drain(taken);
    expect(runIds(taken)).toEqual([1, 999_999]);
  });

  test("a finished job leaves nothing behind, and its id may be used again", async () => {
    const queue = open.queue(target);
    const { taken } = await open.worker(target);
    await queue.add("execute-run", { runId: 1 }, "run-1-1");
    const raw = open.rawQueue(target);
    await eventuallyPasses(async () => {
      expect(taken).toHaveLength(1);
      expect(Object.values(await raw.getJobCounts()).reduce((sum, count) => sum + count, 0)).toBe(0);
    });
    await queue.add("execute-run", { runId: 1 }, "run-1-1");
    await eventually(() => taken.length === 2);
  });

  test("a payload that is not of its kind's shape is refused by the producer", async () => {
    const queue = open.queue(target);
    await expect(queue.add("execute-run", { runId: "7" } as never, "a")).rejects.toThrow("runId");
    await expect(queue.add("execute-run", { runId: 7, secret: "x" } as never, "b")).rejects.toThrow("secret");
    await expect(queue.add("start-task", { taskKey: "" }, "c")).rejects.toThrow("taskKey");
    expect(await open.rawQueue(target).count()).toBe(0);
  });

  test("a payload that is not of its kind's shape never reaches the code of a job", async () => {
    const raw = open.rawQueue(target);
    await raw.add("execute-run", { runId: -1 }, { jobId: "bad-1" });
    await raw.add("start-task", { runId: 1 }, { jobId: "bad-2" });
    const { taken } = await open.worker(target);
    await drain(taken);
    expect(runIds(taken)).toEqual([999_999]);
  });

  test("a job of a kind that nobody knows any more is dropped", async () => {
    const raw = open.rawQueue(target);
    await raw.add("send-newsletter", { to: "all" }, { jobId: "old-1", removeOnComplete: true, removeOnFail: true });
    await raw.add("toString", {}, { jobId: "old-2", removeOnComplete: true, removeOnFail: true });
    const { taken } = await open.worker(target);
    await drain(taken);
    expect(runIds(taken)).toEqual([999_999]);
    await eventuallyPasses(async () => expect(await raw.count()).toBe(0));
  });

  test("a job that fails is not tried again by the queue: the run's row decides", async () => {
    let calls = 0;
    const worker = openWorker(
      target,
      async () => {
        calls += 1;
        throw new Error("broken");
      },
      1,
    );
    open.later(() => worker.close());
    const queue = open.queue(target);
    await queue.add("execute-run", { runId: 1 }, "run-1-1");
    await queue.add("execute-run", { runId: 2 }, "run-2-1");
    await eventually(() => calls >= 2);
    const raw = open.rawQueue(target);
    await eventuallyPasses(async () =>
      expect(await raw.getJobCounts("failed", "wait", "delayed", "active")).toEqual({
        failed: 0,
        wait: 0,
        delayed: 0,
        active: 0,
      }),
    );
    expect(calls).toBe(2);
  });

  test("[S47] schedules are added, moved and removed", async () => {
    const queue = open.queue(target);
    const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
    const [first, second, third] = [inHours(5), inHours(1), inHours(2)];
    await queue.setSchedules([
      { key: "import", at: first },
      { key: "recalculation", at: second },
    ]);
    expect(await queue.nextDue()).toEqual(
      new Map([
        ["import", first],
        ["recalculation", second],
      ]),
    );
    await queue.setSchedules([{ key: "import", at: third }]);
    expect(await queue.nextDue()).toEqual(new Map([["import", third]]));
    await queue.setSchedules([]);
    expect(await queue.nextDue()).toEqual(new Map());
    expect(await open.rawQueue(target).getDelayedCount()).toBe(0);
  });

  test("[S47] setting the same schedules again, from any number of processes, does not move the next due time", async () => {
    const schedules = [{ key: "import", at: new Date(Date.now() + 5 * HOUR_MS) }];
    const queue = open.queue(target);
    await queue.setSchedules(schedules);
    const other = open.queue(target);
    await Promise.all([queue.setSchedules(schedules), other.setSchedules(schedules), other.setSchedules(schedules)]);
    expect(await other.nextDue()).toEqual(new Map([["import", schedules[0]?.at]]));
    expect(await open.rawQueue(target).getDelayedCount()).toBe(1);
  });

  test("[S47] a worker that starts anew does not start an extra run", async () => {
    const schedules = [{ key: "import", at: new Date(Date.now() + 5 * HOUR_MS) }];
    const taken: Taken[] = [];
    for (let start = 0; start < 3; start += 1) {
      const { close } = await open.worker(target, taken);
      const queue = openQueue(target);
      await queue.setSchedules(schedules);
      await queue.close();
      await close();
    }
    await open.worker(target, taken);
    await drain(taken);
    expect(runIds(taken)).toEqual([999_999]);
  });

  test("[S47] a schedule wakes a worker when it is due and not before, and again where it is moved", async () => {
    const { taken } = await open.worker(target);
    const queue = open.queue(target);
    for (let round = 1; round <= 2; round += 1) {
      const at = new Date(Date.now() + 300);
      await queue.setSchedules([{ key: "import", at }]);
      await eventually(() => taken.length === round);
      expect(taken[round - 1]).toMatchObject({ name: "start-task", data: { taskKey: "import" } });
      expect((taken[round - 1]?.atMs ?? 0) - at.getTime()).toBeGreaterThanOrEqual(-20);
    }
    // Nobody has moved it: it will wake somebody again.
    const next = (await queue.nextDue()).get("import")?.getTime() ?? 0;
    expect(next).toBeGreaterThan(Date.now());
    expect(next).toBeLessThanOrEqual(Date.now() + 60_000);
  });

  test("[S47] what is overdue wakes a worker at once, once for any number of processes that say so", async () => {
    const { taken } = await open.worker(target);
    const schedules = [{ key: "import", at: new Date(Date.now() - 10 * HOUR_MS) }];
    await open.queue(target).setSchedules(schedules);
    await eventually(() => taken.length === 1);
    await open.queue(target).setSchedules(schedules);
    await open.queue(target).setSchedules(schedules);
    await drain(taken);
    expect(runIds(taken)).toEqual([null, 999_999]);
  });

  test("[S47] a schedule whose next job was lost with a worker is revived", async () => {
    const queue = open.queue(target);
    const { taken } = await open.worker(target);
    await queue.setSchedules([{ key: "import", at: new Date(Date.now() + HOUR_MS) }]);
    await loseScheduledJob(backend, target);
    await queue.setSchedules([{ key: "import", at: new Date(Date.now() - 9 * HOUR_MS) }]);
    await eventually(() => taken.length === 1);
    expect(taken[0]).toMatchObject({ name: "start-task", data: { taskKey: "import" } });
  });

  test("two installations that share a server have a queue each", async () => {
    const theirs = await createTarget(backend, database.url);
    const { taken: ours } = await open.worker(target);
    const { taken: theirTaken } = await open.worker(theirs);
    await open.queue(target).add("execute-run", { runId: 1 }, "run-1-1");
    await open.queue(theirs).add("execute-run", { runId: 2 }, "run-1-1");
    await open.queue(theirs).setSchedules([{ key: "import", at: new Date(Date.now() + HOUR_MS) }]);
    await eventually(() => ours.length === 1 && theirTaken.length === 1);
    expect([runIds(ours), runIds(theirTaken)]).toEqual([[1], [2]]);
    expect((await open.queue(target).nextDue()).size).toBe(0);
  });

  test("a producer without a server says so soon, and ends", async () => {
    const queue = openQueue(readdress(target, withClosedPort));
    const before = performance.now();
    await expect(queue.add("execute-run", { runId: 1 }, "run-1-1")).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(FAST_MS);
    await queue.close();
    expect(performance.now() - before).toBeLessThan(2 * FAST_MS);
  });

  test("a producer that was born while its server was away works when it is back", async () => {
    const { proxy, proxied } = await startProxy();
    proxy.cut();
    const queue = open.queue(proxied);
    await expect(queue.add("execute-run", { runId: 1 }, "run-1-1")).rejects.toThrow();
    await expect(queue.setSchedules([{ key: "import", at: new Date(Date.now() + HOUR_MS) }])).rejects.toThrow();
    await expect(queue.nextDue()).rejects.toThrow();
    proxy.resume();
    await eventuallyPasses(() => queue.add("execute-run", { runId: 2 }, "run-2-1"), { timeoutMs: 10_000 });
    const { taken } = await open.worker(target);
    await drain(taken);
    // What was refused was refused: it does not turn up later.
    expect(runIds(taken)).toEqual([2, 999_999]);
  });

  test.each(["cut", "stall"] as const)(
    "a producer whose line is %s fails fast and works when it is back",
    async (how) => {
      const { proxy, proxied } = await startProxy();
      const queue = open.queue(proxied);
      await queue.add("execute-run", { runId: 1 }, "run-1-1");
      proxy[how]();
      for (const runId of [2, 3]) {
        const before = performance.now();
        await expect(queue.add("execute-run", { runId }, `run-${runId}-1`)).rejects.toThrow();
        expect(performance.now() - before).toBeLessThan(FAST_MS);
      }
      proxy.resume();
      await eventuallyPasses(() => queue.add("execute-run", { runId: 4 }, "run-4-1"), { timeoutMs: 10_000 });
      const { taken } = await open.worker(target);
      await drain(taken);
      expect(runIds(taken)).toContain(1);
      expect(runIds(taken)).toContain(4);
    },
  );

  test.each(["cut", "stall"] as const)("a worker whose line is %s waits, and goes on when it is back", async (how) => {
    const { proxy, proxied } = await startProxy();
    const { taken } = await open.worker(proxied);
    const queue = open.queue(target);
    await queue.add("execute-run", { runId: 1 }, "run-1-1");
    await eventually(() => taken.length === 1);
    proxy[how]();
    await queue.add("execute-run", { runId: 2 }, "run-2-1");
    await expect(
      eventually(() => taken.length > 1, { timeoutMs: 700 }),
      "nothing comes through a line that is away",
    ).rejects.toThrow();
    proxy.resume();
    // The answer that gave it the job may be what was cut off: then nobody has it until its lock has ended.
    await eventually(() => runIds(taken).includes(2), { timeoutMs: 25_000 });
    expect(runIds(taken)[0]).toBe(1);
  });

  test("a job that was taken up and never heard of again is delivered anew", async () => {
    const lost = open.rawWorker(target);
    await lost.waitUntilReady();
    await open.queue(target).add("execute-run", { runId: 1 }, "run-1-1");
    // As one whose line is cut while the server answers: it has the job, and nobody knows.
    expect(await lost.getNextJob("token", { block: false })).toMatchObject({ data: { runId: 1 } });
    const { taken } = await open.worker(target);
    await eventually(() => taken.length > 0, { timeoutMs: 25_000 });
    expect(runIds(taken)).toEqual([1]);
  });

  test("close() leaves no connection open", async () => {
    const before = await settledTcpSockets();
    const queue = openQueue(target);
    const worker = openWorker(target, async () => {}, 4);
    await worker.untilReady();
    await queue.setSchedules([{ key: "import", at: new Date(Date.now() + HOUR_MS) }]);
    expect(tcpSockets()).toBeGreaterThan(before);
    await worker.close();
    await queue.close();
    await eventuallyPasses(() => expect(tcpSockets()).toBeLessThanOrEqual(before));
  });
});

/** What a kill between taking a scheduled job up and adding the next one leaves: a schedule that is overdue for ever. */
async function loseScheduledJob(backend: Backend, target: QueueTarget): Promise<void> {
  const longAgo = Date.now() - 10 * HOUR_MS;
  if (backend === "Redis") {
    const redis = new Redis(inject("redisUrl"));
    const key = (name: string) => `${target.queuePrefix}:seatwise:${name}`;
    try {
      const jobs = await redis.zrange(key("delayed"), "0", "-1");
      expect(jobs).toHaveLength(1);
      for (const job of jobs) await redis.del(key(job));
      await redis.del(key("delayed"), key("marker"));
      expect(await redis.zadd(key("repeat"), "XX", "CH", String(longAgo), "import")).toBe(1);
    } finally {
      redis.disconnect();
    }
    return;
  }
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  try {
    const lost = await client.query(`delete from ${schemaOf(target)}.job where scheduler_id = 'import'`);
    expect(lost.rowCount).toBe(1);
    const moved = await client.query(
      `update ${schemaOf(target)}.scheduler set next_run_ms = $1 where scheduler_id = 'import'`,
      [longAgo],
    );
    expect(moved.rowCount).toBe(1);
  } finally {
    await client.end();
  }
}
