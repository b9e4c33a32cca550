import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterAll, inject } from "vitest";
import { eventually } from "./wait";

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type TestProcess = {
  pid: number;
  /** All that it has printed, stdout and stderr in the order of arrival. */
  log(): string;
  /** Waits for a text in the log; fails at the deadline or when the process ends without it, and shows the log. */
  waitForLog(pattern: string | RegExp, timeoutMs?: number): Promise<string>;
  isRunning(): boolean;
  kill(signal?: NodeJS.Signals): void;
  /** SIGTERM, then the end; SIGKILL at the deadline. */
  stop(timeoutMs?: number): Promise<Exit>;
  exited: Promise<Exit>;
};

const running = new Set<ChildProcess>();

// A process that outlives its file would consume the jobs of the next one.
afterAll(() => {
  const leaked = [...running];
  for (const child of leaked) child.kill("SIGKILL");
  running.clear();
  if (leaked.length > 0)
    throw new Error(`Left running: ${leaked.map((child) => child.spawnargs.join(" ")).join("; ")}`);
});

/** The environment is the test's alone: nothing that this machine happens to set reaches the process. */
export function startProcess(program: string, args: string[], env: Record<string, string>): TestProcess {
  const child = spawn(program, args, {
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH ?? "",
      SEATWISE_TEST_RUN: process.env.SEATWISE_TEST_RUN ?? "",
      ...env,
    },
    // The channel closes when the tests are killed; a worker ends itself then.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  exited.catch(() => running.delete(child));
  const isRunning = () => running.has(child);
  return {
    pid: child.pid ?? 0,
    log: () => output,
    isRunning,
    exited,
    kill: (signal = "SIGKILL") => {
      child.kill(signal);
    },
    waitForLog: async (pattern, timeoutMs = 15_000) => {
      const find = () =>
        typeof pattern === "string" ? (output.includes(pattern) ? pattern : null) : output.match(pattern)?.[0];
      const found = await eventually(() => find() ?? (isRunning() ? null : { hasEnded: true as const }), {
        timeoutMs,
      }).catch(() => null);
      const text = typeof found === "string" ? found : find();
      if (text) return text;
      throw new Error(`${pattern} did not appear in the log${found ? " before the process ended" : ""}:\n${output}`);
    },
    stop: async (timeoutMs = 15_000) => {
      child.kill("SIGTERM");
      const deadline = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
      const exit = await exited;
      clearTimeout(deadline);
      return exit;
    },
  };
}

/** A worker of its own process, as in production: DATABASE_URL and whatever else it shall be told. */
export function startWorker(env: Record<string, string> & { DATABASE_URL: string }): TestProcess {
  const program = inject("workerPath");
  if (program === null) throw new Error("There is no workers/main.ts to start");
  return startProcess(process.execPath, ["--enable-source-maps", program], {
    LOG_LEVEL: "debug",
    DATA_DIR: path.join(inject("runFolder"), "worker-data"),
    ...env,
  });
}
