import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createRunFolder, endProcessesOf, RUN_VARIABLE, sweepDeadRuns } from "../tests/support/run-folder";
import { ensureBuilt, generateClient } from "./lib/build";
import { chromium, ensurePrograms, type Program, redisServer } from "./test/programs";
import { type Count, countTier } from "./test/report";

type Tier = { name: string; runner: "vitest" | "playwright"; programs: Program[]; needsBuild: boolean };

const TIERS: Tier[] = [
  { name: "unit", runner: "vitest", programs: [], needsBuild: false },
  { name: "integration", runner: "vitest", programs: [redisServer], needsBuild: false },
  { name: "fault", runner: "vitest", programs: [redisServer], needsBuild: false },
  { name: "e2e", runner: "playwright", programs: [chromium], needsBuild: true },
];
const STOP_MS = 20_000;

const say = (line: string) => console.log(line);

/** `npm test` runs everything, `npm test -- unit e2e` those tiers, `npm test -- unit portals` the files named so. */
function readArguments(words: string[]): { tiers: Tier[]; filters: string[] } {
  const named = TIERS.filter(({ name }) => words.includes(name));
  const filters = words.filter((word) => !TIERS.some(({ name }) => name === word));
  return { tiers: named.length > 0 ? named : TIERS, filters };
}

let current: ChildProcess | null = null;
const interruption = new AbortController();

function runTier({ name, runner }: Tier, filters: string[], folder: string): Promise<number> {
  const report = reportFile(folder, name);
  const args =
    runner === "vitest"
      ? [
          "node_modules/vitest/vitest.mjs",
          "run",
          "--project",
          name,
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${report}`,
        ]
      : [
          "node_modules/@playwright/test/cli.js",
          "test",
          "--reporter=list,json",
          `--output=test-results/${path.basename(folder)}`,
        ];
  const child = spawn(process.execPath, [...args, ...filters], {
    env: { ...process.env, [RUN_VARIABLE]: folder, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    stdio: ["ignore", "inherit", "inherit"],
    // A group of its own: Ctrl-C reaches it through us, once, and all of it at the end.
    detached: true,
  });
  current = child;
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => {
      current = null;
      resolve(code ?? 1);
    });
  });
}

const reportFile = (folder: string, tier: string) => path.join(folder, `${tier}.json`);

/** Asks the runner to end, and ends it and all that it started when it does not. */
function interrupt(folder: string): void {
  if (interruption.signal.aborted) return;
  interruption.abort(new Error("interrupted"));
  say("\nStopping …");
  current?.kill("SIGINT");
  setTimeout(() => void endProcessesOf(folder), STOP_MS).unref();
}

async function runAll(tiers: Tier[], filters: string[], folder: string): Promise<Count> {
  const total: Count = { passed: 0, failed: 0, notes: [] };
  const lines: string[] = [];
  let build: Promise<unknown> | null = null;
  for (const tier of tiers) {
    if (interruption.signal.aborted) break;
    say(`\n── ${tier.name} ${"─".repeat(60)}`);
    const startedAt = Date.now();
    let count: Count;
    try {
      if (tier.needsBuild) {
        say("Building …");
        build ??= ensureBuilt({ root: process.cwd(), say, signal: interruption.signal });
        await build;
      }
      const exitCode = await runTier(tier, filters, folder);
      count = countTier(tier.runner, reportFile(folder, tier.name), exitCode);
    } catch (error) {
      count = { passed: 0, failed: 1, notes: [(error as Error).message] };
    }
    const leaked = await endProcessesOf(folder);
    if (leaked.length > 0 && !interruption.signal.aborted) {
      count.failed += 1;
      count.notes.push(...leaked.map(({ pid, command }) => `left running: ${pid} ${command.slice(0, 200)}`));
    }
    total.passed += count.passed;
    total.failed += count.failed;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    lines.push(`${tier.name.padEnd(12)} ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
    lines.push(...count.notes.map((note) => `  ${note}`));
  }
  if (interruption.signal.aborted) {
    total.failed += 1;
    lines.push("interrupted, which counts as failed");
  }
  say(`\n${lines.join("\n")}\n`);
  return total;
}

const { tiers, filters } = readArguments(process.argv.slice(2));
await sweepDeadRuns();
const folder = createRunFolder();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt(folder));
let total: Count = { passed: 0, failed: 1, notes: [] };
try {
  ensurePrograms([...new Set(tiers.flatMap(({ programs }) => programs))], say);
  await generateClient(process.cwd(), interruption.signal);
  total = await runAll(tiers, filters, folder);
} catch (error) {
  console.error(error);
} finally {
  await endProcessesOf(folder);
  fs.rmSync(folder, { recursive: true, force: true });
}
process.exitCode = total.failed > 0 ? 1 : 0;
say(`${total.passed} passed, ${total.failed} failed`);
process.exit();
