import { runMigrations } from "bullmq";
import pg from "pg";
import { applyMigrations } from "./migrate";
import { loadDatabaseSeed } from "./parts";

type Options = {
  databaseUrl: string;
  migrationsFolder: string;
  /** Whether the queue lives in this database, and not in Redis. */
  hasQueue: boolean;
};

/** Brings a database to this version: our tables, the queue's, and the rows that are always there. */
export async function prepareDatabase({ databaseUrl, migrationsFolder, hasQueue }: Options): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl, migrationsFolder);
  if (hasQueue) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      await runMigrations(client);
    } finally {
      await client.end();
    }
  }
  const seed = await loadDatabaseSeed();
  await seed?.prepareDatabase(databaseUrl);
  return applied;
}
