import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createRunFolder, endProcessesOf, RUN_VARIABLE, sweepDeadRuns } from "../../support/run-folder";
import { eventually } from "../../support/wait";

const START_MS = 10 * 60_000;
const STOP_MS = 45_000;

/** Variables of the machine that would lead the stack to somebody's real services. */
const KEEP_AWAY = ["DATABASE_URL", "REDIS_URL", "PORT", "HOST", "NEXTAUTH_URL", "NEXTAUTH_SECRET", "SECRET_KEY"];

/** The values of the block that a program shows when all of it runs, and that people read as well; null until it stands there. */
export type ReadWelcome = (label: string) => string | undefined;
export type Program<Welcome> = { welcome: Welcome; stop: () => Promise<void> };

/**
 * Starts one of the project's own programs with a data folder of its own and on free ports, and waits until it says that it
 * runs.
 */
export async function startProgram<Welcome>(
  script: string,
  dataName: string,
  variables: Record<string, string>,
  read: (value: ReadWelcome) => Welcome | null,
): Promise<Program<Welcome>> {
  const inherited = process.env[RUN_VARIABLE];
  if (!inherited) await sweepDeadRuns();
  const folder = inherited ?? createRunFolder();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...variables,
    ...{ [RUN_VARIABLE]: folder, DATA_DIR: path.join(folder, dataName) },
  };
  for (const name of KEEP_AWAY) delete env[name];

  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    child.kill("SIGTERM");
    await eventually(isGone, { timeoutMs: STOP_MS }).catch(() => child.kill("SIGKILL"));
    if (inherited) return;
    await endProcessesOf(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const valueAt: ReadWelcome = (label) => output.match(new RegExp(`^ {2}${label} {2,}(\\S.*)$`, "m"))?.[1]?.trim();
  try {
    const welcome = await eventually(() => (isGone() ? "ended" : read(valueAt)), {
      timeoutMs: START_MS,
      intervalMs: 100,
    });
    if (welcome === "ended") throw new Error(`${script} ended while it started.`);
    return { welcome, stop };
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${output}`);
  }
}
