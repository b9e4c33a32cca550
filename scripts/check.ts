import { checkArchitecture } from "./check/architecture";
import { runTool, type ToolResult } from "./check/tool";
import { generateClient } from "./lib/build";

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
  { name: "types", run: () => runTool("tsc", ["--noEmit", "--pretty", "false"]) },
  { name: "directions", run: checkDirections },
  { name: "unused", run: () => runTool("knip", ["--no-progress", "--no-config-hints"]) },
];

async function generatePrismaClient(): Promise<ToolResult> {
  try {
    await generateClient(process.cwd());
    return { code: 0, output: "" };
  } catch (error) {
    return { code: 1, output: (error as Error).message };
  }
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
