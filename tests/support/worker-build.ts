import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const ENTRY = "workers/main.ts";

/**
 * Bundles the worker under a name of its own, so that a Seatwise that runs from this folder keeps its worker, and the
 * tests never meet yesterday's. It lies inside the checkout, where the packages are found.
 */
export async function buildTestWorker(): Promise<{ path: string; remove(): void } | null> {
  if (!fs.existsSync(ENTRY)) return null;
  const outfile = path.resolve("dist", `worker.test-${process.pid}.mjs`);
  await build({
    entryPoints: [ENTRY],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "silent",
    // Its package throws outside of React's server build.
    alias: { "server-only": path.resolve("tests/support/server-only.ts") },
  });
  return { path: outfile, remove: () => fs.rmSync(outfile, { force: true }) };
}
