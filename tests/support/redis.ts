import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { findFreePort } from "../../scripts/lib/ports";
import { eventually } from "./wait";

export type RedisServer = { url: string; stop(): Promise<void>; kill(): void };

const ATTEMPTS = 5;

/** Starts a Redis as production wants it (nothing is evicted), that keeps nothing on disk. */
export async function startRedis(folder: string): Promise<RedisServer> {
  const program = process.env.REDIS_SERVER_PATH ?? "redis-server";
  if (spawnSync(program, ["--version"]).error) {
    throw new Error("These tests need redis-server. Install it (Debian: apt-get install redis-server) and try again.");
  }
  fs.mkdirSync(folder, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    // Somebody else may take the port in between.
    const server = await launch(program, folder, await findFreePort());
    if (server) return server;
    if (attempt === ATTEMPTS) {
      throw new Error(`redis-server does not start: ${fs.readFileSync(path.join(folder, "redis.log"), "utf8")}`);
    }
  }
}

async function launch(program: string, folder: string, port: number): Promise<RedisServer | null> {
  const settings = {
    port: String(port),
    bind: "127.0.0.1",
    save: "",
    appendonly: "no",
    "maxmemory-policy": "noeviction",
    dir: folder,
    logfile: path.join(folder, "redis.log"),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, { stdio: "ignore" });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const isReady = await eventually(() => {
    if (child.exitCode !== null || child.signalCode !== null) return "ended" as const;
    const log = path.join(folder, "redis.log");
    return fs.existsSync(log) && fs.readFileSync(log, "utf8").includes("Ready to accept connections") && "ready";
  });
  if (isReady === "ended") return null;
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => {
      child.kill("SIGKILL");
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
