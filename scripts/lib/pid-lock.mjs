// Plain JavaScript without packages: it also guards the installation of the packages.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/**
 * @typedef {{ pid: number, identity: string, note?: string }} Holder
 * @typedef {{ holder?: undefined, release(): void, update(note: string): void }} Held
 */

/**
 * When the process with this id began, or null if there is none. A process id is given out again one day; id and
 * beginning together are not.
 * @param {number} pid
 * @returns {string | null}
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold spaces; behind it come the state and, as the 20th, the start in clock ticks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : `ticks ${fields[19]}`;
  } catch {
    if (fs.existsSync("/proc/self/stat")) return null;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return null;
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return "alive";
  }
}

/** @param {Holder} holder */
export function isAlive(holder) {
  return identify(holder.pid) === holder.identity;
}

/**
 * @param {string} file
 * @returns {Holder | null}
 */
export function readHolder(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, "utf8"));
    return typeof holder?.pid === "number" && typeof holder.identity === "string" ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes the lock, or answers with the living process that has it. What a dead process left is taken over.
 * @param {string} file
 * @param {string} [note] shown to whoever finds the lock taken
 * @returns {Held | { holder: Holder }}
 */
export function takeLock(file, note) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const own = { pid: process.pid, identity: identify(process.pid) ?? "alive" };
  const draft = `${file}.${process.pid}`;
  try {
    for (;;) {
      fs.writeFileSync(draft, JSON.stringify({ ...own, note }));
      try {
        // A link appears complete or not at all: nobody reads half a lock.
        fs.linkSync(draft, file);
        break;
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      }
      const holder = readHolder(file);
      if (holder && isAlive(holder)) return { holder };
      dropStale(file, holder);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  const isOwn = () => readHolder(file)?.pid === process.pid;
  return {
    release: () => {
      if (isOwn()) fs.rmSync(file, { force: true });
    },
    update: (text) => {
      if (!isOwn()) return;
      fs.writeFileSync(draft, JSON.stringify({ ...own, note: text }));
      fs.renameSync(draft, file);
    },
  };
}

/**
 * Two starters may find the same dead lock: only the one that moved exactly that lock away may go on.
 * @param {string} file
 * @param {Holder | null} seen
 */
function dropStale(file, seen) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== seen?.pid || moved.identity !== seen.identity) && isAlive(moved)) {
    try {
      fs.linkSync(aside, file);
    } catch {
      // A third one has it meanwhile; the next look says who.
    }
  }
  fs.rmSync(aside, { force: true });
}
