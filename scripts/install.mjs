// Plain JavaScript without packages: this is what installs them.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { identify, isAlive, readHolder, takeLock } from "./lib/pid-lock.mjs";
import { refuseWhileServing } from "./lib/serving.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PROGRESS_INTERVAL_MS = 5_000;
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** @param {string} version @param {string} minimum such as ">=20.19.0" */
export function isNodeNewEnough(version, minimum) {
  const parts = (/** @type {string} */ text) => text.replace(/^\D+/, "").split(".").map(Number);
  const [have, need] = [parts(version), parts(minimum)];
  for (let i = 0; i < 3; i += 1) if ((have[i] ?? 0) !== (need[i] ?? 0)) return (have[i] ?? 0) > (need[i] ?? 0);
  return true;
}

/**
 * Whether npm's own record of what it put into node_modules holds everything that the lock asks for. npm writes that
 * record last, so an interrupted installation has none.
 * @param {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} lock
 * @param {{ packages?: Record<string, { version?: string, integrity?: string }> }} installed
 */
export function isInstalledFrom(lock, installed) {
  const have = installed.packages ?? {};
  const wanted = Object.entries(lock.packages ?? {}).filter(([name]) => name !== "");
  for (const [name, entry] of wanted) {
    const found = have[name];
    if (!found && entry.optional) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(have).every((name) => name in (lock.packages ?? {}));
}

/** @param {string} root */
function isInstalled(root) {
  const lockText = fs.readFileSync(path.join(root, "package-lock.json"), "utf8");
  const hash = createHash("sha256").update(lockText).digest("hex");
  const modules = path.join(root, "node_modules");
  const stamp = path.join(modules, ".seatwise-lock");
  const read = (/** @type {string} */ file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null);
  if (read(stamp)?.trim() === hash) return { hash, stamp, isCurrent: true };
  const record = read(path.join(modules, ".package-lock.json"));
  const isCurrent = record !== null && isInstalledFrom(JSON.parse(lockText), JSON.parse(record));
  if (isCurrent) fs.writeFileSync(stamp, `${hash}\n`);
  return { hash, stamp, isCurrent };
}

/**
 * Installs the packages when they are missing, are those of another package-lock.json, or were installed only in part.
 * @param {{ root?: string, say?: (line: string) => void, npmArguments?: string[] }} [options]
 * @returns {Promise<boolean>} whether something had to be installed
 */
export async function ensureInstalled({ root = ROOT, say = console.log, npmArguments = [] } = {}) {
  if (isInstalled(root).isCurrent) return false;
  const lock = takeLock(path.join(root, "dist", ".install.lock"), "an installation");
  if (lock.holder) {
    throw new Error(`The packages of this folder are just being installed by process ${lock.holder.pid}. Wait for it.`);
  }
  try {
    const { hash, stamp, isCurrent } = isInstalled(root);
    if (isCurrent) return false;
    refuseWhileServing(root, "The packages have to be installed anew");
    fs.rmSync(stamp, { force: true });
    const startedAt = Date.now();
    say("Installing packages (npm ci), usually half a minute …");
    const ticker = setInterval(() => {
      say(`  still installing, ${Math.round((Date.now() - startedAt) / 1000)} s`);
    }, PROGRESS_INTERVAL_MS);
    try {
      await runNpm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...npmArguments]);
    } finally {
      clearInterval(ticker);
    }
    fs.writeFileSync(stamp, `${hash}\n`);
    say(`Packages installed in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
    return true;
  } finally {
    lock.release();
  }
}

/** The npm that runs us; null when only the shell knows where it is. */
function findNpm() {
  const file = process.env.npm_execpath ?? "";
  return file.endsWith("npm-cli.js") && fs.existsSync(file) ? file : null;
}

/** Two npm in one folder destroy each other's work: the one of a starter that was killed must end first. */
async function endLeftover(/** @type {string} */ file) {
  const left = readHolder(file);
  if (left && isAlive(left)) {
    process.kill(left.pid, "SIGKILL");
    while (isAlive(left)) await pause(20);
  }
  fs.rmSync(file, { force: true });
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<void>}
 */
async function runNpm(root, args) {
  const pidFile = path.join(root, "dist", ".npm.json");
  await endLeftover(pidFile);
  const cli = findNpm();
  const child = cli
    ? spawn(process.execPath, [cli, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
    : spawn("npm", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  const identity = child.pid === undefined ? null : identify(child.pid);
  fs.writeFileSync(pidFile, JSON.stringify({ pid: child.pid, identity }));
  let output = "";
  const keep = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString("utf8")).slice(-8_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  let isStopping = false;
  // npm would first put everything back, which takes a minute and is of no use: the next start begins from nothing.
  const stop = () => {
    isStopping = true;
    child.kill("SIGKILL");
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    const [code, signal] = await new Promise((resolve, reject) => {
      child.on("error", (error) => reject(new Error(`npm could not be started: ${error.message}`)));
      child.on("close", (...end) => resolve(end));
    });
    if (isStopping) throw new Error("Stopped while installing. The next start does it again.");
    if (code !== 0) throw new Error(`npm ci failed (${signal ?? `exit code ${code}`}):\n${output.trim()}`);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    fs.rmSync(pidFile, { force: true });
  }
}
