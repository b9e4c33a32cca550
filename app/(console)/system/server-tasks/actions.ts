"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { queue } from "@/lib/jobs/producer";
import * as tasks from "@/lib/server-tasks/commands";
import {
  setCatalogueAddressSchema,
  setIntervalSchema,
  setTaskEnabledSchema,
  taskKeys,
} from "@/lib/server-tasks/schema";

const refresh = () => revalidatePath("/system/server-tasks");

export const runNow = defineAction(
  {
    name: "server-task.run",
    permission: "runs:start",
    input: z.object({ key: z.enum(taskKeys) }),
    audit: ({ key }, { runId, isNew }: { runId: number; isNew: boolean }) =>
      isNew ? { action: "run.started", targetType: "run", targetId: runId, details: { task: key } } : null,
  },
  async ({ input, account }) => {
    const run = await tasks.startTaskNow(queue(), account, input.key);
    refresh();
    return run;
  },
);

export const setEnabled = defineAction(
  { name: "server-task.set-enabled", permission: "server-tasks:write", input: setTaskEnabledSchema },
  async ({ input, account }) => {
    await tasks.setTaskEnabled(queue(), account, input);
    refresh();
  },
);

export const setInterval = defineAction(
  { name: "server-task.set-interval", permission: "server-tasks:write", input: setIntervalSchema },
  async ({ input, account }) => {
    await tasks.setStartCondition(queue(), account, input);
    refresh();
  },
);

export const setAddress = defineAction(
  { name: "server-task.set-address", permission: "server-tasks:write", input: setCatalogueAddressSchema },
  async ({ input, account }) => {
    await tasks.setCatalogueAddress(queue(), account, input);
    refresh();
  },
);
