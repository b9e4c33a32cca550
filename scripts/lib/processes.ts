import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { backoffMs } from "./backoff";
import { readTail, rotateLog } from "./log-file";
import { identify, isAlive } from "./pid-lock.mjs";
import { comesTrue } from "./wait";

const STABLE_AFTER_MS = 60_000;
const LEFTOVER_GRACE_MS = 2_000;
const KILL_MS = 5_000;
const END_WITH_PARENT = new URL("end-with-parent.mjs", import.meta.url).href;

export type ChildPlan = {
  name: string;
  /** Arguments of node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** How long it may take to end by itself before it is killed. */
  stopMs: number;
};

export type Child = {
  readonly name: string;
  readonly pid: number | undefined;
  readonly logFile: string;
  /** Crashes since its start; it is started again after each. */
  readonly crashes: number;
  /** The end of its log as it was at the last crash; empty before the first. */
  readonly lastWords: string;
  tail(): string;
  stop(): Promise<void>;
  kill(): void;
};

type Kept = { name: string; pid: number; identity: string };

/** Starts programs, starts them again when they crash, and keeps their ids in a file for the next starter. */
export class Processes {
  readonly #root: string;
  readonly #dataDir: string;
  readonly #say: (line: string) => void;
  readonly #running = new Map<string, Kept>();

  constructor(root: string, dataDir: string, say: (line: string) => void) {
    this.#root = root;
    this.#dataDir = dataDir;
    this.#say = say;
  }

  get #file(): string {
    return path.join(this.#dataDir, "pids.json");
  }

  #save(): void {
    const draft = `${this.#file}.new`;
    fs.writeFileSync(draft, JSON.stringify([...this.#running.values()]));
    fs.renameSync(draft, this.#file);
  }

  /** Ends what an earlier starter left when it was killed. Programs see that themselves; this is for those that hang. */
  async endLeftovers(): Promise<void> {
    let kept: Kept[] = [];
    try {
      kept = JSON.parse(fs.readFileSync(this.#file, "utf8"));
    } catch {
      return;
    }
    const left = kept.filter(isAlive);
    if (left.length > 0) this.#say(`Ending what an earlier start left: ${left.map(({ name }) => name).join(", ")} …`);
    const signalAll = (signal: NodeJS.Signals) => {
      for (const child of left.filter(isAlive)) process.kill(child.pid, signal);
    };
    signalAll("SIGTERM");
    if (!(await comesTrue(LEFTOVER_GRACE_MS, () => !left.some(isAlive)))) {
      signalAll("SIGKILL");
      await comesTrue(KILL_MS, () => !left.some(isAlive));
    }
    fs.rmSync(this.#file, { force: true });
  }

  start(plan: ChildPlan): Child {
    const { name } = plan;
    const logFile = path.join(this.#dataDir, "logs", `${name}.log`);
    rotateLog(logFile);
    let child: ChildProcess;
    let logStart = 0;
    let crashes = 0;
    let lastWords = "";
    let crashesInARow = 0;
    let isStopping = false;
    const launch = () => {
      const startedAt = Date.now();
      logStart = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
      child = this.#spawn(plan, logFile);
      child.once("exit", async (code, signal) => {
        this.#running.delete(name);
        if (isStopping) return;
        this.#save();
        crashes += 1;
        crashesInARow = Date.now() - startedAt > STABLE_AFTER_MS ? 1 : crashesInARow + 1;
        const delayMs = backoffMs(crashesInARow);
        lastWords = readTail(logFile, logStart);
        this.#say(
          `${name} ended (${signal ?? `exit code ${code}`}); starting it again in ${delayMs / 1000} s.\n${lastWords}`,
        );
        await pause(delayMs);
        if (!isStopping) launch();
      });
    };
    launch();
    const isGone = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    return {
      name,
      logFile,
      get pid() {
        return child.pid;
      },
      get crashes() {
        return crashes;
      },
      get lastWords() {
        return lastWords;
      },
      tail: () => readTail(logFile, logStart),
      stop: async () => {
        isStopping = true;
        if (isGone()) return;
        child.kill("SIGTERM");
        if (!(await comesTrue(plan.stopMs, isGone))) {
          this.#say(`${name} did not end within ${plan.stopMs / 1000} s and is killed.`);
          child.kill("SIGKILL");
          await comesTrue(KILL_MS, isGone);
        }
        this.#save();
      },
      kill: () => {
        isStopping = true;
        child.kill("SIGKILL");
      },
    };
  }

  #spawn({ name, args, env }: ChildPlan, logFile: string): ChildProcess {
    const output = fs.openSync(logFile, "a");
    try {
      // Detached: Ctrl-C reaches a whole process group, and these are to end one after the other. The channel tells
      // a child that the starter is gone.
      const stdio = ["ignore", output, output, "ipc"] as const;
      const child = spawn(process.execPath, ["--import", END_WITH_PARENT, ...args], {
        cwd: this.#root,
        env: { ...env, SEATWISE_STARTED: "1" },
        detached: true,
        stdio: [...stdio],
      });
      child.on("error", (error) => fs.appendFileSync(logFile, `${error.message}\n`));
      const { pid } = child;
      const identity = pid === undefined ? null : identify(pid);
      if (pid !== undefined && identity !== null) {
        this.#running.set(name, { name, pid, identity });
        this.#save();
      }
      return child;
    } finally {
      fs.closeSync(output);
    }
  }
}
