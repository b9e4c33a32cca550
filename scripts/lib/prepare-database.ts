import { prepareQueue } from "@/lib/jobs/queue";
import { prepareDatabase as writeStandingRows } from "@/lib/server-tasks/prepare";
import { applyMigrations } from "./migrate";

type Options = {
  databaseUrl: string;
  migrationsFolder: string;
  /** null: the queue lives in this database */
  redisUrl: string | null;
  queuePrefix: string;
};

/** Brings a database to this version: our tables, the queue's, and the rows that are always there. */
export async function prepareDatabase({ migrationsFolder, ...target }: Options): Promise<string[]> {
  const applied = await applyMigrations(target.databaseUrl, migrationsFolder);
  await prepareQueue(target);
  await writeStandingRows(target.databaseUrl);
  return applied;
}
