import { describe, expect, test } from "vitest";
import { describeInvalidInput } from "@/lib/actions/failure";
import { isCyclic } from "@/lib/server-tasks/chain";
import { defaultServerTasks } from "@/lib/server-tasks/defaults";
import { editTaskSchema, startConditionSchema, startTaskSchema } from "@/lib/server-tasks/schema";
import { type StartCondition, type TaskKey, taskKeys } from "@/lib/server-tasks/start-condition";

const everyFiveHours = { kind: "interval", minutes: 300 };

test("[S47] [S59] each server task has a default: the manual's every five hours, recalculation after imports too", () => {
  expect(defaultServerTasks.map(({ key }) => key)).toEqual([...taskKeys]);
  for (const { key, isEnabled, startCondition, settings } of defaultServerTasks) {
    const task = { key, isEnabled, startCondition, settings, version: 1 };
    expect(editTaskSchema.parse(task), "a form could have written it").toEqual(task);
  }
  expect(defaultServerTasks).toMatchObject([
    { key: "import", isEnabled: true, startCondition: everyFiveHours },
    { key: "recalculation", isEnabled: true, startCondition: everyFiveHours, settings: { afterImport: true } },
    { key: "catalogue", isEnabled: false, startCondition: { kind: "interval", minutes: 10_080 } },
    { key: "retention", isEnabled: true, settings: { keepDays: 30, keepRuns: 5_000 } },
  ]);
});

const wall = { at: "03:30", timeZone: "Europe/Berlin" };

test.each<StartCondition>([
  { kind: "interval", minutes: 5 },
  { kind: "interval", minutes: 44_640 },
  { kind: "daily", at: "00:00", timeZone: "UTC" },
  { kind: "weekly", days: [1, 7], ...wall },
  { kind: "monthly", day: 31, ...wall },
  { kind: "monthly", day: "first", ...wall },
  { kind: "monthly", day: "last", ...wall },
  { kind: "once", on: "2028-02-29", ...wall },
  { kind: "after-task", task: "import" },
  { kind: "manual" },
])("[S47] %j is a start condition", (condition) => {
  expect(startConditionSchema.parse(condition)).toEqual(condition);
});

test.each([
  [{ kind: "interval", minutes: 4 }, "minutes", "interval-out-of-range"],
  [{ kind: "interval", minutes: 44_641 }, "minutes", "interval-out-of-range"],
  [{ kind: "interval", minutes: 7.5 }, "minutes", "interval-out-of-range"],
  [{ kind: "interval", minutes: "300" }, "minutes", "interval-out-of-range"],
  [{ kind: "daily", at: "24:00", timeZone: "UTC" }, "at", "time-invalid"],
  [{ kind: "daily", at: "3:30", timeZone: "UTC" }, "at", "time-invalid"],
  [{ kind: "daily", at: "03:30", timeZone: "Europe/Atlantis" }, "timeZone", "time-zone-unknown"],
  [{ kind: "daily", at: "03:30", timeZone: "+02:00" }, "timeZone", "time-zone-unknown"],
  [{ kind: "weekly", days: [], ...wall }, "days", "weekdays-missing"],
  [{ kind: "monthly", day: 32, ...wall }, "day", "month-day-invalid"],
  [{ kind: "monthly", day: "middle", ...wall }, "day", "month-day-invalid"],
  [{ kind: "once", on: "2027-02-29", ...wall }, "on", "day-invalid"],
  [{ kind: "once", on: "", ...wall }, "on", "day-invalid"],
  [{ kind: "after-task", task: "" }, "task", "task-missing"],
])("[S47] %j is refused at its field", (condition, field, code) => {
  const { error } = startConditionSchema.safeParse(condition);
  expect(error && describeInvalidInput(error).fields).toMatchObject({ [field]: { code } });
});

test.each([{ kind: "cron", pattern: "0 */5 * * *" }, {}, null])("[S47] %j is none", (condition) => {
  expect(startConditionSchema.safeParse(condition).success).toBe(false);
});

test("only an import is about one portal", () => {
  const portalId = "7a0f6f0e-3b44-4a11-9d55-0f2d6a9b2c11";
  expect(startTaskSchema.safeParse({ key: "import", portalId }).success).toBe(true);
  expect(startTaskSchema.safeParse({ key: "recalculation", portalId }).success).toBe(false);
});

describe("[S47] chains", () => {
  const tasks = (causes: Partial<Record<TaskKey, TaskKey>>, followsImports = false) =>
    taskKeys.map((key) => {
      const cause = causes[key];
      const startCondition: StartCondition = cause ? { kind: "after-task", task: cause } : { kind: "manual" };
      return { key, startCondition, followsImports };
    });

  test.each<[Partial<Record<TaskKey, TaskKey>>, boolean, TaskKey, boolean]>([
    [{ recalculation: "import", catalogue: "recalculation", retention: "catalogue" }, false, "retention", false],
    [{ recalculation: "import", catalogue: "recalculation", import: "catalogue" }, false, "import", true],
    [{ import: "import" }, false, "import", true],
    [{ import: "recalculation" }, true, "import", true],
    [{ import: "recalculation" }, true, "recalculation", true],
    [{ import: "recalculation" }, false, "import", false],
    [{ recalculation: "import" }, true, "recalculation", false],
    [{ catalogue: "retention", retention: "catalogue", import: "catalogue" }, true, "import", false],
  ])("%j, recalculation after imports %s: %s starts itself: %s", (causes, followsImports, key, isCycle) => {
    expect(isCyclic(tasks(causes, followsImports), key)).toBe(isCycle);
  });
});
