import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../scripts/lib/postgres";
import { prepareDatabase } from "../../scripts/lib/prepare-database";
import { startRedis } from "./redis";
import { createRunFolder, RUN_VARIABLE, sweepDeadRuns } from "./run-folder";
import { buildTestWorker } from "./worker-build";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server, with the right to make databases; createTestDatabase() gives a test its own. */
    postgresUrl: string;
    /** A finished database that each test file gets a copy of. */
    templateName: string;
    redisUrl: string;
    /** The bundled worker, null as long as there is none. */
    workerPath: string | null;
    /** A folder that lives as long as this run. */
    runFolder: string;
  }
}

const TEMPLATE = "seatwise_template";

/** What the integration and fault tiers stand on. A service that cannot start fails the tier; nothing is skipped. */
export default async function startServices(project: TestProject): Promise<() => Promise<void>> {
  const inherited = process.env[RUN_VARIABLE];
  if (!inherited) await sweepDeadRuns();
  const top = inherited ?? createRunFolder();
  process.env[RUN_VARIABLE] = top;
  const folder = path.join(top, project.name);
  fs.mkdirSync(folder);
  const stops: (() => Promise<void> | void)[] = [];
  const kills: (() => void)[] = [];
  // An interrupted run has no teardown.
  const killAll = () => {
    for (const kill of kills) kill();
  };
  process.once("exit", killAll);
  const stopAll = async () => {
    process.off("exit", killAll);
    for (const stop of stops.reverse()) await stop();
    fs.rmSync(inherited ? folder : top, { recursive: true, force: true });
  };
  try {
    const redis = await startRedis(path.join(folder, "redis"));
    stops.push(redis.stop);
    kills.push(redis.kill);
    const postgres = await startPostgres({
      dataDir: path.join(folder, "data"),
      // Its data are thrown away: nothing has to survive a power cut.
      settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
    });
    stops.push(() => postgres.stop());
    kills.push(() => postgres.kill());
    await makeTemplate(postgres.url("postgres"), postgres.url(TEMPLATE));
    const worker = await buildTestWorker();
    if (worker) stops.push(worker.remove);
    project.provide("postgresUrl", postgres.url("postgres"));
    project.provide("templateName", TEMPLATE);
    project.provide("redisUrl", redis.url);
    project.provide("workerPath", worker?.path ?? null);
    project.provide("runFolder", folder);
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}

async function makeTemplate(serverUrl: string, templateUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE}`);
    await prepareDatabase({
      databaseUrl: templateUrl,
      migrationsFolder: "prisma/migrations",
      redisUrl: null,
      queuePrefix: "seatwise",
    });
    // A template that somebody is connected to cannot be copied.
    await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  } finally {
    await client.end();
  }
}
