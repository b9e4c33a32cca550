import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { MICROSOFT_LIST_ADDRESS } from "@/lib/catalogue/microsoft-list";
import type { QueueTarget } from "@/lib/jobs/queue";
import * as tasks from "@/lib/server-tasks/commands";
import { listServerTasks } from "@/lib/server-tasks/queries";
import { applySchedules, startDueTask } from "@/lib/server-tasks/schedule";
import { createOpener, createTarget } from "../jobs/backends";
import { actor, type Catalogue, startCatalogue } from "./support";

let catalogue: Catalogue;
let target: QueueTarget;
const open = createOpener();

beforeAll(async () => {
  catalogue = await startCatalogue();
  target = await createTarget("PostgreSQL", catalogue.database.url);
});
afterEach(async () => {
  await open.closeAll();
  await catalogue.sql("truncate run, audit_line cascade");
});
afterAll(() => catalogue?.stop());

const findTask = async (queue: Parameters<typeof listServerTasks>[0]) =>
  (await listServerTasks(queue)).tasks.find(({ key }) => key === "catalogue");

test("[S59] the catalogue's task is off, asks Microsoft once a week when it is on, and is planned only then", async () => {
  const queue = open.queue(target);
  await applySchedules(queue);
  expect(await findTask(queue)).toMatchObject({
    key: "catalogue",
    isEnabled: false,
    startCondition: { kind: "interval", minutes: 10_080 },
    lastRun: null,
    nextStartAt: null,
    address: { address: MICROSOFT_LIST_ADDRESS, isMicrosofts: true },
  });
  expect((await queue.nextDue()).has("catalogue")).toBe(false);

  await tasks.setTaskEnabled(queue, actor, { key: "catalogue", isEnabled: true });
  const due = (await findTask(queue))?.nextStartAt?.getTime() ?? 0;
  expect(Math.round((due - Date.now()) / 86_400_000)).toBe(7);
  expect((await queue.nextDue()).get("catalogue")?.getTime()).toBe(due);

  await tasks.setTaskEnabled(queue, actor, { key: "catalogue", isEnabled: false });
  expect((await queue.nextDue()).has("catalogue")).toBe(false);
});

test("it is started by hand though it is off; a complete recalculation is none of its runs", async () => {
  const queue = open.queue(target);
  await catalogue.sql(
    "insert into run (kind, trigger, status, ended_at) values ('full_recalculation', 'manual', 'succeeded', now())",
  );
  expect((await findTask(queue))?.lastRun).toBeNull();
  const account = { id: await insertAccount(), username: "tester" };
  const { runId, isNew } = await tasks.startTaskNow(queue, account, { key: "catalogue" });
  expect(isNew).toBe(true);
  expect(await catalogue.sql("select kind, trigger, status from run where id = $1", [runId])).toEqual([
    { kind: "catalogue_refresh", trigger: "manual", status: "queued" },
  ]);
  expect((await findTask(queue))?.lastRun).toMatchObject({ id: runId, status: "queued" });
  expect(await startDueTask(queue, "catalogue"), "by schedule it stays off").toBeNull();
});

test("its address is changed, given back to Microsoft, and both is audited; its schedule stays", async () => {
  const queue = open.queue(target);
  const address = "https://mirror.example/list.csv";
  const edit = async (settings: { address?: string }) => {
    const task = await findTask(queue);
    if (!task) throw new Error("the task is there");
    const { version, isEnabled, startCondition } = task;
    await tasks.editTask(queue, actor, { key: "catalogue", version, isEnabled, startCondition, settings });
  };
  await edit({ address });
  expect(await findTask(queue)).toMatchObject({ isEnabled: false, address: { address, isMicrosofts: false } });
  await edit({});
  expect((await findTask(queue))?.address).toEqual({ address: MICROSOFT_LIST_ADDRESS, isMicrosofts: true });
  const startCondition = { kind: "interval", minutes: 10_080 };
  expect(await catalogue.audited()).toEqual([
    {
      ...{ action: "server-task.edited", by: "tester", target: "catalogue" },
      details: { isEnabled: false, startCondition, settings: { address } },
    },
    {
      ...{ action: "server-task.edited", by: "tester", target: "catalogue" },
      details: { isEnabled: false, startCondition, settings: {} },
    },
  ]);
  expect((await listServerTasks(queue)).tasks.map((task) => [task.key, task.address === null])).toEqual([
    ["import", true],
    ["recalculation", true],
    ["catalogue", false],
    ["retention", true],
  ]);
});

async function insertAccount(): Promise<string> {
  const [account] = await catalogue.sql<{ id: string }>(
    `insert into account (username, display_name, role, password_hash, updated_at)
     values ('tester', 'Tester', 'administrator', 'none', now()) returning id`,
  );
  return account?.id ?? "";
}
