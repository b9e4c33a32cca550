import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identify } from "@/scripts/lib/pid-lock.mjs";
import { type Postgres, startPostgres } from "@/scripts/lib/postgres";
import { createFolder, removeFolder } from "./folder";

let folder: string;
const servers: Postgres[] = [];

beforeEach(() => {
  folder = createFolder();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  removeFolder(folder);
});

async function start(said: string[] = []): Promise<Postgres> {
  const server = await startPostgres({ dataDir: folder, settings: { fsync: "off" }, say: (line) => said.push(line) });
  servers.push(server);
  return server;
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

describe("the database of a data folder", () => {
  it("is made once, keeps its rows, and listens on loopback only", async () => {
    const first = await start();
    expect(await ask(first.url(), "select current_database()")).toEqual(["seatwise"]);
    expect(await ask(first.url(), "show listen_addresses")).toEqual(["127.0.0.1"]);
    expect(await ask(first.url(), "select lower('ÄÖÜ')"), "knows letters beyond ASCII").toEqual(["äöü"]);
    await ask(first.url(), "create table kept as select 42 as answer");
    await first.stop();
    expect(identify(first.pid)).toBeNull();
    const second = await start();
    expect(await ask(second.url(), "select answer from kept")).toEqual([42]);
  });

  it("lets nobody in without the password, which only its owner reads", async () => {
    const server = await start();
    expect(statSync(path.join(folder, "postgres.json")).mode & 0o777).toBe(0o600);
    await expect(ask(server.url().replace(/:[^:@]+@/, ":guess@"), "select 1")).rejects.toThrow("password");
  });

  it("comes back after kill -9 with all that was committed", async () => {
    const first = await start();
    await ask(first.url(), "create table kept as select 42 as answer");
    process.kill(first.pid, "SIGKILL");
    await first.stop();
    const second = await start();
    expect(await ask(second.url(), "select answer from kept")).toEqual([42]);
  });

  it("is taken from a server that an earlier start left", async () => {
    const first = await start();
    const left = first.pid;
    const said: string[] = [];
    const second = await start(said);
    expect(said).toContain("Ending the database server that an earlier start left …");
    expect(identify(left)).toBeNull();
    expect(await ask(second.url(), "select 1")).toEqual([1]);
  });

  it("starts although the pid file names a process of somebody else", async () => {
    const first = await start();
    const pidFile = path.join(folder, "pg", "postmaster.pid");
    const content = readFileSync(pidFile, "utf8");
    await first.stop();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      writeFileSync(pidFile, content.replace(/^\d+/, String(other.pid)));
      const second = await start();
      expect(await ask(second.url(), "select 1")).toEqual([1]);
      expect(other.exitCode, "the other one lives").toBeNull();
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("is made anew when an earlier start was killed while making it", async () => {
    mkdirSync(path.join(folder, "pg.new", "half"), { recursive: true });
    const server = await start();
    expect(await ask(server.url(), "select 1")).toEqual([1]);
    expect(existsSync(path.join(folder, "pg.new"))).toBe(false);
  });

  it("says what its log says when it cannot start", async () => {
    await (await start()).stop();
    renameSync(path.join(folder, "pg", "global"), path.join(folder, "pg", "elsewhere"));
    await expect(start()).rejects.toThrow(/PostgreSQL did not start[\s\S]*pg_control[\s\S]*postgres\.log/);
  });
});
