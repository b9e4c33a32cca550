import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { backoffMs } from "./backoff";
import { readTail, rotateLog } from "./log-file";
import { identify } from "./pid-lock.mjs";
import { findFreePort } from "./ports";
import { openPostgresHome, type PostgresHome } from "./postgres-home";
import { comesTrue } from "./wait";

const USER = "seatwise";
const DATABASE = "seatwise";
const READY_MS = 60_000;
const STOP_MS = 20_000;
const START_ATTEMPTS = 3;

export type Postgres = {
  url(database?: string): string;
  /** Of the process that runs now: it is started again when it dies. */
  readonly pid: number;
  readonly logFile: string;
  stop(): Promise<void>;
  /** At once, without a checkpoint: the next start recovers. */
  kill(): void;
};

type Options = {
  dataDir: string;
  /** Further server settings, such as fsync: "off" in tests. */
  settings?: Record<string, string>;
  logFile?: string;
  say?: (line: string) => void;
};

/** Starts the PostgreSQL of a data folder, which is made at the first start, on a free port of loopback. */
export async function startPostgres({ dataDir, settings, logFile, say = () => {} }: Options): Promise<Postgres> {
  const folder = path.resolve(dataDir);
  const home = openPostgresHome(folder);
  const log = logFile ?? path.join(folder, "logs", "postgres.log");
  rotateLog(log);
  await clearLeftover(home.cluster, say);
  if (!fs.existsSync(path.join(home.cluster, "PG_VERSION"))) createCluster(home);
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const since = fs.existsSync(log) ? fs.statSync(log).size : 0;
    const url = (database = DATABASE) => `postgresql://${USER}:${home.password}@127.0.0.1:${port}/${database}`;
    const launch = () => launchServer(home, port, log, settings ?? {});
    const first = launch();
    try {
      await waitUntilReady(first, url("postgres"));
      await ensureDatabase(url("postgres"), DATABASE);
      return supervise(first, launch, url, log, say);
    } catch (error) {
      await endServer(first);
      // Somebody took the port in between, or a dead server's memory was not yet free.
      if (attempt < START_ATTEMPTS && !(error instanceof TypeError)) continue;
      throw new Error(
        `PostgreSQL did not start: ${(error as Error).message}\n${readTail(log, since)}\nThe whole log: ${log}`,
      );
    }
  }
}

function createCluster({ binaries, cluster, password, ids }: PostgresHome): void {
  // Made beside its place and renamed: a kill in the middle leaves nothing that looks finished.
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if ("uid" in ids) for (const item of [draft, passwordFile]) fs.chownSync(item, ids.uid, ids.gid);
  // Names are sorted as people expect (Ä beside A), whatever this machine has installed.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=und"];
  const rights = ["--username", USER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const made = spawnSync(binaries.initdb, ["-D", draft, ...rights, ...locale, "--no-sync"], {
    ...ids,
    cwd: "/",
    encoding: "utf8",
  });
  fs.rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    const reason = made.error?.message ?? `${made.stdout}${made.stderr}`.trim();
    throw new Error(
      `The embedded PostgreSQL does not work on this machine: ${reason}\nSet DATABASE_URL to one of yours.`,
    );
  }
  fs.renameSync(draft, cluster);
}

function launchServer(
  { binaries, cluster, ids }: PostgresHome,
  port: number,
  log: string,
  extra: Record<string, string>,
) {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "128MB",
    // Parallel workers talk through /dev/shm, which containers keep small; our tables do not need them.
    max_parallel_workers_per_gather: "0",
    jit: "off",
    log_timezone: "UTC",
    ...extra,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = fs.openSync(log, "a");
  try {
    // Detached: Ctrl-C reaches a whole process group, and the database must go last.
    const child = spawn(binaries.postgres, ["-D", cluster, "-p", String(port), ...flags], {
      ...ids,
      cwd: "/",
      detached: true,
      stdio: ["ignore", output, output],
    });
    child.on("error", () => {});
    return child;
  } finally {
    fs.closeSync(output);
  }
}

const isGone = (child: ChildProcess) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    if (isGone(child)) throw new Error(`it ended (${child.signalCode ?? child.exitCode ?? "not started"})`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Makes the database if it is not there, through a connection to another one of the same server. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function supervise(
  first: ChildProcess,
  launch: () => ChildProcess,
  url: Postgres["url"],
  logFile: string,
  say: (line: string) => void,
): Postgres {
  let child = first;
  let isStopping = false;
  let crashes = 0;
  const watch = () => {
    const startedAt = Date.now();
    child.once("exit", async (code, signal) => {
      if (isStopping) return;
      crashes = Date.now() - startedAt > 60_000 ? 1 : crashes + 1;
      say(`PostgreSQL ended (${signal ?? code}); starting it again. Log: ${logFile}`);
      await pause(backoffMs(crashes));
      if (isStopping) return;
      child = launch();
      watch();
    });
  };
  watch();
  return {
    url,
    logFile,
    get pid() {
      return child.pid ?? 0;
    },
    stop: async () => {
      isStopping = true;
      await endServer(child);
    },
    kill: () => {
      isStopping = true;
      child.kill("SIGQUIT");
    },
  };
}

async function endServer(child: ChildProcess): Promise<void> {
  if (isGone(child)) return;
  // SIGINT is PostgreSQL's "fast": connections are cut, everything is written.
  child.kill("SIGINT");
  if (await comesTrue(STOP_MS, () => isGone(child))) return;
  child.kill("SIGQUIT");
  await comesTrue(STOP_MS, () => isGone(child));
}

/** Ends the server that an earlier, killed starter left; a pid file that names somebody else's process is removed. */
async function clearLeftover(cluster: string, say: (line: string) => void): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0]);
  const identity = identify(pid);
  if (identity === null) return; // PostgreSQL sees that itself
  if (!commandLineOf(pid).includes(cluster)) {
    fs.rmSync(file, { force: true });
    return;
  }
  say("Ending the database server that an earlier start left …");
  process.kill(pid, "SIGINT");
  const isOver = () => identify(pid) !== identity;
  if (await comesTrue(STOP_MS, isOver)) return;
  process.kill(pid, "SIGQUIT");
  if (!(await comesTrue(STOP_MS, isOver))) throw new Error(`An old database server (process ${pid}) does not end.`);
}

function commandLineOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
}
