import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { describeInvalidInput } from "@/lib/actions/failure";
import { RunStatus } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { queue } from "@/lib/jobs/producer";
import { editTask } from "@/lib/server-tasks/commands";
import { nextStarts } from "@/lib/server-tasks/next-start";
import { listServerTasks, type ServerTaskView } from "@/lib/server-tasks/queries";
import { editTaskSchema, startConditionSchema } from "@/lib/server-tasks/schema";
import { startTaskByHand } from "@/lib/server-tasks/start-by-hand";
import { type TaskKey, taskKeys } from "@/lib/server-tasks/start-condition";
import { pageInMemory, pageOf, shortListQuery } from "../paging";
import { InvalidInput } from "../read-request";
import { bodyVersion, count, expectedVersion, guid, id, runLocation, startedRun, text, time, version } from "../wire";

const tag = "Server tasks";
const params = z.object({ taskKey: z.enum(taskKeys) });

const task = z.object({
  ...{ key: z.enum(taskKeys), isEnabled: z.boolean(), startCondition: startConditionSchema },
  nextStartAt: time.nullable().describe("Null: none is planned."),
  ...{ version, updatedBy: text.nullable() },
  lastRun: z.object({ id, status: z.enum(RunStatus), at: time }).nullable(),
  address: z.object({ address: text, isMicrosofts: z.boolean() }).nullable().describe("Of `catalogue`."),
  afterImport: z.boolean().nullable().describe("Of `recalculation`: each import is followed by one."),
  retention: z.object({ keepDays: count, keepRuns: count }).nullable().describe("Of `retention`."),
});

const change = z.strictObject({
  isEnabled: z.boolean().optional(),
  startCondition: startConditionSchema.optional(),
  address: z.string().nullable().optional().describe("Of `catalogue`: where the list is; null: Microsoft's own."),
  afterImport: z.boolean().optional().describe("Of `recalculation`."),
  retention: z
    .strictObject({ keepDays: z.int().optional(), keepRuns: z.int().optional() })
    .optional()
    .describe("Of `retention`."),
  ...bodyVersion,
});
type Change = z.output<typeof change>;

/** Which of the settings a task has. */
const settingOf: Partial<Record<TaskKey, "address" | "afterImport" | "retention">> = {
  catalogue: "address",
  recalculation: "afterImport",
  retention: "retention",
};

async function readTask(key: TaskKey): Promise<ServerTaskView> {
  const found = (await listServerTasks(queue())).tasks.find((each) => each.key === key);
  if (!found) throw new AppError("server-task-not-found");
  return found;
}

/** A setting of another task says that the wrong one is meant. @throws AppError invalid-input */
function refuseForeign(key: TaskKey, given: Change): void {
  const foreign = (["address", "afterImport", "retention"] as const).filter(
    (name) => given[name] !== undefined && settingOf[key] !== name,
  );
  if (foreign.length === 0) return;
  throw new AppError("invalid-input", { fields: Object.fromEntries(foreign.map((name) => [name, "field-unknown"])) });
}

function settingsOf(before: ServerTaskView, given: Change): object {
  switch (before.key) {
    case "catalogue": {
      const own = before.address?.isMicrosofts ? undefined : before.address?.address;
      const address = given.address === null ? undefined : (given.address ?? own);
      return address === undefined ? {} : { address };
    }
    case "recalculation":
      return { afterImport: given.afterImport ?? before.afterImport ?? true };
    case "retention":
      return { ...before.retention, ...given.retention };
    default:
      return {};
  }
}

/** Names of the form's fields → places in the body. */
const placeOf = (name: string) =>
  name.replace(/^settings\.(keepDays|keepRuns)$/, "retention.$1").replace(/^settings\./, "");

export const serverTaskOperations = [
  defineOperation(
    {
      ...{ name: "listServerTasks", method: "GET", path: "/server-tasks", tag, permission: "server-tasks:read" },
      ...{ summary: "List what the server does by itself", query: shortListQuery, output: pageOf(task) },
    },
    async ({ query }) => pageInMemory((await listServerTasks(queue())).tasks, query),
  ),
  defineOperation(
    {
      ...{
        name: "getServerTask",
        method: "GET",
        path: "/server-tasks/{taskKey}",
        tag,
        permission: "server-tasks:read",
      },
      ...{ summary: "Read a server task", params, output: task },
    },
    ({ params: { taskKey } }) => readTask(taskKey),
  ),
  defineOperation(
    {
      ...{ name: "updateServerTask", method: "PATCH", path: "/server-tasks/{taskKey}", tag, isVersioned: true },
      ...{ permission: "server-tasks:write", summary: "Change a server task", params, body: change, output: task },
      description:
        "Fields that are not given stay. Times of day are those of the named time zone; an `interval` counts minutes from the last start.",
      codes: ["server-task-changed", "task-chain-cyclic", "once-in-the-past"],
    },
    async ({ account, params: { taskKey }, version: wanted, body }) => {
      refuseForeign(taskKey, body);
      const before = await readTask(taskKey);
      const edit = editTaskSchema.safeParse({
        ...{ key: taskKey, version: Math.max(1, expectedVersion(wanted, before)) },
        isEnabled: body.isEnabled ?? before.isEnabled,
        startCondition: body.startCondition ?? before.startCondition,
        settings: settingsOf(before, body),
      });
      if (!edit.success) {
        const { fields, ...whole } = describeInvalidInput(edit.error);
        const placed = Object.entries(fields).map(([name, fault]) => [placeOf(name), fault]);
        throw new InvalidInput({ ...whole, fields: Object.fromEntries(placed) }, "body");
      }
      await editTask(queue(), account, edit.data);
      return readTask(taskKey);
    },
  ),
  defineOperation(
    {
      ...{ name: "previewStarts", method: "POST", path: "/server-tasks/starts", tag, permission: "server-tasks:read" },
      ...{
        summary: "Say when a start condition would start",
        body: z.strictObject({ startCondition: startConditionSchema }),
      },
      output: z.object({ items: z.array(time).describe("The next five.") }),
    },
    async ({ body }) => ({ items: nextStarts(body.startCondition, new Date(), 5) }),
  ),
  defineOperation(
    {
      ...{ name: "runServerTask", method: "POST", path: "/server-tasks/{taskKey}/run", tag, permission: "runs:start" },
      ...{ summary: "Start a server task now", params, status: 202, output: startedRun, location: runLocation },
      description: "Whether it is enabled or not. Its planned starts stay.",
      body: z.strictObject({ portalId: guid.optional().describe("Of `import`: this portal alone.") }),
      codes: ["portal-not-found", "portal-disabled"],
    },
    ({ account, params: { taskKey: key }, body: { portalId } }) => {
      if (portalId !== undefined && key !== "import") {
        throw new AppError("invalid-input", { fields: { portalId: "field-unknown" } });
      }
      return startTaskByHand(account, { key, portalId });
    },
  ),
];
