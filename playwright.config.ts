import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/test/programs";

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "tests/e2e/support/stack.ts",
  // One worker: the journeys share one stack, and this machine may have two cores.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: {
      // Left undefined, Playwright says itself that there is no browser; stack.ts says what to install.
      executablePath: findChromium() ?? undefined,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
      ],
    },
    timezoneId: "Europe/Berlin",
    viewport: { width: 1366, height: 768 },
    screenshot: "only-on-failure",
    trace: "off",
  },
  projects: [{ name: "en", use: { locale: "en-GB" } }],
});
