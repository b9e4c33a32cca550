import fs from "node:fs";
import { identify } from "./pid-lock.mjs";

const LOOK_EVERY_MS = 500;

type Ancestor = { pid: number; identity: string };

function readAncestor(pid: number): Ancestor[] {
  const identity = pid > 0 ? identify(pid) : null;
  return identity === null ? [] : [{ pid, identity }];
}

function parentOf(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

const isNpm = (pid: number) => /\bnpm\b/.test(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8"));

/** npm and the shell that it puts between itself and us. Empty when nobody but a person or a service started us. */
function findLaunchers(): Ancestor[] {
  if (!process.env.npm_lifecycle_event) return [];
  const parent = process.ppid;
  try {
    const above = isNpm(parent) ? 0 : parentOf(parent);
    return [...readAncestor(parent), ...(above > 1 && isNpm(above) ? readAncestor(above) : [])];
  } catch {
    return readAncestor(parent);
  }
}

/**
 * Calls back once npm is gone. SIGTERM to npm ends npm and its shell, but the shell does not hand it on: without this,
 * everything would go on running with nobody left to stop it.
 */
export function watchLaunchers(onGone: () => void): void {
  const launchers = findLaunchers();
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(({ pid, identity }) => identify(pid) === identity)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
