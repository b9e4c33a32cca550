import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { findChromium } from "../../../scripts/test/programs";
import { createRunFolder, endProcessesOf, RUN_VARIABLE, sweepDeadRuns } from "../../support/run-folder";
import { eventually } from "../../support/wait";

const START_MS = 10 * 60_000;
const STOP_MS = 45_000;

/** Variables of the machine that would lead the stack to somebody's real services. */
const KEEP_AWAY = ["DATABASE_URL", "REDIS_URL", "PORT", "HOST", "NEXTAUTH_URL", "NEXTAUTH_SECRET", "SECRET_KEY"];

/**
 * Starts everything as `npm run demo` does: database, demo tenant, worker and the built app, in a folder of its own and
 * on free ports. The journeys find it through SEATWISE_E2E.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  if (findChromium() === null) {
    throw new Error("The journeys need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.");
  }
  const inherited = process.env[RUN_VARIABLE];
  if (!inherited) await sweepDeadRuns();
  const folder = inherited ?? createRunFolder();
  // The journeys register apps of their own in the demo tenant, as an administrator does in Entra.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ [RUN_VARIABLE]: folder, DATA_DIR: path.join(folder, "e2e"), DEMO_CONTROL: "1" },
  };
  for (const name of KEEP_AWAY) delete env[name];

  const child = spawn(process.execPath, ["scripts/demo.mjs"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
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
  try {
    const stack = await eventually(() => (isGone() ? "ended" : readWelcome(output)), {
      timeoutMs: START_MS,
      intervalMs: 100,
    });
    if (stack === "ended") throw new Error("The stack ended while it started.");
    process.env.SEATWISE_E2E = JSON.stringify(stack);
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${output}`);
  }
  return stop;
}

export type Stack = { url: string; username: string; password: string; dataDir: string; demoUrl: string };

/** The block that the demo shows when all of it runs, and that people read as well. */
function readWelcome(output: string): Stack | null {
  const value = (label: string) => output.match(new RegExp(`^ {2}${label} {2,}(\\S.*)$`, "m"))?.[1]?.trim();
  const [url, username, password, dataDir, demoUrl] = ["Address", "Username", "Password", "Data", "Demo tenant"].map(
    value,
  );
  if (!url || !username || !password || !dataDir || !demoUrl) return null;
  return { url, username, password, dataDir: path.resolve(dataDir), demoUrl };
}
