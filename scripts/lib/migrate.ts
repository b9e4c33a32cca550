import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";

/** Any number, the same in every Seatwise: two that start at once must not migrate at once. */
const ADVISORY_LOCK = 7_328_294_001;

const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Applies the migrations of a folder that the database has not seen, in order of their names and each in one
 * transaction, and writes them into Prisma's own ledger, so that Prisma's CLI agrees with us.
 *
 * @returns the names of those applied now
 */
export async function applyMigrations(databaseUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(LEDGER);
    const found = await client.query<Applied>(
      "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
    );
    const applied = new Map(found.rows.map((row) => [row.migration_name, row]));
    const migrations = readMigrations(folder);
    refuseUnknown(applied, new Set(migrations.map(({ name }) => name)));
    const done: string[] = [];
    for (const { name, sql, checksum } of migrations) {
      const row = applied.get(name);
      if (row) refuseChanged(row, checksum);
      else {
        await applyOne(client, name, sql, checksum);
        done.push(name);
      }
    }
    return done;
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

function readMigrations(folder: string) {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

function refuseUnknown(applied: Map<string, Applied>, known: Set<string>): void {
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Error(
    `The database was made by a newer Seatwise than this one: it holds ${unknown.join(", ")}. Nothing was changed. Start that newer version.`,
  );
}

function refuseChanged(row: Applied, checksum: string): void {
  if (row.finished_at === null) {
    throw new Error(`Migration ${row.migration_name} was begun elsewhere and not finished. Nothing was changed.`);
  }
  if (row.checksum !== checksum) {
    throw new Error(
      `Migration ${row.migration_name} was edited after it had been applied. Nothing was changed. Restore the file, and put the change into a new migration.`,
    );
  }
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed and left nothing behind: ${(error as Error).message}`);
  }
}
