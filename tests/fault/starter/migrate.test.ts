import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "@/scripts/lib/migrate";
import { ensureDatabase, type Postgres, startPostgres } from "@/scripts/lib/postgres";
import { createFolder, removeFolder } from "./folder";

let folder: string;
let server: Postgres;
let url: string;
let count = 0;
const migrations = () => path.join(folder, "migrations");

beforeAll(async () => {
  folder = createFolder();
  server = await startPostgres({ dataDir: folder, settings: { fsync: "off" } });
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});
beforeEach(async () => {
  count += 1;
  url = server.url(`case_${count}`);
  await ensureDatabase(server.url("postgres"), `case_${count}`);
});
afterEach(() => rmSync(migrations(), { recursive: true, force: true }));

function write(name: string, sql: string): void {
  mkdirSync(path.join(migrations(), name), { recursive: true });
  writeFileSync(path.join(migrations(), name, "migration.sql"), sql);
}

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

describe("applying migrations", () => {
  it("applies each one once, in order of their names, and writes Prisma's ledger", async () => {
    write("2_fill", "insert into thing values (1); -- a ; in a comment\n");
    write("1_make", "create table thing (id int);");
    expect(await applyMigrations(url, migrations())).toEqual(["1_make", "2_fill"]);
    expect(await applyMigrations(url, migrations())).toEqual([]);
    write("3_fill", "insert into thing values (2);");
    expect(await applyMigrations(url, migrations())).toEqual(["3_fill"]);
    expect(await ask("select id from thing order by id")).toEqual([1, 2]);
    expect(await ask("select migration_name from _prisma_migrations where finished_at is not null order by 1")).toEqual(
      ["1_make", "2_fill", "3_fill"],
    );
  });

  it("is done once when several start at the same moment", async () => {
    write("1_make", "create table thing (id int); select pg_sleep(0.2);");
    const done = await Promise.all([1, 2, 3].map(() => applyMigrations(url, migrations())));
    expect(done.flat()).toEqual(["1_make"]);
  });

  it("leaves nothing behind of one that fails, and keeps those before it", async () => {
    write("1_make", "create table thing (id int);");
    write("2_break", "create table other (id int); insert into nowhere values (1);");
    await expect(applyMigrations(url, migrations())).rejects.toThrow(/2_break failed.*nowhere/);
    expect(await ask("select to_regclass('thing')::text, to_regclass('other')::text")).toEqual(["thing", null]);
    write("2_break", "create table other (id int);");
    expect(await applyMigrations(url, migrations())).toEqual(["2_break"]);
  });

  it("refuses one that was edited after it had been applied", async () => {
    write("1_make", "create table thing (id int);");
    await applyMigrations(url, migrations());
    write("1_make", "create table thing (id int, name text);");
    write("2_more", "create table more (id int);");
    await expect(applyMigrations(url, migrations())).rejects.toThrow("1_make was edited");
    expect(await ask("select to_regclass('more')::text")).toEqual([null]);
  });

  it("refuses a database of a newer version", async () => {
    write("1_make", "create table thing (id int);");
    write("2_later", "create table later (id int);");
    await applyMigrations(url, migrations());
    rmSync(path.join(migrations(), "2_later"), { recursive: true });
    await expect(applyMigrations(url, migrations())).rejects.toThrow(/newer Seatwise.*2_later/);
  });

  it("refuses to go on behind one that another tool left unfinished", async () => {
    write("1_make", "create table thing (id int);");
    await applyMigrations(url, migrations());
    await ask("update _prisma_migrations set finished_at = null");
    await expect(applyMigrations(url, migrations())).rejects.toThrow("1_make was begun elsewhere");
  });
});
