import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** A program the tests need and npm does not bring. */
export type Program = { name: string; debianPackage: string; find: () => string | null };

export const redisServer: Program = {
  name: "redis-server",
  debianPackage: "redis-server",
  find: () => process.env.REDIS_SERVER_PATH ?? findOnPath(["redis-server"]),
};

export const chromium: Program = {
  name: "Chromium",
  debianPackage: "chromium",
  find: () => findChromium(),
};

/** CHROMIUM_PATH, or the first known one on this machine. */
export function findChromium(): string | null {
  return (
    process.env.CHROMIUM_PATH ?? findOnPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
  );
}

function findOnPath(names: string[]): string | null {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", "/usr/sbin", "/usr/local/bin"];
  const candidates = names.flatMap((name) => folders.filter(Boolean).map((folder) => path.join(folder, name)));
  return candidates.find((file) => fs.existsSync(file)) ?? null;
}

/**
 * Installs what is missing where that is possible: root, with apt-get. Elsewhere, or when it fails, it only says what to
 * install; the tests that need it fail then.
 */
export function ensurePrograms(programs: Program[], say: (line: string) => void): void {
  const missing = programs.filter((program) => program.find() === null);
  if (missing.length === 0) return;
  const packages = missing.map((program) => program.debianPackage);
  const canInstall = process.getuid?.() === 0 && findOnPath(["apt-get"]) !== null;
  if (canInstall) {
    say(`Installing ${packages.join(" and ")} …`);
    runAptGet(["update"]);
    const output = runAptGet(["install", "-y", "--no-install-recommends", ...packages]);
    if (missing.every((program) => program.find() !== null)) return;
    say(output.trimEnd().split("\n").slice(-8).join("\n"));
  }
  for (const program of missing.filter(({ find }) => find() === null)) {
    say(
      `Missing: ${program.name}. Install it (Debian: apt-get install ${program.debianPackage}); tests that need it fail.`,
    );
  }
}

function runAptGet(args: string[]): string {
  // Another copy of the tests may be installing the same.
  const options = ["-o", "DPkg::Lock::Timeout=120", ...args];
  const run = spawnSync("apt-get", options, {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return `${run.stdout}${run.stderr}${run.error?.message ?? ""}`;
}
