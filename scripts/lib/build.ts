import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { bundleOptions } from "./bundle";
import { hashContent } from "./content-hash";
import { takeLock } from "./pid-lock.mjs";
import { markServing, refuseWhileServing } from "./serving.mjs";
import { waitFor } from "./wait";

const FOLDERS = ["app", "components", "lib", "messages", "prisma", "public", "workers", "demo"];
const OWN = [
  "scripts/lib/build.ts",
  "scripts/lib/bundle.ts",
  "scripts/lib/nothing.mjs",
  "scripts/prisma-schema-engine.mjs",
];
const ROOT_FILES =
  /^(instrumentation.*|proxy|next\.config|postcss\.config|prisma\.config|tsconfig|package|package-lock)\.(ts|js|json)$/;
const GENERATED_CLIENT = "lib/db/generated";
const BUNDLES = { "dist/worker.mjs": "workers/main.ts", "dist/demo.mjs": "demo/main.ts" };
const STAMP = ".next/seatwise-build.json";
const OTHER_BUILD_MS = 15 * 60_000;
const PROGRESS_INTERVAL_MS = 10_000;
const TAIL_CHARACTERS = 12_000;

type Options = {
  root: string;
  say?: (line: string) => void;
  signal?: AbortSignal;
  /** Marks this process as one that serves the build, before anybody else could replace it. */
  servesAs?: string;
};

const hashInputs = (root: string) =>
  hashContent(root, [...FOLDERS, ...OWN, ...fs.readdirSync(root).filter((name) => ROOT_FILES.test(name))], (item) =>
    item.startsWith(GENERATED_CLIENT),
  );

function isCurrent(root: string, hash: string): boolean {
  const made = [STAMP, ".next/BUILD_ID", ...Object.keys(BUNDLES), `${GENERATED_CLIENT}/client.ts`];
  if (!made.every((file) => fs.existsSync(path.join(root, file)))) return false;
  try {
    return JSON.parse(fs.readFileSync(path.join(root, STAMP), "utf8")).hash === hash;
  } catch {
    return false;
  }
}

/** Builds the app, the worker and the demo tenant, unless that was done from these very sources. Needs no database. */
export async function ensureBuilt({ root, say = () => {}, signal, servesAs }: Options): Promise<boolean> {
  const lock = await lockBuild(root, say, signal);
  try {
    const hash = hashInputs(root);
    const isNeeded = !isCurrent(root, hash);
    if (isNeeded) {
      refuseWhileServing(root, "The sources have changed and the app has to be built anew");
      say("Building the app, about a minute …");
      fs.rmSync(path.join(root, STAMP), { force: true });
      await generateClient(root, signal);
      await buildBundles(root);
      await buildWeb(root, say, signal);
      fs.writeFileSync(path.join(root, STAMP), JSON.stringify({ hash }));
    }
    if (servesAs) markServing(root, servesAs);
    return isNeeded;
  } finally {
    lock.release();
  }
}

async function lockBuild(root: string, say: (line: string) => void, signal?: AbortSignal) {
  const file = path.join(root, "dist", ".build.lock");
  const first = takeLock(file, "a build");
  if (!first.holder) return first;
  say(`Waiting for the build that process ${first.holder.pid} makes in this folder …`);
  return waitFor(
    "the other build",
    OTHER_BUILD_MS,
    () => {
      signal?.throwIfAborted();
      const next = takeLock(file, "a build");
      return next.holder ? false : next;
    },
    500,
  );
}

/** Prisma's client, from the schema; skipped when it was made from this schema. */
export async function generateClient(root: string, signal?: AbortSignal): Promise<void> {
  const hash = hashContent(root, ["prisma/schema", "prisma.config.ts", "package-lock.json"]);
  const stamp = path.join(root, GENERATED_CLIENT, ".made-from");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash) return;
  await runNode(root, "prisma generate", ["node_modules/prisma/build/index.js", "generate"], signal);
  fs.writeFileSync(stamp, hash);
}

async function buildBundles(root: string): Promise<void> {
  try {
    for (const [outfile, entry] of Object.entries(BUNDLES)) {
      await esbuild.build({
        ...bundleOptions,
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        sourcemap: true,
      });
    }
  } finally {
    // Its service process would stay as long as the starter does.
    await esbuild.stop();
  }
}

async function buildWeb(root: string, say: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  const ticker = setInterval(() => {
    say(`  still building, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }, PROGRESS_INTERVAL_MS);
  try {
    await runNode(root, "next build", ["node_modules/next/dist/bin/next", "build"], signal);
  } finally {
    clearInterval(ticker);
  }
}

/** Runs one of the tools; only when it fails, its output is of interest. */
function runNode(root: string, name: string, args: string[], signal?: AbortSignal): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1", CI: "1" };
  const child = spawn(process.execPath, args, { cwd: root, env, signal, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString("utf8")).slice(-TAIL_CHARACTERS);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, end) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} failed (${end ?? `exit code ${code}`}):\n${output.trim()}`));
    });
  });
}
