import { describe, expect, test } from "vitest";
import { isJobName, type JobName, jobSchemas } from "@/lib/jobs/contract";

const accepted: [JobName, unknown][] = [
  ["execute-run", { runId: 1 }],
  ["execute-run", { runId: 2_147_483_647 }],
  ["start-task", { taskKey: "import" }],
  // A task that this version does not know is dropped where it is started, not here.
  ["start-task", { taskKey: "x".repeat(50) }],
];

const refused: [JobName, unknown][] = [
  ["execute-run", {}],
  ["execute-run", { runId: 0 }],
  ["execute-run", { runId: -1 }],
  ["execute-run", { runId: 1.5 }],
  ["execute-run", { runId: "1" }],
  ["execute-run", { runId: Number.NaN }],
  ["execute-run", { runId: Number.POSITIVE_INFINITY }],
  ["execute-run", { runId: 1, clientSecret: "x" }],
  ["execute-run", null],
  ["execute-run", "1"],
  ["start-task", {}],
  ["start-task", { taskKey: "" }],
  ["start-task", { taskKey: "x".repeat(51) }],
  ["start-task", { taskKey: 1 }],
  ["start-task", { taskKey: "import", portal: { name: "x" } }],
];

describe("what travels through the queue", () => {
  test.each(accepted)("%s takes %j as it is", (name, data) => {
    expect(jobSchemas[name].parse(data)).toEqual(data);
  });

  test.each(refused)("%s refuses %j", (name, data) => {
    expect(jobSchemas[name].safeParse(data).success).toBe(false);
  });

  test.each(["execute-run", "start-task"])("%s is a job of ours", (name) => {
    expect(isJobName(name)).toBe(true);
  });

  test.each(["", "Execute-run", "execute-run ", "toString", "constructor", "__proto__", "hasOwnProperty"])(
    "%j is none",
    (name) => {
      expect(isJobName(name)).toBe(false);
    },
  );
});
