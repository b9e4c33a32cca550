import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { countTier } from "@/scripts/test/report";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seatwise-report-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function write(report: unknown): string {
  const file = path.join(folder, "report.json");
  fs.writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
  return file;
}

const vitest = (changes: object) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...changes,
});

describe("a tier of vitest", () => {
  test.each([
    ["all is well", vitest({ numPassedTests: 3 }), 0, 3, 0],
    ["a test failed", vitest({ numPassedTests: 3, numFailedTests: 2 }), 1, 3, 2],
    ["tests did not run", vitest({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 }), 0, 3, 2],
    ["no test was found", vitest({}), 0, 0, 1],
    ["an error nobody caught", vitest({ numPassedTests: 3 }), 1, 3, 1],
    [
      "a file broke before its first test",
      vitest({ numPassedTests: 3, testResults: [{ name: "a", status: "failed", assertionResults: [] }] }),
      1,
      3,
      1,
    ],
    [
      "a file broke after its last test",
      vitest({
        numPassedTests: 1,
        testResults: [{ name: "a", status: "failed", assertionResults: [{ status: "passed" }] }],
      }),
      1,
      1,
      1,
    ],
    [
      "a failed test fails its file only once",
      vitest({
        numFailedTests: 1,
        testResults: [{ name: "a", status: "failed", assertionResults: [{ status: "failed" }] }],
      }),
      1,
      0,
      1,
    ],
  ])("%s", (_name, report, exitCode, passed, failed) => {
    expect(countTier("vitest", write(report), exitCode)).toMatchObject({ passed, failed });
  });

  test("a runner that crashed left no report, or half of one", () => {
    expect(countTier("vitest", path.join(folder, "none.json"), 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countTier("vitest", write('{"numPassed'), 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

const playwright = (stats: object, errors: unknown[] = []) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

describe("the journeys", () => {
  test.each([
    ["all is well", playwright({ expected: 3 }), 0, 3, 0],
    ["a journey failed", playwright({ expected: 3, unexpected: 1 }), 1, 3, 1],
    ["one passed only when repeated", playwright({ expected: 3, flaky: 1 }), 0, 3, 1],
    ["one did not run", playwright({ expected: 3, skipped: 1 }), 0, 3, 1],
    ["the stack did not start", playwright({}, [{ message: "no Chromium" }]), 1, 0, 1],
    ["no journey was found", playwright({}), 1, 0, 1],
  ])("%s", (_name, report, exitCode, passed, failed) => {
    expect(countTier("playwright", write(report), exitCode)).toMatchObject({ passed, failed });
  });
});
