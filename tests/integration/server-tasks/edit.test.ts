import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { editTask, setTaskEnabled } from "@/lib/server-tasks/commands";
import { nextStart } from "@/lib/server-tasks/next-start";
import { applySchedules } from "@/lib/server-tasks/schedule";
import type { StartCondition } from "@/lib/server-tasks/start-condition";
import { actor, startTasks, type Tasks } from "./setup";

let tasks: Tasks;
beforeAll(async () => {
  tasks = await startTasks();
});
afterEach(() => tasks.reset());
afterAll(() => tasks?.stop());

const wall = { at: "04:15", timeZone: "America/New_York" };

test.each<StartCondition>([
  { kind: "interval", minutes: 90 },
  { kind: "daily", ...wall },
  { kind: "weekly", days: [1, 5], ...wall },
  { kind: "monthly", day: 31, ...wall },
  { kind: "monthly", day: "last", ...wall },
  { kind: "once", on: "2031-02-28", ...wall },
  { kind: "after-task", task: "catalogue" },
  { kind: "manual" },
])("[S47] %j is stored, planned, given to the queue and audited", async (startCondition) => {
  const now = new Date();
  await applySchedules(tasks.queue, now);
  const { version } = await editTask(tasks.queue, actor, { ...(await tasks.inputOf("import")), startCondition }, now);
  const next = nextStart(startCondition, now);
  expect(await tasks.find("import")).toMatchObject({ startCondition, version, nextStartAt: next, updatedBy: "tester" });
  expect((await tasks.queue.nextDue()).get("import")).toEqual(next ?? undefined);
  expect(await tasks.sql("select action, actor_name, target_id, details from audit_line")).toEqual([
    {
      ...{ action: "server-task.edited", actor_name: "tester", target_id: "import" },
      details: { isEnabled: true, startCondition, settings: {} },
    },
  ]);
});

test("[S47] who edits what somebody else has edited meanwhile is told so, and nothing is saved", async () => {
  const input = await tasks.inputOf("import");
  await editTask(tasks.queue, { id: null, username: "faster" }, { ...input, isEnabled: false });
  const late = editTask(tasks.queue, actor, { ...input, startCondition: { kind: "manual" } });
  await expect(late).rejects.toMatchObject({ code: "server-task-changed", params: { name: "faster" } });
  expect(await tasks.find("import")).toMatchObject({ isEnabled: false, startCondition: { kind: "interval" } });
});

test("[S47] of two who save at once one succeeds", async () => {
  const input = await tasks.inputOf("import");
  const saves = await Promise.allSettled([
    editTask(tasks.queue, actor, { ...input, startCondition: { kind: "manual" } }),
    editTask(tasks.queue, actor, { ...input, startCondition: { kind: "interval", minutes: 10 } }),
  ]);
  expect(saves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("[S47] a chain that would start itself is refused at its field", async () => {
  const afterRecalculation = { startCondition: { kind: "after-task", task: "recalculation" } as const };
  const first = editTask(tasks.queue, actor, { ...(await tasks.inputOf("import")), ...afterRecalculation });
  await expect(first).rejects.toMatchObject({
    code: "task-chain-cyclic",
    fields: { "startCondition.task": "task-chain-cyclic" },
  });

  const recalculation = await tasks.inputOf("recalculation");
  await editTask(tasks.queue, actor, { ...recalculation, settings: { afterImport: false } as never });
  await editTask(tasks.queue, actor, { ...(await tasks.inputOf("import")), ...afterRecalculation });
  const again = { ...(await tasks.inputOf("recalculation")), settings: { afterImport: true } as never };
  await expect(editTask(tasks.queue, actor, again)).rejects.toMatchObject({
    fields: { "settings.afterImport": "task-chain-cyclic" },
  });
});

test("[S47] two editors cannot close a chain together", async () => {
  const after = (task: "catalogue" | "retention") => ({ startCondition: { kind: "after-task", task } as const });
  const [catalogue, retention] = [await tasks.inputOf("catalogue"), await tasks.inputOf("retention")];
  const saves = await Promise.allSettled([
    editTask(tasks.queue, actor, { ...catalogue, ...after("retention") }),
    editTask(tasks.queue, actor, { ...retention, ...after("catalogue") }),
  ]);
  expect(saves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("[S47] a moment that has passed is refused for a start that happens once", async () => {
  const startCondition = { kind: "once", on: "2020-01-01", ...wall } as const;
  const input = { ...(await tasks.inputOf("import")), startCondition };
  await expect(editTask(tasks.queue, actor, input)).rejects.toMatchObject({
    fields: { "startCondition.on": "once-in-the-past" },
  });
});

test("[S47] what is saved without another condition keeps its planned start", async () => {
  await applySchedules(tasks.queue);
  const planned = (await tasks.find("recalculation")).nextStartAt;
  const input = { ...(await tasks.inputOf("recalculation")), settings: { afterImport: false } as never };
  await editTask(tasks.queue, actor, input, new Date(Date.now() + 3_600_000));
  expect(await tasks.find("recalculation")).toMatchObject({ nextStartAt: planned, afterImport: false });
});

test("[S47] switched off nothing is planned; switched on again it is planned from now on", async () => {
  await applySchedules(tasks.queue);
  await setTaskEnabled(tasks.queue, actor, { key: "import", isEnabled: false });
  expect(await tasks.find("import")).toMatchObject({ isEnabled: false, nextStartAt: null });
  expect((await tasks.queue.nextDue()).has("import")).toBe(false);
  await setTaskEnabled(tasks.queue, actor, { key: "import", isEnabled: true });
  const next = (await tasks.find("import")).nextStartAt?.getTime() ?? 0;
  expect(Math.round((next - Date.now()) / 3_600_000)).toBe(5);
});
