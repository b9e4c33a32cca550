import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/tests/support/database";

const open: { end(): Promise<void> }[] = [];
afterAll(async () => {
  for (const item of open) await item.end();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // Dropping the database ends the connection under it.
  client.on("error", () => {});
  await client.connect();
  open.push(client);
  return client;
}

test("each test file gets a database of its own, migrated and with the queue's tables", async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(first.url).not.toBe(second.url);
  const one = await connect(first.url);
  const two = await connect(second.url);
  await one.query("create table mine (id int)");
  await expect(two.query("select * from mine")).rejects.toThrow("does not exist");
  const migrations = await two.query("select count(*)::int as count from _prisma_migrations");
  expect(migrations.rows[0].count).toBeGreaterThan(0);
  const queue = await two.query(
    "select count(*)::int as count from information_schema.tables where table_schema = 'bullmq'",
  );
  expect(queue.rows[0].count).toBeGreaterThan(0);
  await Promise.all([first.drop(), second.drop()]);
  await expect(connect(first.url)).rejects.toThrow("does not exist");
});
