import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArchitectureReport, checkArchitecture } from "@/scripts/check/architecture";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

/** A small project of its own: path → content, with this project's compiler settings. */
function writeProject(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "seatwise-fence-"));
  folders.push(root);
  const packages = { bullmq: "1.0.0", "server-only": "1.0.0", ioredis: "1.0.0" };
  const entries = Object.entries({
    ...files,
    "tsconfig.json": fs.readFileSync("tsconfig.json", "utf8"),
    "package.json": JSON.stringify({ type: "module", dependencies: packages, devDependencies: { vitest: "1.0.0" } }),
    ...Object.fromEntries(
      [...Object.keys(packages), "vitest"].flatMap((name) => [
        [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
        [`node_modules/${name}/index.js`, "module.exports = {};"],
      ]),
    ),
  });
  for (const [file, content] of entries) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  return root;
}

/** importer → what it imports → the rule that must speak up. Each importer is used once. */
const forbidden: [importer: string, imported: string, rule: string][] = [
  ["lib/portals/a1.ts", "@/app/page", "nothing-imports-app"],
  ["components/shell/a2.tsx", "@/app/page", "nothing-imports-app"],
  ["lib/portals/a3.ts", "@/workers/main", "nothing-imports-workers"],
  ["app/a4.ts", "@/workers/main", "nothing-imports-workers"],
  ["app/a5.ts", "@/demo/main", "app-uses-components-and-lib"],
  ["workers/a6.ts", "@/components/ui/button", "workers-use-lib"],
  ["lib/format.ts", "@/components/ui/button", "lib-uses-lib"],
  ["components/portals/b1.tsx", "@/lib/db/client", "components-cannot-reach-the-server"],
  ["components/portals/b2.tsx", "@/lib/portals/queries", "components-cannot-reach-the-server"],
  ["components/portals/b3.tsx", "@/lib/portals/commands", "components-cannot-reach-the-server"],
  ["components/portals/b4.tsx", "@/lib/portals/store", "components-cannot-reach-the-server"],
  ["components/portals/b5.tsx", "@/lib/portals/secrets", "components-cannot-reach-the-server"],
  ["components/portals/b6.tsx", "@/lib/portals/run", "components-cannot-reach-the-server"],
  ["components/portals/b7.tsx", "node:fs", "components-cannot-reach-the-server"],
  ["components/portals/b8.tsx", "server-only", "components-cannot-reach-the-server"],
  ["components/portals/b9.tsx", "@/lib/portals/innocent", "components-cannot-reach-the-server"],
  ["components/ui/b10.tsx", "@/lib/portals/schema", "ui-knows-no-feature"],
  ["lib/paging.ts", "@/lib/accounts/schema", "base-knows-no-feature"],
  ["lib/audit/c1.ts", "@/lib/accounts/schema", "base-knows-no-feature"],
  ["lib/jobs/c2.ts", "@/lib/portals/schema", "base-knows-no-feature"],
  ["lib/auth/c3.ts", "@/lib/portals/schema", "sign-in-knows-accounts-only"],
  ["lib/accounts/d1.ts", "@/lib/graph/schema", "accounts-uses-features-before-it"],
  ["lib/graph/d2.ts", "@/lib/portals/schema", "graph-uses-features-before-it"],
  ["lib/portals/d3.ts", "@/lib/contacts/schema", "portals-uses-features-before-it"],
  ["lib/licences/d4.ts", "@/lib/import/schema", "licences-uses-features-before-it"],
  ["lib/server-tasks/d5.ts", "@/lib/monitor/schema", "server-tasks-uses-features-before-it"],
  ["lib/helpers/e1.ts", "@/lib/errors", "lib-has-known-folders"],
  ["lib/helper.ts", "@/lib/errors", "lib-has-known-files"],
  ["demo/main.ts", "@/lib/errors", "demo-stands-alone"],
  ["lib/accounts/f1.ts", "@/lib/crypto/seal", "one-module-unseals"],
  ["app/f2.ts", "@/lib/crypto/seal", "one-module-unseals"],
  ["lib/import/f3.ts", "bullmq", "queue-has-one-home"],
  ["app/f4.ts", "ioredis", "queue-has-one-home"],
  ["lib/import/f5.ts", "vitest", "no-development-package-at-run-time"],
  ["lib/import/f6.ts", "@/lib/import/missing", "no-unresolvable"],
  ["lib/monitor/g1.ts", "@/lib/monitor/z1", "no-circular"],
];

const surroundings: Record<string, string> = {
  "app/page.tsx": "export default () => null;",
  "workers/main.ts": "export {};",
  "components/ui/button.tsx": "export const Button = 1;",
  "lib/errors.ts": "export const value = 1;",
  "lib/db/client.ts": "export const value = 1;",
  "lib/crypto/seal.ts": "export const value = 1;",
  "lib/portals/innocent.ts": 'import "@/lib/portals/middle";',
  "lib/portals/middle.ts": 'import "@/lib/db/client";',
  "lib/monitor/z1.ts": 'import "@/lib/monitor/g1";',
  ...Object.fromEntries(
    ["schema", "queries", "commands", "store", "secrets", "run"].map((role) => [
      `lib/portals/${role}.ts`,
      "export const value = 1;",
    ]),
  ),
  ...Object.fromEntries(
    ["accounts", "graph", "contacts", "import", "monitor"].map((name) => [
      `lib/${name}/schema.ts`,
      "export const value = 1;",
    ]),
  ),
};

describe("imports that break a direction", () => {
  let report: ArchitectureReport;
  beforeAll(async () => {
    const bad = forbidden.map(([importer, imported]) => [importer, `import "${imported}";`]);
    report = await checkArchitecture(writeProject({ ...surroundings, ...Object.fromEntries(bad) }));
  });

  test.each(forbidden)("%s may not import %s: %s", (importer, _imported, rule) => {
    expect(report.faults).toContainEqual(expect.stringContaining(`${rule}: ${importer} → `));
  });
});

test("imports that keep the directions pass, and types may come from anywhere", async () => {
  const root = writeProject({
    ...surroundings,
    "lib/monitor/z1.ts": "export {};",
    "lib/jobs/queue.ts": 'import "bullmq"; import "ioredis";',
    "lib/auth/options.ts": 'import "@/lib/accounts/schema";',
    "lib/portals/secrets.ts": 'import { value } from "@/lib/crypto/seal"; export const secret = value;',
    "lib/portals/rules.ts": 'import type { value } from "@/lib/db/client"; export type Portal = typeof value;',
    "lib/contacts/store.ts": 'import "@/lib/portals/queries"; import "node:fs";',
    "workers/execute.ts": 'import "@/lib/import/schema"; import "bullmq";',
    "components/portals/list.tsx":
      'import { Button } from "@/components/ui/button"; import "@/lib/portals/schema"; import "@/lib/portals/rules"; import type { value } from "@/lib/portals/queries"; export type View = typeof value; export const list = Button;',
    "app/settings/page.tsx": 'import "@/components/portals/list"; import "@/lib/portals/queries";',
    "demo/server.ts": 'import "node:http";',
  });
  const report = await checkArchitecture(root);
  expect(report.faults).toEqual([]);
  expect(report.modulesSeen).toBe(28);
});

test("a project in which no module is seen is a fault, not a success", async () => {
  expect(await checkArchitecture(writeProject({}))).toEqual({
    modulesSeen: 0,
    faults: ["no source file found: nothing was checked"],
  });
});
