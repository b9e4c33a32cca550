import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportAssignments } from "@/lib/compliance/queries-export-people";
import { closeDatabase } from "@/lib/db/pool";
import type { ExportFormat } from "@/lib/export/download";
import type { Table } from "@/lib/export/table";
import { download, translateTo } from "../integration/export/support";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Measured, toTable } from "./measure";
import { seedLargeTenant } from "./seed";

const ROWS = 1_000_000;
const FEW_ROWS = 100_000;
/** So much more memory than a file of 100,000 rows may one of 1,000,000 need. */
const GROWTH_MIB = 60;
/** As often as the database alone takes to hand over the same rows. */
const LIMITS: Record<ExportFormat, number> = { csv: 2.5, xlsx: 4.5 };

let database: TestDatabase;
let admin: pg.Pool;
const measured: Measured[] = [];
const grown: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  admin.on("error", () => undefined);
  await seedLargeTenant(admin);
}, 300_000);
afterAll(async () => {
  process.stdout.write(
    `\n${toTable("exports, against the same rows as the database hands them over", measured)}\n${grown.join("\n")}\n`,
  );
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

/** The licences with the people on them, some people twice. */
function people(rows: number): Table {
  const table = exportAssignments({}, translateTo("en"));
  const { text, values } = table.query;
  return {
    ...table,
    query: { text: `select x.* from (${text}) x cross join generate_series(1, 2) limit ${rows}`, values },
  };
}

/** Reads all of it, as quick as it comes. @returns milliseconds, and the most memory on the way, in MiB */
async function readThrough(rows: number, format: ExportFormat) {
  const start = performance.now();
  let most = process.memoryUsage().rss;
  const response = await download(people(rows), { format });
  for await (const _piece of response.body ?? []) most = Math.max(most, process.memoryUsage().rss);
  return { ms: performance.now() - start, mib: most / 1024 ** 2 };
}

/** The rows themselves, of which this process keeps none. */
async function fetchBare(): Promise<number> {
  const { text, values } = people(ROWS).query;
  const client = await admin.connect();
  const start = performance.now();
  try {
    await client.query("begin");
    await client.query(`declare bare no scroll cursor for ${text}`, values);
    while ((await client.query("fetch forward 2000 from bare")).rows.length > 0);
    await client.query("rollback");
  } finally {
    client.release();
  }
  return performance.now() - start;
}

test("an export of 1,000,000 rows needs the memory of a small one", async () => {
  const bare = await fetchBare();
  measured.push({ what: "1,000,000 rows by a bare cursor", ms: bare, ratio: 1, limit: 1 });
  for (const format of ["csv", "xlsx"] as const) {
    const few = await readThrough(FEW_ROWS, format);
    const all = await readThrough(ROWS, format);
    measured.push({ what: `1,000,000 rows as ${format}`, ms: all.ms, ratio: all.ms / bare, limit: LIMITS[format] });
    grown.push(`${format}: ${few.mib.toFixed(0)} MiB for 100,000 rows, ${all.mib.toFixed(0)} MiB for 1,000,000`);
    expect(all.mib - few.mib).toBeLessThan(GROWTH_MIB);
  }
  expect(measured.filter(({ ratio, limit }) => ratio > limit)).toEqual([]);
}, 600_000);
