import path from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { createContoso } from "@/demo/server";
import { findFreePort } from "@/scripts/lib/ports";
import type { TestProcess } from "@/tests/support/processes";
import { startRedisAt } from "@/tests/support/redis-to-kill";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";
import { eventually } from "@/tests/support/wait";
import { expectComplianceTruth, expectPortalsOnce, expectTruth, STALE_MS, type Stage, setStage } from "./stage";

const PORTALS = 40;
const WORKERS = 3;
/** Of a machine that has much else to do. */
const PATIENCE_MS = 120_000;
const SEED = 20_260_301;

let stage: Stage;
let proxy: TcpProxy | undefined;
let redis: TestProcess | undefined;
afterEach(async () => {
  await stage?.end();
  await proxy?.close();
  await redis?.stop();
});

/** Mulberry32: the same trouble in the same order each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const createTenants = () =>
  Array.from({ length: PORTALS }, (_, index) =>
    createContoso({
      userCount: 40,
      seed: 100 + index,
      tenantId: `3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c${(0x8b00 + index).toString(16)}`,
      displayName: `Company ${String(index).padStart(2, "0")}`,
      domain: `company${index}.example`,
    }),
  );

/**
 * Writes down each time that a portal or a run changes hands while somebody has it: how long that one had been silent. A claim
 * that is taken from a worker that was heard of a moment ago would be work done twice at once.
 */
async function watchTakeovers(): Promise<() => Promise<{ what: string; silentMs: number }[]>> {
  await stage.query(`
    create table takeover (what text, silent interval);
    create function note_takeover() returns trigger language plpgsql as $$ begin
      insert into takeover values (tg_table_name, clock_timestamp() - old.heartbeat_at); return null; end $$;
    create trigger note after update on import_claim for each row when (old.token <> new.token) execute function note_takeover();
    create trigger note after update on run for each row
      when (old.claim_token <> new.claim_token and old.status = 'running') execute function note_takeover();`);
  return () =>
    stage.query<{ what: string; silentMs: number }>(
      `select what, (extract(epoch from silent) * 1000)::int as "silentMs" from takeover`,
    );
}

test(`${WORKERS} workers, ${PORTALS} portals, and all that can break does: every portal ends in truth, every run once`, async () => {
  const port = await findFreePort();
  const redisFolder = path.join(inject("runFolder"), "chaos-redis");
  redis = await startRedisAt(port, redisFolder);
  stage = await setStage({ backend: "Redis", redisUrl: `redis://127.0.0.1:${port}`, tenants: createTenants() });
  proxy = await startTcpProxy(stage.databaseUrl);
  const { url, cut, stall, resume } = proxy;
  const takeovers = await watchTakeovers();
  stage.demo.faults.add({ kind: "slow", route: "users", ms: 250, times: null });

  const random = randomFrom(SEED);
  const startOne = () => stage.worker({ DATABASE_URL: url(stage.databaseUrl), IMPORT_PORTAL_CONCURRENCY: "2" });
  const alive = await Promise.all(Array.from({ length: WORKERS }, startOne));
  const killOne = async () => {
    const index = Math.floor(random() * alive.length);
    alive[index]?.kill("SIGKILL");
    alive[index] = await startOne();
  };
  const isSilent = async () =>
    (
      await stage.query(
        "select 1 from run where status = 'running' and heartbeat_at < now() - $1 * interval '1 millisecond'",
        [STALE_MS / 2],
      )
    ).length > 0;
  const troubles: [string, () => Promise<unknown>][] = [
    ["a worker is killed", killOne],
    [
      "the network to the database is gone",
      async () => {
        cut();
        await eventually(isSilent, { timeoutMs: PATIENCE_MS });
        resume();
      },
    ],
    ["a worker is killed", killOne],
    [
      "Redis is killed and starts again empty",
      async () => {
        redis?.kill("SIGKILL");
        await redis?.exited;
        redis = await startRedisAt(port, redisFolder);
      },
    ],
    ["a worker is killed", killOne],
    [
      "the line to the database is dead without a word",
      async () => {
        stall();
        await eventually(isSilent, { timeoutMs: PATIENCE_MS });
        resume();
      },
    ],
    ["a worker is killed", killOne],
    [
      "the database ends every connection, as at a restart",
      () =>
        stage.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'seatwise%'",
        ),
    ],
    ["a worker is killed", killOne],
  ];

  const all = await stage.startRun("import");
  const one = await stage.startRun("import", stage.portals[7]);
  // Trouble comes with the work's progress, not with the clock: so it meets the same moment on a slow machine.
  const every = Math.floor(PORTALS / (troubles.length + 1));
  for (const [index, [, trouble]] of troubles.entries()) {
    await eventually(
      async () => {
        const [row] = await stage.query<{ done: number }>(
          "select count(*)::int as done from run_portal where run_id = $1 and ended_at is not null",
          [all],
        );
        return (row?.done ?? 0) >= every * index + 1;
      },
      { timeoutMs: PATIENCE_MS },
    );
    await trouble();
  }

  expect(await stage.ended(all, PATIENCE_MS)).toMatchObject({ status: "succeeded", errorCode: null });
  expect(await stage.ended(one, PATIENCE_MS)).toMatchObject({ status: "succeeded", errorCode: null });
  await stage.quiet(PATIENCE_MS);
  await expectPortalsOnce(stage, all);
  await expectTruth(stage);
  await expectComplianceTruth(stage);
  const changes = await takeovers();
  expect(changes.length, "the troubles were met in the middle of work").toBeGreaterThan(3);
  expect(changes.filter(({ silentMs }) => silentMs < STALE_MS)).toEqual([]);
  expect(await stage.query("select 1 from import_claim")).toEqual([]);
  expect(await stage.query("select 1 from run where ended_at is null or status in ('queued', 'running')")).toEqual([]);
  const helped = await stage.query("select distinct worker_name from run_portal where run_id = $1", [all]);
  expect(helped.length, "the portals were shared").toBeGreaterThan(1);
}, 600_000);
