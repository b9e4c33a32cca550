import fs from "node:fs";

export type Count = {
  passed: number;
  failed: number /** in words, for what the reporters do not show */;
  notes: string[];
};

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: { status: string }[] }[];
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

/** What a tier's runner wrote, together with how it ended. A run that left no report has crashed. */
export function countTier(runner: "vitest" | "playwright", reportFile: string, exitCode: number): Count {
  let report: unknown;
  try {
    report = JSON.parse(fs.readFileSync(reportFile, "utf8"));
  } catch {
    return { passed: 0, failed: 1, notes: [`the runner ended with exit code ${exitCode} and left no report`] };
  }
  const count = runner === "vitest" ? countVitest(report as VitestReport) : countPlaywright(report as PlaywrightReport);
  if (count.passed + count.failed === 0) {
    count.failed = 1;
    count.notes.push("no test was found");
  }
  if (exitCode !== 0 && count.failed === 0) {
    count.failed = 1;
    count.notes.push(`every test passed, but the runner ended with exit code ${exitCode}`);
  }
  return count;
}

function countVitest(report: VitestReport): Count {
  const notes: string[] = [];
  let failed = report.numFailedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) {
    failed += skipped;
    notes.push(`${skipped} did not run, which counts as failed`);
  }
  // A file that breaks before its first test has none that could fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((result) => result.status === "passed"),
  );
  failed += broken.length;
  notes.push(...broken.map(({ name }) => `broken outside of its tests: ${name}`));
  return { passed: report.numPassedTests, failed, notes };
}

function countPlaywright({ stats, errors }: PlaywrightReport): Count {
  const notes: string[] = [];
  if (stats.skipped > 0) notes.push(`${stats.skipped} did not run, which counts as failed`);
  if (stats.flaky > 0) notes.push(`${stats.flaky} passed only when repeated, which counts as failed`);
  if (errors.length > 0) notes.push(`${errors.length} errors outside of the tests`);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length, notes };
}
