import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const base = {
  environment: "node",
  setupFiles: [at("tests/support/setup.ts")],
  // The process's own log is no part of a test's output; a test that reads it makes its own logger.
  env: { LOG_LEVEL: "silent", NEXT_TELEMETRY_DISABLED: "1" },
};

export default defineConfig({
  resolve: {
    // The longer name first: an alias matches by prefix.
    alias: [
      { find: /^server-only$/, replacement: at("scripts/lib/nothing.mjs") },
      { find: /^@\//, replacement: at("./") },
    ],
  },
  test: {
    // A promise nobody awaited, a leaked socket: at the end of a file it is a failure, not a note.
    dangerouslyIgnoreUnhandledErrors: false,
    allowOnly: false,
    passWithNoTests: false,
    retry: 0,
    projects: [
      {
        extends: true,
        test: {
          ...base,
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          pool: "threads",
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          ...base,
          name: "integration",
          include: ["tests/integration/**/*.test.{ts,tsx}"],
          globalSetup: [at("tests/support/services.ts")],
          pool: "forks",
          // They wait for servers more than they reckon: two at once keep a small machine busy, and no more.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...base,
          name: "fault",
          include: ["tests/fault/**/*.test.ts"],
          globalSetup: [at("tests/support/services.ts")],
          pool: "forks",
          // One file at a time: these tests measure deadlines, and a loaded machine blurs them.
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...base,
          // No part of the tests: ratios to floors of the same run, on demand (npm run bench).
          name: "bench",
          include: ["tests/bench/**/*.test.ts"],
          globalSetup: [at("tests/support/services.ts")],
          pool: "forks",
          maxWorkers: 1,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
