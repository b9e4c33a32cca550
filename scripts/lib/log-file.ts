import fs from "node:fs";
import path from "node:path";

const ROTATE_AT_BYTES = 10 * 1024 * 1024;
const TAIL_LINES = 15;

/** Makes the log's folder; a log that has grown large becomes `<name>.1`, in place of the one before. */
export function rotateLog(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (fs.existsSync(file) && fs.statSync(file).size > ROTATE_AT_BYTES) fs.renameSync(file, `${file}.1`);
}

/** The last lines behind an offset, indented. */
export function readTail(file: string, from = 0): string {
  if (!fs.existsSync(file)) return "";
  const lines = fs.readFileSync(file).subarray(from).toString("utf8").trimEnd().split("\n");
  return lines
    .slice(-TAIL_LINES)
    .map((line) => `  ${line}`)
    .join("\n");
}
