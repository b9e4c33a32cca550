import fs from "node:fs";
import path from "node:path";

/** Which rows of the domain's checklist have tests: a test names its row as [S42] in its title. */
const files = fs
  .readdirSync("tests", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
  .sort();
const places = new Map<number, string[]>();
for (const file of files) {
  const lines = fs.readFileSync(path.join("tests", file), "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    for (const [, row] of line.matchAll(/\[S(\d+)\]/g)) {
      places.set(Number(row), [...(places.get(Number(row)) ?? []), `${file}:${index + 1}`]);
    }
  }
}
const rows = [...places.keys()].sort((a, b) => a - b);
for (const row of rows) console.log(`[S${String(row).padStart(2, "0")}] ${places.get(row)?.join(", ")}`);

const highest = rows.at(-1) ?? 0;
const missing = Array.from({ length: highest }, (_, index) => index + 1).filter((row) => !places.has(row));
console.log(`\n${rows.length} rows have tests.`);
if (missing.length > 0) console.log(`None up to [S${highest}]: ${missing.join(", ")}`);
