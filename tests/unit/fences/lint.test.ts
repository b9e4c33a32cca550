import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

type Diagnostic = { severity: string; category: string; location: { path: string; start: { line: number } } };

const SNIPPET = [
  'console.log("hello");',
  "export const home = process.env.HOME;",
  "export const pass = (value: any) => value;",
  "export const first = (values: number[]) => values[0]!;",
  'import { unused } from "./other";',
].join("\n");

const root = fs.mkdtempSync(path.join(os.tmpdir(), "seatwise-fence-"));
afterAll(() => fs.rmSync(root, { recursive: true }));

let faults: string[];
beforeAll(() => {
  const config = JSON.parse(fs.readFileSync("biome.json", "utf8"));
  fs.writeFileSync(path.join(root, "biome.json"), JSON.stringify({ ...config, $schema: undefined, vcs: undefined }));
  for (const folder of ["lib/portals", "app", "components", "workers", "scripts", "lib"]) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
    fs.writeFileSync(path.join(root, folder, "snippet.ts"), SNIPPET);
  }
  const biome = path.resolve("node_modules/.bin/biome");
  const run = spawnSync(biome, ["lint", "--reporter=json", "--max-diagnostics=200"], { cwd: root, encoding: "utf8" });
  expect(run.status).toBe(1);
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  faults = diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ category, location }) => `${location.path}:${location.start.line} ${category}`);
});

const folders = ["lib/portals", "lib", "app", "components", "workers"];
const rules: [line: number, rule: string][] = [
  [1, "lint/suspicious/noConsole"],
  [2, "lint/style/noProcessEnv"],
  [3, "lint/suspicious/noExplicitAny"],
  [4, "lint/style/noNonNullAssertion"],
  [5, "lint/correctness/noUnusedImports"],
];

test.each(folders.flatMap((folder) => rules.map(([line, rule]) => [folder, line, rule] as const)))(
  "in %s, line %i is an error of %s",
  (folder, line, rule) => {
    expect(faults).toContain(`${folder}/snippet.ts:${line} ${rule}`);
  },
);

test("scripts may print and read the environment, and nothing more", () => {
  const rulesHit = faults.filter((fault) => fault.startsWith("scripts/")).map((fault) => fault.split(" ")[1]);
  expect(rulesHit.sort()).toEqual(
    rules
      .slice(2)
      .map(([, rule]) => rule)
      .sort(),
  );
});
