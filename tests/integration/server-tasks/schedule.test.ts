import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { claimRun, finishRun } from "@/lib/jobs/runs";
import { editTask } from "@/lib/server-tasks/commands";
import { applySchedules, followRuns, startDueTask } from "@/lib/server-tasks/schedule";
import type { StartCondition, TaskKey } from "@/lib/server-tasks/start-condition";
import { actor, startTasks, type Tasks } from "./setup";

let tasks: Tasks;
beforeAll(async () => {
  tasks = await startTasks();
});
afterEach(() => tasks.reset());
afterAll(() => tasks?.stop());

const racers = <T>(race: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, race));
const setCondition = async (key: TaskKey, startCondition: StartCondition) =>
  editTask(tasks.queue, actor, { ...(await tasks.inputOf(key)), isEnabled: true, startCondition });

async function carryOut(runId: number, status: "succeeded" | "succeeded_with_warnings" | "failed" | "cancelled") {
  const claim = await claimRun(runId, "worker", 60_000);
  if (!claim) throw new Error("it is queued");
  await finishRun(claim, { status });
}

test("[S47] [S59] a new installation plans both tasks in five hours, and the queue wakes a worker then", async () => {
  const now = new Date();
  await applySchedules(tasks.queue, now);
  const due = await tasks.queue.nextDue();
  const inFiveHours = new Date(now.getTime() + 5 * 3_600_000);
  expect([due.get("import"), due.get("recalculation")]).toEqual([inFiveHours, inFiveHours]);
  expect(due.get("retention")?.toISOString()).toMatch(/T03:30:00/);
  expect(due.has("catalogue"), "off until somebody wants it").toBe(false);
  await applySchedules(tasks.queue, new Date(now.getTime() + 60_000));
  expect(await tasks.queue.nextDue(), "planned once").toEqual(due);
});

test("[S47] a due task starts once, however many workers are woken, and its next start is planned in its rhythm", async () => {
  await tasks.makeDue("import");
  const planned = (await tasks.find("import")).nextStartAt?.getTime() ?? 0;
  const started = await racers(() => startDueTask(tasks.queue, "import"));
  expect(started.filter((runId) => runId !== null)).toHaveLength(1);
  expect(await tasks.runs()).toMatchObject([{ kind: "import", trigger: "schedule", status: "queued", scope: "all" }]);
  const next = (await tasks.find("import")).nextStartAt;
  expect(next?.getTime()).toBe(planned + 5 * 3_600_000);
  expect((await tasks.queue.nextDue()).get("import")).toEqual(next);
});

test("[S47] what was missed while the server was down is made up once, and its run says so", async () => {
  await tasks.makeDue("import", "23 hours");
  const runId = await startDueTask(tasks.queue, "import");
  expect(await startDueTask(tasks.queue, "import")).toBeNull();
  expect(await tasks.runs()).toHaveLength(1);
  expect(await tasks.sql("select run_id, level, code from log_line")).toEqual([
    { run_id: runId, level: "info", code: "missed-start-made-up" },
  ]);
  const next = (await tasks.find("import")).nextStartAt?.getTime() ?? 0;
  expect(next).toBeGreaterThan(Date.now());
  expect(next).toBeLessThanOrEqual(Date.now() + 5 * 3_600_000);
});

test("[S47] what is not due, switched off or unknown starts nothing", async () => {
  await applySchedules(tasks.queue);
  expect(await startDueTask(tasks.queue, "import")).toBeNull();
  await tasks.makeDue("import");
  await tasks.sql("update server_task set is_enabled = false where key = 'import'");
  for (const key of ["import", "catalogue", "newsletter", "toString"]) {
    expect(await startDueTask(tasks.queue, key), key).toBeNull();
  }
  expect(await tasks.runs()).toEqual([]);
});

test("[S47] a task whose run is still open starts none beside it, and is planned on", async () => {
  await tasks.makeDue("import");
  const first = await startDueTask(tasks.queue, "import");
  await tasks.makeDue("import");
  expect(await startDueTask(tasks.queue, "import")).toBe(first);
  expect(await tasks.runs()).toHaveLength(1);
  expect((await tasks.find("import")).nextStartAt?.getTime()).toBeGreaterThan(Date.now());
});

test("[S47] what starts once does so, and is planned no more", async () => {
  await setCondition("catalogue", { kind: "once", on: "2031-05-01", at: "12:00", timeZone: "UTC" });
  await tasks.makeDue("catalogue");
  expect(await startDueTask(tasks.queue, "catalogue", new Date("2031-05-01T12:00:01Z"))).not.toBeNull();
  expect((await tasks.find("catalogue")).nextStartAt).toBeNull();
  expect((await tasks.queue.nextDue()).has("catalogue")).toBe(false);
});

test.each(["succeeded", "succeeded_with_warnings"] as const)(
  "[S47] a task that follows another starts once after a run of it that %s, whoever asks",
  async (status) => {
    await setCondition("catalogue", { kind: "after-task", task: "retention" });
    await tasks.makeDue("retention");
    const runId = await startDueTask(tasks.queue, "retention");
    await followRuns(tasks.queue);
    expect(await tasks.runs(), "not while it goes on").toHaveLength(1);
    await carryOut(runId ?? 0, status);
    await racers(() => followRuns(tasks.queue));
    const [, follower, ...others] = await tasks.runs();
    expect(follower).toMatchObject({ kind: "catalogue_refresh", trigger: "after_task", status: "queued" });
    expect(others).toEqual([]);
    await carryOut(follower?.id, "succeeded");
    await followRuns(tasks.queue);
    expect(await tasks.runs(), "each run is followed once").toHaveLength(2);
  },
);

test.each(["failed", "cancelled"] as const)("[S47] a run that %s is not followed", async (status) => {
  await setCondition("catalogue", { kind: "after-task", task: "retention" });
  await tasks.makeDue("retention");
  await carryOut((await startDueTask(tasks.queue, "retention")) ?? 0, status);
  await followRuns(tasks.queue);
  expect(await tasks.runs()).toHaveLength(1);
});

test("[S47] what ended before a task was told to follow it starts nothing; a complete recalculation counts as an import", async () => {
  await tasks.makeDue("import");
  await carryOut((await startDueTask(tasks.queue, "import")) ?? 0, "succeeded");
  await setCondition("catalogue", { kind: "after-task", task: "import" });
  await followRuns(tasks.queue);
  expect(await tasks.runs()).toHaveLength(1);
  await tasks.sql(
    "insert into run (kind, trigger, status, started_at, ended_at) values ('full_recalculation', 'manual', 'succeeded', now(), now())",
  );
  await followRuns(tasks.queue);
  expect((await tasks.runs()).at(-1)).toMatchObject({ kind: "catalogue_refresh", trigger: "after_task" });
});

test("[S59] a recalculation that shall not follow imports, or is switched off, does not", async () => {
  const imported = async () => {
    await tasks.sql(
      "insert into portal (id, name, tenant_id, client_id) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid())",
    );
    await tasks.sql(
      `with made as (insert into run (kind, trigger, status, started_at, ended_at) values ('import', 'manual', 'succeeded', now(), now()) returning id)
       insert into run_portal (run_id, portal_id, status, ended_at) select made.id, portal.id, 'succeeded', clock_timestamp() from made, portal limit 1`,
    );
    await followRuns(tasks.queue);
    return (await tasks.runs()).filter(({ kind }) => kind === "recalculation").length;
  };
  await editTask(tasks.queue, actor, {
    ...(await tasks.inputOf("recalculation")),
    settings: { afterImport: false } as never,
  });
  expect(await imported()).toBe(0);
  await editTask(tasks.queue, actor, {
    ...(await tasks.inputOf("recalculation")),
    isEnabled: false,
    settings: { afterImport: true } as never,
  });
  expect(await imported()).toBe(0);
  await editTask(tasks.queue, actor, {
    ...(await tasks.inputOf("recalculation")),
    isEnabled: true,
    settings: { afterImport: true } as never,
  });
  expect(await imported()).toBe(1);
});
