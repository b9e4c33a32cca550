import fs from "node:fs";
import { checkArchitecture } from "./check/architecture";
import { runTool, type ToolResult } from "./check/tool";

type Step = { name: string; run: () => Promise<ToolResult> };

/** What later steps read and a fresh clone lacks. One after the other, since each is short. */
const preparations: Step[] = [
  { name: "prisma client", run: generatePrismaClient },
  { name: "route types", run: () => runTool("next", ["typegen"]) },
];

const steps: Step[] = [
  {
    name: "format and lint",
    run: () => runTool("biome", ["ci", "--error-on-warnings", "--colors=off", "--reporter=concise", "."]),
  },
  { name: "types", run: () => runTool("tsc", ["--noEmit"]) },
  { name: "directions", run: checkDirections },
  { name: "unused", run: () => runTool("knip", ["--no-progress", "--no-config-hints"]) },
];

/** The client follows the schema: a newer schema, or none generated yet, makes it anew. */
async function generatePrismaClient(): Promise<ToolResult> {
  const generated = "lib/db/generated/client.ts";
  const changedAt = fs.readdirSync("prisma/schema").map((file) => fs.statSync(`prisma/schema/${file}`).mtimeMs);
  if (fs.existsSync(generated) && fs.statSync(generated).mtimeMs > Math.max(...changedAt)) {
    return { code: 0, output: "" };
  }
  return runTool("prisma", ["generate"]);
}

async function checkDirections(): Promise<ToolResult> {
  const { faults } = await checkArchitecture(process.cwd());
  return { code: faults.length > 0 ? 1 : 0, output: faults.join("\n") };
}

async function runStep({ name, run }: Step): Promise<boolean> {
  const startedAt = Date.now();
  const { code, output } = await run();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const isWell = code === 0;
  console.log(`${isWell ? "ok    " : "FAILED"} ${name.padEnd(16)} ${seconds.padStart(5)} s`);
  if (!isWell) console.log(`${output.replace(/^/gm, "       ")}\n`);
  return isWell;
}

const results: boolean[] = [];
for (const step of preparations) results.push(await runStep(step));
results.push(...(await Promise.all(steps.map(runStep))));
process.exitCode = results.includes(false) ? 1 : 0;
