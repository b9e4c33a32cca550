import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/failures";
import { closeDatabase, inTransaction, pool, withConnection } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";
import { eventually } from "@/tests/support/wait";

let database: TestDatabase;
let proxy: TcpProxy;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startTcpProxy(database.url);
  process.env.DATABASE_URL = proxy.url(database.url);
});
afterAll(async () => {
  await closeDatabase();
  await proxy.close();
  await database.drop();
});
afterEach(() => proxy.resume());

/** Each way in which the product talks to the database. */
const ways: [string, () => Promise<unknown>][] = [
  ["the pool", () => pool().query("select 1")],
  ["a connection for long work", () => withConnection((client) => client.query("select 1"))],
  ["Prisma", () => db().serverTask.findMany()],
];

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test.each(ways)("%s: a database that cannot be reached is away, and is there again when it is back", async (_, use) => {
  await use();
  proxy.cut();
  // The first finds an old connection broken, the second makes no new one.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const failure = await failureOf(use());
    expect(failure).toBeInstanceOf(Error);
    expect(isDatabaseAway(failure), String(failure)).toBe(true);
  }
  proxy.resume();
  await use();
});

test("long work that is given up while it connects ends at once", async () => {
  proxy.stall();
  const open = proxy.connections;
  const given = new AbortController();
  const work = failureOf(withConnection(async () => undefined, given.signal));
  await eventually(() => proxy.connections > open);
  const beforeMs = performance.now();
  given.abort(new Error("given up"));
  expect(await work).toEqual(new Error("given up"));
  expect(performance.now() - beforeMs).toBeLessThan(2_000);
});

test("a line that is cut under a transaction: away, not refused", async () => {
  const failure = await failureOf(
    withConnection((client) =>
      inTransaction(client, async () => {
        await client.query("select 1");
        proxy.cut();
        await client.query("select 1");
      }),
    ),
  );
  expect(isDatabaseAway(failure), String(failure)).toBe(true);
});

test("a line that is cut inside one of Prisma's transactions: away, not refused", async () => {
  const failure = await failureOf(
    db().$transaction(async (tx) => {
      await tx.serverTask.findMany();
      proxy.cut();
      await tx.serverTask.findMany();
    }),
  );
  expect(isDatabaseAway(failure), String(failure)).toBe(true);
});

test.each([
  ["a mistake in a statement", () => pool().query("select nonsense")],
  [
    "a row twice",
    () => pool().query("insert into server_task (key, start_condition, updated_at) values ('import', '{}', now())"),
  ],
  ["Prisma finds nothing", () => db().serverTask.findUniqueOrThrow({ where: { key: "none" } })],
  ["our own abort", () => withConnection(async () => {}, AbortSignal.abort())],
  ["no error at all", () => Promise.reject(undefined)],
])("%s is not", async (_, use) => {
  expect(isDatabaseAway(await failureOf(use()))).toBe(false);
});
