import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/lib/bundle";
import { identify } from "../../scripts/lib/pid-lock.mjs";

const ENTRY = "workers/main.ts";
const NAME = /^worker\.test-(\d+)\.mjs$/;

/**
 * Bundles the worker under a name of its own, so that a Seatwise that runs from this folder keeps its worker, and the
 * tests never meet yesterday's. It lies inside the checkout, where the packages are found.
 */
export async function buildTestWorker(): Promise<{ path: string; remove(): void } | null> {
  if (!fs.existsSync(ENTRY)) return null;
  removeLeftovers();
  const outfile = path.resolve("dist", `worker.test-${process.pid}.mjs`);
  await build({ ...bundleOptions, entryPoints: [ENTRY], outfile, sourcemap: "inline" });
  return { path: outfile, remove: () => fs.rmSync(outfile, { force: true }) };
}

/** Those of runs that were killed before they could clear up. */
function removeLeftovers(): void {
  if (!fs.existsSync("dist")) return;
  for (const file of fs.readdirSync("dist")) {
    const pid = file.match(NAME)?.[1];
    if (pid && identify(Number(pid)) === null) fs.rmSync(path.join("dist", file), { force: true });
  }
}
