import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { BATCH_ROWS } from "@/lib/export/rows";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { readSheet } from "../../support/read-zip";
import { eventuallyPasses } from "../../support/wait";
import { download, readAll, tableOfQuery } from "./support";

let database: TestDatabase;
let admin: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const ROWS = 50_000;
const numbers = (rows: number) =>
  tableOfQuery(`select n, 'Person number ' || n as name, repeat('x', 200) as text from generate_series(1, ${rows}) n`, [
    "n",
    "name",
    "text",
  ]);

/** Counts the rows that were fetched and made into cells. */
function counted(rows: number) {
  const table = numbers(rows);
  const count = { rows: 0 };
  const cellsOf = (row: unknown) => {
    count.rows += 1;
    return table.cellsOf(row);
  };
  return { table: { ...table, cellsOf }, count };
}

/** Statements that exports have under way, open transactions included. */
async function workAtServer(): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'seatwise work'",
  );
  return rows[0]?.count ?? -1;
}

describe("a download", () => {
  test("says what it is and is not kept by anybody", async () => {
    const response = await download(numbers(1));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="seatwise-test.csv"',
      "cache-control": "no-store",
    });
    await readAll(response);
  });

  test("of an empty list is a header", async () => {
    expect((await readAll(await download(numbers(0)))).toString()).toBe("\uFEFFn,name,text\r\n");
    expect(readSheet(await readAll(await download(numbers(0), { format: "xlsx" })))).toEqual([["n", "name", "text"]]);
  });

  test.each([BATCH_ROWS - 1, BATCH_ROWS, BATCH_ROWS + 1])("loses nothing where batches meet: %i rows", async (rows) => {
    const text = (await readAll(await download(numbers(rows)))).toString();
    const lines = text.trimEnd().split("\r\n").slice(1);
    expect(lines.map((line) => Number(line.split(",")[0]))).toEqual(Array.from({ length: rows }, (_, i) => i + 1));
    const sheet = readSheet(await readAll(await download(numbers(rows), { format: "xlsx" })));
    expect(sheet).toHaveLength(rows + 1);
    expect(sheet.at(-1)?.[0]).toBe(rows);
  });

  test("fetches only as fast as it is read", async () => {
    const { table, count } = counted(ROWS);
    const reader = (await download(table)).body?.getReader();
    if (!reader) throw new Error("no body");
    for (let pieces = 1; pieces <= 5; pieces++) {
      await reader.read();
      // The piece read, the one that waits, and the one whose rows are fetched already.
      expect(count.rows).toBeLessThanOrEqual((pieces + 1) * BATCH_ROWS);
    }
    await reader.cancel();
    expect(count.rows).toBeLessThan(ROWS / 2);
    await eventuallyPasses(async () => expect(await workAtServer()).toBe(0));
  });

  test.each(["csv", "xlsx"] as const)("of 50,000 rows does not grow with them: %s", async (format) => {
    // What the first one needs once and for all (code, buffers) is not meant.
    await readAll(await download(numbers(4 * BATCH_ROWS), { format }));
    const before = process.memoryUsage().rss;
    const { table, count } = counted(ROWS);
    let most = 0;
    let bytes = 0;
    const response = await download(table, { format });
    for await (const piece of response.body ?? []) {
      bytes += piece.length;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(count.rows).toBe(ROWS);
    expect(bytes).toBeGreaterThan(format === "csv" ? 10_000_000 : 300_000);
    expect(most / 1024 ** 2).toBeLessThan(60);
  });
});

describe("a download that ends early", () => {
  const endless = tableOfQuery("select n, pg_sleep(0.0005)::text as s from generate_series(1, 100000000) n", ["n"]);

  test("ends its statement when the reader goes away", async () => {
    const reader = (await download(numbers(ROWS))).body?.getReader();
    await reader?.read();
    expect(await workAtServer()).toBe(1);
    await reader?.cancel();
    await eventuallyPasses(async () => expect(await workAtServer()).toBe(0));
  });

  test("ends its statement when the request is given up before the first row", async () => {
    const request = new AbortController();
    const started = download(endless, {}, request.signal);
    await eventuallyPasses(async () => expect(await workAtServer()).toBe(1));
    request.abort();
    await expect(started).rejects.toThrow();
    await eventuallyPasses(async () => expect(await workAtServer()).toBe(0));
  });

  test("ends its statement when the request is given up and nobody reads", async () => {
    const request = new AbortController();
    const response = await download(numbers(ROWS), {}, request.signal);
    expect(await workAtServer()).toBe(1);
    request.abort();
    await expect(response.text()).rejects.toThrow();
    await eventuallyPasses(async () => expect(await workAtServer()).toBe(0));
  });

  test("is broken off when the database fails in the middle: half a file is not taken for a whole one", async () => {
    const failing = tableOfQuery("select 1 / (5000 - n) as n from generate_series(1, 10000) n", ["n"]);
    const response = await download(failing);
    await expect(response.text()).rejects.toThrow("division by zero");
    await eventuallyPasses(async () => expect(await workAtServer()).toBe(0));
  });

  test("fails as a whole when the first rows fail already", async () => {
    await expect(download(tableOfQuery("select 1 / 0 as n", ["n"]))).rejects.toThrow("division by zero");
    await expect(download(tableOfQuery("select nothing as n", ["n"]))).rejects.toThrow("does not exist");
  });
});
