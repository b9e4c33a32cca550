import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** What no test of ours may do, and why. */
const FORBIDDEN: [pattern: RegExp, reason: string][] = [
  [/\b(test|it|describe)\.(skip|skipIf|runIf|todo|only|fixme)\b/, "a test that does not run reads as a pass"],
  [/\btest\.fail\b|\b(test|it)\.fails\b/, "an expected failure hides the day it is mended"],
  [/\bvi\.(mock|doMock)\(/, "our own modules are run, not replaced"],
  [
    /\bwaitForTimeout\(|timers\/promises|setTimeout\((resolve|done|r)\b/,
    "a sleep is too short or too long; use eventually()",
  ],
  [/\bretry:\s*[1-9]|retries:\s*[1-9]/, "a test that passes at the second go is broken at the first"],
];

/** Where polling and pausing itself lives. */
const EXEMPT = ["tests/support/wait.ts", "tests/unit/fences/tests.test.ts"];

const faultsIn = (file: string, text: string) =>
  text
    .split("\n")
    .flatMap((line, index) =>
      FORBIDDEN.filter(([pattern]) => pattern.test(line)).map(([, reason]) => `${file}:${index + 1}: ${reason}`),
    );

test("no test sleeps, is skipped, is tried twice or replaces our own modules", () => {
  const files = fs
    .readdirSync("tests", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !EXEMPT.includes(file.split(path.sep).join("/")));
  expect(files.length).toBeGreaterThan(3);
  expect(files.flatMap((file) => faultsIn(file, fs.readFileSync(file, "utf8")))).toEqual([]);
});

test.each([
  "test.skip('x', () => {})",
  "describe.only('x', () => {})",
  "it.todo('x')",
  "vi.mock('@/lib/config')",
  "await new Promise((resolve) => setTimeout(resolve, 500));",
  "await page.waitForTimeout(100)",
  "export default { retries: 2 }",
])("%s is found", (line) => {
  expect(faultsIn("bad.test.ts", line)).toHaveLength(1);
});
