import fs from "node:fs";
import path from "node:path";
import { identify } from "./pid-lock.mjs";

/** The embedded database of a Seatwise that runs on this data folder. */
export function findRunningDatabase(dataDir: string): string {
  const refused = new Error(
    `No Seatwise runs on the data folder ${dataDir}. Start it first, or set DATA_DIR or DATABASE_URL as it has them.`,
  );
  try {
    const kept: { password: string; outside?: string } = JSON.parse(
      fs.readFileSync(path.join(dataDir, "postgres.json"), "utf8"),
    );
    const cluster = kept.outside ?? path.join(dataDir, "pg");
    // PostgreSQL's own file: process id, folder, start, port, …
    const [pid, , , port] = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    if (identify(Number(pid)) === null) throw refused;
    return `postgresql://seatwise:${kept.password}@127.0.0.1:${Number(port)}/seatwise`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES") throw error;
    throw refused;
  }
}
