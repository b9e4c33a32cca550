import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

/** Not the system's own: the user that PostgreSQL runs as must be able to enter it. */
const HOME = process.platform === "linux" ? "/tmp" : (process.env.TMPDIR ?? "/tmp");

export function createFolder(): string {
  const folder = mkdtempSync(path.join(HOME, "seatwise-starter-"));
  chmodSync(folder, 0o755);
  return folder;
}
export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });
