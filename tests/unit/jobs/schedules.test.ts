import { expect, test } from "vitest";
import { defaultServerTasks } from "@/lib/server-tasks/defaults";
import { startConditionSchema, taskKeys } from "@/lib/server-tasks/schema";

test("[S59] each server task has a default: the manual's every five hours, the catalogue once a week and off", () => {
  expect(defaultServerTasks.map(({ key }) => key).sort()).toEqual([...taskKeys].sort());
  for (const { key, isEnabled, startCondition } of defaultServerTasks) {
    const isCatalogue = key === "catalogue";
    const minutes = isCatalogue ? 7 * 24 * 60 : 5 * 60;
    expect(startConditionSchema.parse(startCondition)).toEqual({ kind: "interval", minutes });
    expect(isEnabled).toBe(!isCatalogue);
  }
});

test.each([5, 60, 300, 44_640])("[S47] every %d minutes is a start condition", (minutes) => {
  expect(startConditionSchema.parse({ kind: "interval", minutes })).toEqual({ kind: "interval", minutes });
});

test.each([
  { kind: "interval", minutes: 4 },
  { kind: "interval", minutes: 44_641 },
  { kind: "interval", minutes: 7.5 },
  { kind: "interval", minutes: "300" },
  { kind: "interval" },
  { kind: "cron", pattern: "0 */5 * * *" },
  null,
])("[S47] %j is none", (condition) => {
  expect(startConditionSchema.safeParse(condition).success).toBe(false);
});
