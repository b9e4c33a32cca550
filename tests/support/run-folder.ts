import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { identify, isAlive, readHolder } from "../../scripts/lib/pid-lock.mjs";
import { eventually } from "./wait";

const PREFIX = "seatwise-test-";
/** Every process of a run inherits it: it names the run's folder. */
export const RUN_VARIABLE = "SEATWISE_TEST_RUN";

/** A folder of its own for whatever a run of the tests writes, readable for the user that PostgreSQL runs as. */
export function createRunFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  fs.chmodSync(folder, 0o755);
  const owner = { pid: process.pid, identity: identify(process.pid) ?? "alive" };
  fs.writeFileSync(path.join(folder, "owner.json"), JSON.stringify(owner));
  return folder;
}

/** Ends what runs whose starter was killed have left: their processes and their folders. Living runs are let be. */
export async function sweepDeadRuns(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(os.tmpdir(), name);
    const owner = readHolder(path.join(folder, "owner.json"));
    // Without an owner it is another one's, just being made.
    if (owner === null || isAlive(owner)) continue;
    await endProcessesOf(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export type Found = { pid: number; command: string };

/** The processes that belong to a run: started by it, or working in its folder. Only Linux can tell. */
export function listProcessesOf(folder: string): Found[] {
  if (!fs.existsSync("/proc/self/environ")) return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({
      pid: Number(name),
      command: readOf(name, "cmdline").replaceAll("\0", " ").trim(),
      environment: readOf(name, "environ"),
    }))
    .filter(
      ({ command, environment }) =>
        command.includes(folder) || `\0${environment}\0`.includes(`\0${RUN_VARIABLE}=${folder}\0`),
    )
    .filter(({ pid }) => identify(pid) !== null)
    .map(({ pid, command }) => ({ pid, command }));
}

function readOf(pid: string, file: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // Ended meanwhile, or not ours to look into.
    return "";
  }
}

/** Ends them at once and waits until they are gone; answers with those it found. */
export async function endProcessesOf(folder: string): Promise<Found[]> {
  const found = listProcessesOf(folder);
  for (const { pid } of found) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
  if (found.length > 0) await eventually(() => listProcessesOf(folder).length === 0, { timeoutMs: 10_000 });
  return found;
}
