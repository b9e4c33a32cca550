import { expect, test } from "vitest";
import { wordLogCode } from "@/lib/monitor/log-text";
import { percentOf } from "@/lib/monitor/progress";
import { splitInterval } from "@/lib/server-tasks/interval";

test("progress is known while users are read, and is never complete before the run is", () => {
  expect(percentOf({ phase: "import", stepsDone: 300, stepsTotal: 1_200 })).toBe(25);
  expect(percentOf({ phase: "import", stepsDone: 1_200, stepsTotal: 1_200 })).toBe(99);
  expect(percentOf({ phase: "import", stepsDone: 0, stepsTotal: 0 })).toBeNull();
  expect(percentOf({ phase: "recalculation", stepsDone: 1, stepsTotal: 1 })).toBeNull();
});

test.each([
  [5, { count: 5, unit: "minutes" }],
  [90, { count: 90, unit: "minutes" }],
  [300, { count: 5, unit: "hours" }],
  [1_440, { count: 1, unit: "days" }],
  [44_640, { count: 31, unit: "days" }],
] as const)("%i minutes are said in the largest unit", (minutes, expected) => {
  expect(splitInterval(minutes)).toEqual(expected);
});

test("a code without a text still says which it is", () => {
  const translate = Object.assign((key: string, values?: object) => `${key} ${JSON.stringify(values)}`, {
    has: (key: string) => key === "import.log.known.text",
    raw: (key: string) => key,
  });
  expect(wordLogCode(translate, "new-one")).toEqual({ text: 'import.unknownCode {"code":"new-one"}', remedy: null });
  expect(wordLogCode(translate, "known", { a: 1 }).text).toBe('import.log.known.text {"a":1}');
});
