import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import type { QueueTarget } from "@/lib/jobs/queue";
import { type Claim, claimRun, createRun } from "@/lib/jobs/runs";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { createOpener, createTarget } from "./backends";

export const STALE_MS = 60_000;
export const racers = <T>(race: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, i) => race(i)));

let database: TestDatabase;
let client: pg.Client;

/** The test's own look at the rows, beside the pool of the code under test. */
export const watcher = { query: (text: string, values: unknown[] = []) => client.query(text, values) };
/** What a test opens here is closed at its end. */
export const open = createOpener();
/** A queue on PostgreSQL of each test's own. */
export const queueOf: { target: QueueTarget } = { target: { databaseUrl: "", redisUrl: null, queuePrefix: "" } };

/** A database of the file's own with no run in it, before each of its tests. */
export function prepareRuns(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    process.env.DATABASE_URL = database.url;
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await closeDatabase();
    await database.drop();
  });
  beforeEach(async () => {
    queueOf.target = await createTarget("PostgreSQL", database.url);
  });
  afterEach(async () => {
    await open.closeAll();
    await client.query("truncate run, run_portal, log_line, portal cascade");
    await client.query("update server_task set is_enabled = key <> 'catalogue'");
  });
}

export const read = async (runId: number) => (await watcher.query("select * from run where id = $1", [runId])).rows[0];
export const readAll = async () => (await watcher.query("select * from run order by id")).rows;
/** As if the worker had not been heard of for longer than anybody waits. */
export const silence = (runId: number) =>
  watcher.query(
    "update run set heartbeat_at = heartbeat_at - interval '1 hour', dispatched_at = dispatched_at - interval '1 hour' where id = $1",
    [runId],
  );

export async function claimNew(): Promise<Claim> {
  const { runId } = await createRun({ kind: "import", trigger: "manual" });
  const claim = await claimRun(runId, "worker-1", STALE_MS);
  if (!claim) throw new Error("a new run can be claimed");
  return claim;
}

export async function takeOver(claim: Claim): Promise<Claim> {
  await silence(claim.runId);
  const taken = await claimRun(claim.runId, "worker-2", STALE_MS);
  if (!taken) throw new Error("a silent run can be taken over");
  return taken;
}

export async function insertPortal(runId: number, status = "running"): Promise<string> {
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
