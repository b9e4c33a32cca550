import path from "node:path";
import { findChromium } from "../../../scripts/test/programs";
import { startProgram } from "./program";

export type Stack = { url: string; username: string; password: string; dataDir: string; demoUrl: string };

/**
 * Starts everything as `npm run demo` does: database, demo tenant, worker and the built app, in a folder of its own and
 * on free ports. The journeys find it through SEATWISE_E2E.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  if (findChromium() === null) {
    throw new Error("The journeys need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.");
  }
  // The journeys register apps of their own in the demo tenant, as an administrator does in Entra.
  const { welcome, stop } = await startProgram(
    "scripts/demo.mjs",
    "e2e",
    { DEMO_CONTROL: "1" },
    (value): Stack | null => {
      const [url, username, password, dataDir, demoUrl] = [
        "Address",
        "Username",
        "Password",
        "Data",
        "Demo tenant",
      ].map(value);
      if (!url || !username || !password || !dataDir || !demoUrl) return null;
      return { url, username, password, dataDir: path.resolve(dataDir), demoUrl };
    },
  );
  process.env.SEATWISE_E2E = JSON.stringify(welcome);
  return stop;
}
