import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { expect, inject } from "vitest";
import { createContoso, type DemoTenant, startDemoTenant } from "@/demo/server";
import { computeTruth } from "@/demo/truth";
import { prepareQueue } from "@/lib/jobs/queue";
import { sealCredential } from "@/lib/portals/secrets";
import { createTestDatabase } from "@/tests/support/database";
import { startWorker, type TestProcess } from "@/tests/support/processes";
import { eventually } from "@/tests/support/wait";

export const backends = ["PostgreSQL", "Redis"] as const;
export type Backend = (typeof backends)[number];

/** A worker that has not been heard of for so long is taken for dead; long enough for a machine that is busy. */
export const STALE_MS = 3_000;
export const CLIENT_ID = "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94";
export const SECRET = "a~secret+with/odd&characters=";
const SECRET_KEY = "a key of the tests, long enough to be one";
/** Three pages. */
const USER_COUNT = 2_100;

export type RunRow = {
  id: number;
  kind: string;
  trigger: string;
  status: string;
  attempts: number;
  workerName: string | null;
  endedAt: Date | null;
  errorCode: string | null;
};

export type Stage = Awaited<ReturnType<typeof setStage>>;
type StageOptions = { backend?: Backend; tenants?: DemoTenant[]; redisUrl?: string };

/**
 * A database, a tenant for each portal, and as many workers as a test wants: child processes of the built worker. The test
 * watches from a connection of its own, which no proxy and no kill disturbs.
 */
export async function setStage(options: StageOptions = {}) {
  const { backend = "PostgreSQL", tenants = [createContoso({ userCount: USER_COUNT, seed: 11 })] } = options;
  const database = await createTestDatabase();
  const redisUrl = backend === "Redis" ? (options.redisUrl ?? inject("redisUrl")) : null;
  const queuePrefix = `f${randomBytes(4).toString("hex")}`;
  await prepareQueue({ databaseUrl: database.url, redisUrl, queuePrefix });
  const demo = await startDemoTenant({
    tenants,
    apps: tenants.map((tenant) => ({
      tenantId: tenant.id,
      clientId: CLIENT_ID,
      roles: ["User.Read.All", "Organization.Read.All"],
      secrets: [{ id: "one", value: SECRET }],
    })),
  });
  const client = new pg.Pool({ connectionString: database.url, max: 4 });
  client.on("error", () => {});
  // Sealing reads the configuration once; only the key matters here.
  Object.assign(process.env, { DATABASE_URL: database.url, SECRET_KEY });
  const portals = await insertPortals(client, tenants);
  // One run at a time: what a test starts is what it sees.
  // Nothing starts by the clock; a recalculation follows each import.
  await client.query(
    `update server_task set is_enabled = (key = 'recalculation'),
       start_condition = case when key = 'recalculation' then '{"kind":"manual"}' else start_condition end`,
  );

  const workers: TestProcess[] = [];
  const lockers: pg.Client[] = [];
  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<Row>(text, values)).rows;

  const stage = {
    demo,
    tenants,
    portals,
    query,
    databaseUrl: database.url,
    redisUrl,

    /** Started and ready. `env` replaces: a DATABASE_URL by way of a proxy, for instance. */
    async worker(env: Record<string, string> = {}): Promise<TestProcess> {
      const worker = startWorker({
        DATABASE_URL: database.url,
        QUEUE_PREFIX: queuePrefix,
        SECRET_KEY,
        M365_LOGIN_URL: demo.url,
        M365_GRAPH_URL: demo.url,
        RUN_HEARTBEAT_MS: "100",
        RUN_STALE_MS: String(STALE_MS),
        RECONCILE_INTERVAL_MS: "200",
        SHARE_INTERVAL_MS: "200",
        GRAPH_RETRY_BASE_MS: "20",
        DATA_DIR: path.join(inject("runFolder"), queuePrefix),
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        ...env,
      });
      workers.push(worker);
      await worker.waitForLog("worker ready", 60_000);
      return worker;
    },

    /** The row alone, as a web process leaves it whose queue is away: the workers find it. */
    async startRun(kind: "import" | "recalculation" | "full_recalculation" = "import", scope = "all"): Promise<number> {
      const rows = await query<{ id: number }>(
        "insert into run (kind, trigger, scope) values ($1::run_kind, 'manual', $2) returning id",
        [kind, scope],
      );
      return rows[0]?.id ?? 0;
    },

    async run(id: number): Promise<RunRow> {
      const [row] = await query<RunRow>(
        `select id, kind, trigger, status, attempts, worker_name as "workerName", ended_at as "endedAt", error_code as "errorCode"
         from run where id = $1`,
        [id],
      );
      if (!row) throw new Error(`no run ${id}`);
      return row;
    },

    /** Waits for the end of a run, whatever it is. */
    async ended(id: number, timeoutMs = 30_000): Promise<RunRow> {
      return eventually(
        async () => {
          const run = await stage.run(id);
          if (run.endedAt) return run;
          throw new Error(`run ${id} is ${run.status}\n${workers.map((worker) => worker.log()).join("\n---\n")}`);
        },
        { timeoutMs },
      );
    },

    /**
     * Every run has ended, and a recalculation has begun since each portal was imported. The portal's end counts, not its
     * run's: a recalculation may begin between the two, and has all of the portal's data.
     */
    async quiet(timeoutMs = 20_000): Promise<void> {
      await eventually(
        async () => {
          const [state] = await query<{ isOpen: boolean; isDue: boolean }>(
            `select exists (select from run where ended_at is null) as "isOpen",
                    exists (select from run_portal p join run i on i.id = p.run_id
                      where i.kind = 'import' and p.status in ('succeeded', 'succeeded_with_warnings')
                        and not exists (select from run r where r.kind = 'recalculation' and r.started_at >= p.ended_at)) as "isDue"`,
          );
          return state && !state.isOpen && !state.isDue;
        },
        { timeoutMs },
      );
    },

    /** Holds the answer to the first users' page after `afterPage`, or until the client gives up. */
    async holdUsersPage(afterPage: number, ms = 90_000, tenantId?: string) {
      demo.faults.add({ kind: "slow", route: "users", afterPage, ms, tenantId });
    },
    /** Waits until so many pages of users were asked for, of all portals together. */
    async pagesAsked(count: number): Promise<void> {
      await eventually(() => demo.requests.of("users").length >= count, { timeoutMs: 20_000 });
    },

    /** A row lock held by the test, by which it stops a worker at a point of its choice. */
    async lock(table: "portal" | "run" | "run_portal", where: string, values: unknown[]) {
      const locker = new pg.Client({ connectionString: database.url });
      locker.on("error", () => {});
      await locker.connect();
      lockers.push(locker);
      await locker.query("begin");
      await locker.query(`select 1 from ${table} where ${where} for no key update`, values);
      return { release: () => locker.query("rollback") };
    },
    /** A lock on a whole table that lets others read it, and not write. */
    async lockTable(table: "compliance") {
      const locker = new pg.Client({ connectionString: database.url });
      locker.on("error", () => {});
      await locker.connect();
      lockers.push(locker);
      await locker.query("begin");
      await locker.query(`lock table ${table} in share mode`);
      return { release: () => locker.query("rollback") };
    },
    /** Waits until as many statements as that wait for a lock. */
    async waitForBlocked(count = 1, pattern = "%"): Promise<void> {
      await eventually(
        async () => {
          const rows = await query(
            `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
            [pattern],
          );
          return rows.length >= count;
        },
        { timeoutMs: 20_000 },
      );
    },

    async end(): Promise<void> {
      for (const worker of workers) {
        worker.kill("SIGCONT");
        worker.kill("SIGKILL");
      }
      await Promise.all(workers.map((worker) => worker.exited));
      for (const locker of lockers) await locker.end();
      await client.end();
      await demo.stop();
      await database.drop();
    },
  };
  return stage;
}

async function insertPortals(client: pg.Pool, tenants: readonly DemoTenant[]): Promise<string[]> {
  const ids: string[] = [];
  for (const tenant of tenants) {
    const [portalId, credentialId] = [randomUUID(), randomUUID()];
    await client.query("insert into portal (id, name, tenant_id, client_id) values ($1, $2, $3, $4)", [
      portalId,
      tenant.displayName,
      tenant.id,
      CLIENT_ID,
    ]);
    await client.query("insert into portal_credential (id, portal_id, kind, sealed) values ($1, $2, 'secret', $3)", [
      credentialId,
      portalId,
      Buffer.from(sealCredential(credentialId, { kind: "secret", value: SECRET })),
    ]);
    ids.push(portalId);
  }
  return ids;
}

/** Holds the rows of each portal against what is true in its tenant. */
export async function expectTruth(stage: Stage): Promise<void> {
  for (const [index, tenant] of stage.tenants.entries()) {
    const portalId = stage.portals[index];
    const rows = await stage.query(
      `select i.sku_id as "skuId", i.part_number as "partNumber", i.units_enabled as enabled, i.units_warning as warning,
              i.units_suspended as suspended, i.units_locked_out as "lockedOut", i.consumed_units as consumed,
              (select count(distinct a.contact_id)::int from assignment a
               where a.portal_id = i.portal_id and a.sku_id = i.sku_id and a.is_held) as holders, i.applies_to as "appliesTo"
       from licence i where i.portal_id = $1 and i.unsync_reason is null order by i.sku_id`,
      [portalId],
    );
    const bySku = (a: { skuId: string }, b: { skuId: string }) => (a.skuId < b.skuId ? -1 : 1);
    expect(rows).toEqual(computeTruth(tenant).sort(bySku));
    const people = await stage.query<{ id: string }>(
      `select object_id as id from contact where portal_id = $1 and gone_at is null order by object_id`,
      [portalId],
    );
    expect(people.map(({ id }) => id)).toEqual(tenant.users.map(({ id }) => id).sort());
    const [counts] = await stage.query(
      `select (select count(*)::int from product where portal_id = $1) as products,
              (select count(*)::int from product_licence x join product p on p.id = x.product_id where p.portal_id = $1) as links,
              (select count(*)::int from folder where portal_id = $1) as folders`,
      [portalId],
    );
    expect(counts).toEqual({ products: tenant.skus.length, links: tenant.skus.length, folders: 1 });
  }
}

/** Holds the compliance of each product against what is true: people who hold the SKU, each once. */
export async function expectComplianceTruth(stage: Stage): Promise<void> {
  for (const [index, tenant] of stage.tenants.entries()) {
    const rows = await stage.query<{ skuId: string }>(
      `select p.sku_id as "skuId", c.consumption, c.available from product p join compliance c on c.product_id = p.id
       where p.portal_id = $1 order by p.sku_id`,
      [stage.portals[index]],
    );
    const truth = computeTruth(tenant)
      .map(({ skuId, holders, enabled, warning }) => ({ skuId, consumption: holders, available: enabled + warning }))
      .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
    expect(rows).toEqual(truth);
  }
}

/** One row for each portal, each in its final state, each imported once. */
export async function expectPortalsOnce(stage: Stage, runId: number, status = "succeeded"): Promise<void> {
  const rows = await stage.query<{ status: string; isEnded: boolean }>(
    `select status, ended_at is not null as "isEnded" from run_portal where run_id = $1`,
    [runId],
  );
  expect(rows).toEqual(stage.portals.map(() => ({ status, isEnded: true })));
}

/** Everything that an import writes, as one value that changes with any of it. */
export async function fingerprint(stage: Stage): Promise<string> {
  const tables = [
    "contact",
    "assignment",
    "licence",
    "product",
    "subscription",
    "run",
    "run_portal",
    "log_line",
    "portal",
  ];
  const parts: string[] = [];
  for (const table of tables) {
    const [row] = await stage.query<{ sum: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${table} t`,
    );
    parts.push(`${table} ${row?.sum}`);
  }
  return parts.join("\n");
}
