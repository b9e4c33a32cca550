import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launch, type Running } from "./launch";
import { Lifecycle } from "./lifecycle";
import { type Mode, readSettings, type Settings } from "./settings";

const SIGNAL_MS = 100;
const startedAt = performance.now();

/** A line of progress, with the seconds since the start. */
export function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  console.log(`[${seconds} s] ${line}`);
}

/**
 * Starts Seatwise and stays until somebody stops it.
 *
 * @param welcome what is still to do then; the lines it answers with are shown in a block at the end
 */
export async function runUntilStopped(
  mode: Mode,
  welcome: (running: Running, settings: Settings, lifecycle: Lifecycle) => Promise<string[]>,
): Promise<void> {
  // Whoever read our lines may be gone, the terminal closed: no reason to end in disorder.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const lifecycle = new Lifecycle(say);
  lifecycle.handleSignals();
  const fail = async (error: unknown) => {
    // Ctrl-C reaches the compiler too, whose end may be noticed before the signal is.
    await pause(SIGNAL_MS);
    // Whoever asked for the end gets it from the signal handler, with its exit code.
    if (lifecycle.signal.aborted) return;
    const isPlain = error instanceof Error && error.constructor === Error && !process.env.DEBUG;
    console.error(isPlain ? `\n${error.message}\n` : error);
    await lifecycle.stop();
    process.exit(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  try {
    const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
    const settings = readSettings(mode, root, process.env, process.argv.slice(2));
    const running = await launch(settings, lifecycle, say);
    const lines = await lifecycle.step(() => welcome(running, settings, lifecycle));
    const rule = "─".repeat(72);
    console.log(["", rule, ...lines.map((line) => (line === "" ? "" : `  ${line}`)), rule, ""].join("\n"));
  } catch (error) {
    await fail(error);
  }
}
