import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identify } from "@/scripts/lib/pid-lock.mjs";
import { waitFor } from "@/scripts/lib/wait";
import { createFolder, removeFolder } from "./folder";

const STARTER = fileURLToPath(new URL("starter.ts", import.meta.url));
const DEADLINE_MS = 20_000;

type Started = { process: ChildProcess; output: () => string; databasePid: number; starterPid: number };

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = createFolder();
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  // What a killed one left is ended by one that is stopped in order.
  const last = await start();
  last.process.kill("SIGTERM");
  await once(last.process, "exit");
  started.splice(0);
  removeFolder(folder);
});

const COMMAND = [process.execPath, "--import", "tsx", STARTER];

function spawnStarter(behaviour = "", isByNpm = false): { process: ChildProcess; output: () => string } {
  const [node = "", ...rest] = [...COMMAND, folder, behaviour];
  // npm puts a shell in between, which does not hand signals on; two commands keep it from stepping aside.
  const shell = ["-c", '"$0" "$@"; exit $?', node, ...rest];
  const env = { ...process.env, npm_lifecycle_event: isByNpm ? "demo" : undefined };
  const child = isByNpm ? spawn("sh", shell, { stdio: "pipe", env }) : spawn(node, rest, { stdio: "pipe", env });
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
  }
  return { process: child, output: () => text };
}

async function start(behaviour = "", isByNpm = false): Promise<Started> {
  const { process: child, output } = spawnStarter(behaviour, isByNpm);
  const ready = await waitFor(`a start; it said: ${output()}`, DEADLINE_MS, () => {
    if (child.exitCode !== null) throw new Error(`the starter ended: ${output()}`);
    return /READY (\d+) (\d+)/.exec(output());
  });
  await waitFor("the stand-ins", DEADLINE_MS, () => hasBegun("web") && hasBegun("worker"));
  return { process: child, output, databasePid: Number(ready[1]), starterPid: Number(ready[2]) };
}

const journal = () => {
  const file = path.join(folder, "journal");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
};
const events = () => journal().map((line) => line.split(" ").slice(0, 2).join(" "));
const beginningOf = (name: string) => journal().findLast((line) => line.startsWith(`${name} began`));
const hasBegun = (name: string) => beginningOf(name) !== undefined;
function pidOf(name: string): number {
  const pid = Number(beginningOf(name)?.split(" ")[2]);
  // 0 would mean every process of this group.
  if (!(pid > 0)) throw new Error(`${name} has not begun`);
  return pid;
}
const isGone = (pid: number) => identify(pid) === null;

describe("stopping", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends web, worker, database in this order on %s",
    async (signal) => {
      const { process: starter, databasePid } = await start();
      starter.kill(signal);
      expect(await once(starter, "exit")).toEqual([0, null]);
      expect(events().slice(2)).toEqual(["web stopped", "worker stopped"]);
      expect([pidOf("web"), pidOf("worker"), databasePid].filter((pid) => !isGone(pid))).toEqual([]);
      expect(existsSync(path.join(folder, "lock.json")), "the lock is given back").toBe(false);
      expect(readFileSync(path.join(folder, "logs", "postgres.log"), "utf8")).toContain("database system is shut down");
    },
  );

  it("takes the same press of Ctrl-C, handed on by npm, as one", async () => {
    const { process: starter } = await start();
    starter.kill("SIGINT");
    starter.kill("SIGINT");
    expect(await once(starter, "exit")).toEqual([0, null]);
    expect(events().slice(2)).toEqual(["web stopped", "worker stopped"]);
  });

  it("kills what does not end in time, and still stops the database in order", async () => {
    const { process: starter, output, databasePid } = await start("stubborn");
    starter.kill("SIGTERM");
    expect(await once(starter, "exit")).toEqual([0, null]);
    expect(events().slice(2)).toEqual(["web stopped", "worker ignored"]);
    expect(output()).toContain("worker did not end within 1 s and is killed");
    expect(isGone(databasePid) && isGone(pidOf("worker"))).toBe(true);
  });
});

describe("a starter whose npm was ended", () => {
  it.each(["SIGTERM", "SIGKILL"] as const)("by %s stops everything in order", async (signal) => {
    const { process: npm, starterPid } = await start("", true);
    expect(starterPid).not.toBe(npm.pid);
    npm.kill(signal);
    await waitFor("the starter to end", DEADLINE_MS, () => isGone(starterPid));
    expect(events().slice(2)).toEqual(["web stopped", "worker stopped"]);
    expect(readFileSync(path.join(folder, "logs", "postgres.log"), "utf8")).toContain("database system is shut down");
  });
});

describe("a starter that is killed", () => {
  it("leaves no program behind, and the next one takes its place", async () => {
    const first = await start();
    const left = [pidOf("web"), pidOf("worker")];
    first.process.kill("SIGKILL");
    await once(first.process, "exit");
    await waitFor("the stand-ins to end by themselves", DEADLINE_MS, () => left.every(isGone));
    expect(events().slice(2).sort()).toEqual(["web orphaned", "worker orphaned"]);
    expect(isGone(first.databasePid), "the database server does not notice").toBe(false);
    const second = await start();
    expect(second.output()).toContain("Ending the database server that an earlier start left");
    expect(isGone(first.databasePid)).toBe(true);
  });
});

describe("a second starter on the same data folder", () => {
  it("says where the first one is, and leaves it alone", async () => {
    await start();
    const second = spawnStarter();
    expect(await once(second.process, "exit")).toEqual([1, null]);
    expect(second.output()).toContain("already runs on the data folder");
    expect(second.output()).toContain("http://localhost:1234");
    // Two programs that start at once: either may say so first.
    expect([...events()].sort(), "the first one's programs did not even notice").toEqual(["web began", "worker began"]);
  });
});

describe("a program that has helpers of its own", () => {
  it("may start them the way it was started itself", async () => {
    await start("helped");
    expect(events()).toContain("worker helped");
  });
});

describe("a program that dies", () => {
  it("is started again, and its last lines are shown", async () => {
    const { output } = await start();
    const first = pidOf("web");
    process.kill(first, "SIGKILL");
    await waitFor("another web", DEADLINE_MS, () => pidOf("web") !== first);
    expect(output()).toContain("web ended (SIGKILL); starting it again in 0.5 s.");
  });

  it("is given more time after each crash", async () => {
    const { output } = await start("crash");
    await waitFor("two crashes", DEADLINE_MS, () => output().includes("again in 1 s"));
    expect(output()).toContain("worker ended (exit code 3); starting it again in 0.5 s.\n  worker cannot work");
  });

  it("as database is started again on the same port", async () => {
    const { databasePid, output } = await start();
    process.kill(databasePid, "SIGKILL");
    await waitFor("a second server", DEADLINE_MS, () => {
      const log = readFileSync(path.join(folder, "logs", "postgres.log"), "utf8");
      return log.split("database system is ready to accept connections").length === 3;
    });
    expect(output()).toContain("PostgreSQL ended (SIGKILL); starting it again.");
  });
});
