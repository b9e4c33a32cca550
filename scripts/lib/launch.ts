import { randomUUID } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { ensureBuilt, generateClient } from "./build";
import type { DemoTenantConfig } from "./demo-tenant";
import type { Lifecycle } from "./lifecycle";
import { takeLock } from "./pid-lock.mjs";
import { environmentOf, planDemoTenant, planWeb, planWorker } from "./plans";
import { choosePort, findFreePort } from "./ports";
import { ensureDatabase, startPostgres } from "./postgres";
import { Processes } from "./processes";
import { createSetupCode, prepareSecrets } from "./secrets";
import { serveOnFreePort } from "./serve";
import { addressesOf, type Settings } from "./settings";

const WEB_READY_MS = 120_000;
const DEMO_READY_MS = 30_000;

export type Running = {
  address: string;
  databaseUrl: string;
  /** The companies that stand in for Microsoft's cloud; null: Microsoft's own */
  demo: Demo | null;
  setupCode: string | null;
  /** What web and worker run with. */
  env: NodeJS.ProcessEnv;
};

type Demo = { url: string; config: DemoTenantConfig };

type Say = (line: string) => void;

/** From nothing to a running Seatwise: build, database, demo tenant, worker, web. Every part is left to the lifecycle. */
export async function launch(settings: Settings, lifecycle: Lifecycle, say: Say): Promise<Running> {
  const { root, dataDir, mode } = settings;
  const lock = takeDataFolder(settings, lifecycle);
  const processes = new Processes(root, dataDir, say);
  await lifecycle.step(() => processes.endLeftovers());
  // A port that was asked for and is taken is said at once, not after the build.
  if (settings.port) await choosePort(settings.port, settings.host);
  await lifecycle.step(() => buildFor(settings, lifecycle.signal, say));

  const databaseUrl = await openDatabase(settings, lifecycle, say);
  // Only now: it needs the client that the build has generated.
  const { prepareDatabase } = await import("./prepare-database");
  const migrationsFolder = path.join(root, "prisma", "migrations");
  const applied = await lifecycle.step(() =>
    prepareDatabase({
      databaseUrl,
      migrationsFolder,
      redisUrl: settings.redisUrl,
      queuePrefix: settings.queuePrefix,
    }),
  );
  say(applied.length > 0 ? `Database prepared (${applied.length} migrations applied).` : "Database is up to date.");

  const { sessionSecret } = prepareSecrets(dataDir, process.env);
  const demo = settings.hasDemoTenant ? await startDemoTenant(settings, lifecycle, processes, say) : null;
  const demoUrl = demo?.url ?? null;
  if (demo) say("Demo tenant runs.");
  const needsSetup = mode !== "demo" && !(await hasAccount(databaseUrl));
  const setupCode = needsSetup ? process.env.SETUP_CODE || createSetupCode() : null;
  const instance = randomUUID();
  const { known } = await serveOnFreePort({
    choose: () => choosePort(settings.port, settings.host),
    start: async (port) => {
      const { shown: address, local } = addressesOf(settings, port);
      const known = { settings, port, address, databaseUrl, sessionSecret, demoUrl, setupCode, instance };
      const worker = await lifecycle.starting(async () => processes.start(planWorker(known)));
      const web = await lifecycle.starting(async () => processes.start(planWeb(known)));
      lock.update(address);
      return { started: { known }, url: local, children: [web, worker] };
    },
    instance,
    timeoutMs: WEB_READY_MS,
    signal: lifecycle.signal,
    say,
  });
  say("Web and worker run.");
  return { address: known.address, databaseUrl, demo, setupCode, env: environmentOf(known) };
}

/** One instance for each data folder. */
export function takeDataFolder({ dataDir }: Pick<Settings, "dataDir">, lifecycle: Lifecycle) {
  const lock = takeLock(path.join(dataDir, "lock.json"), "starting");
  if (lock.holder) {
    const { pid, note } = lock.holder;
    const where = note?.startsWith("http")
      ? `It is at ${note} (process ${pid}).`
      : `It is just starting (process ${pid}).`;
    throw new Error(
      `Seatwise already runs on the data folder ${dataDir}.\n${where}\nFor a second one set another DATA_DIR.`,
    );
  }
  lifecycle.add({ name: "lock", stop: async () => lock.release(), kill: lock.release });
  return lock;
}

async function buildFor({ root, mode }: Settings, signal: AbortSignal, say: Say): Promise<void> {
  if (mode === "dev") return generateClient(root, signal);
  const isBuilt = await ensureBuilt({ root, say, signal, servesAs: mode === "demo" ? "the demo" : "Seatwise" });
  say(isBuilt ? "Built." : "The build is that of these sources.");
}

async function openDatabase({ databaseUrl, dataDir }: Settings, lifecycle: Lifecycle, say: Say): Promise<string> {
  if (!databaseUrl) {
    const server = await lifecycle.starting(async () => {
      const postgres = await startPostgres({ dataDir, say });
      return { name: "PostgreSQL", url: postgres.url, stop: postgres.stop, kill: postgres.kill };
    });
    say("PostgreSQL runs.");
    return server.url();
  }
  const { hostname, pathname } = new URL(databaseUrl);
  const name = decodeURIComponent(pathname.slice(1));
  try {
    await lifecycle.step(() => openForeignDatabase(databaseUrl, name));
  } catch (error) {
    lifecycle.signal.throwIfAborted();
    throw new Error(`The database ${name} at ${hostname} (DATABASE_URL) cannot be used: ${(error as Error).message}`);
  }
  say(`Connected to the database ${name} at ${hostname}.`);
  return databaseUrl;
}

/** A database that is not there yet is made, if the account may. */
async function openForeignDatabase(databaseUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: string }).code !== "3D000") throw error;
    const server = new URL(databaseUrl);
    server.pathname = "/postgres";
    await ensureDatabase(server.toString(), name);
  } finally {
    await client.end().catch(() => {});
  }
}

async function startDemoTenant(
  settings: Settings,
  lifecycle: Lifecycle,
  processes: Processes,
  say: Say,
): Promise<Demo> {
  const { prepareDemoTenant } = await import("./demo-tenant");
  const { file, config } = await prepareDemoTenant(settings.dataDir);
  const instance = randomUUID();
  const { url } = await serveOnFreePort({
    choose: findFreePort,
    start: async (port) => {
      const url = `http://127.0.0.1:${port}`;
      const plan = planDemoTenant(settings, { port, config: file, instance });
      const demo = await lifecycle.starting(async () => processes.start(plan));
      return { started: { url }, url, children: [demo] };
    },
    instance,
    timeoutMs: DEMO_READY_MS,
    signal: lifecycle.signal,
    say,
  });
  return { url, config };
}

async function hasAccount(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found = await client.query("select 1 from account limit 1");
    return found.rowCount !== 0;
  } finally {
    await client.end();
  }
}
