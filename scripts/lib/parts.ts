import fs from "node:fs";

type SeedOptions = { databaseUrl: string; demoUrl: string; dataDir: string; env: NodeJS.ProcessEnv };

/** What scripts/lib/seed-demo.ts offers: the first account and portal of the demo, and the wait for its first import. */
export type DemoSeed = {
  seedDemo(options: SeedOptions): Promise<{ username: string; password: string }>;
  waitForFirstRun(options: { databaseUrl: string; onProgress: (line: string) => void }): Promise<void>;
};

/** What lib/db/prepare.ts offers: the rows that are in every database. */
export type DatabaseSeed = { prepareDatabase(databaseUrl: string): Promise<void> };

async function load<T>(path: string): Promise<T | null> {
  const url = new URL(path, import.meta.url);
  return fs.existsSync(url) ? ((await import(url.href)) as T) : null;
}

export const loadDemoSeed = () => load<DemoSeed>("./seed-demo.ts");
export const loadDatabaseSeed = () => load<DatabaseSeed>("../../lib/db/prepare.ts");
