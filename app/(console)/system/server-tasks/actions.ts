"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { queue } from "@/lib/jobs/producer";
import * as tasks from "@/lib/server-tasks/commands";
import { editTaskSchema, setTaskEnabledSchema, startTaskSchema } from "@/lib/server-tasks/schema";
import { startTaskByHand } from "@/lib/server-tasks/start-by-hand";

const refresh = () => revalidatePath("/system/server-tasks");

export const runNow = defineAction(
  { name: "server-task.run", permission: "runs:start", input: startTaskSchema },
  async ({ input, account }) => {
    const run = await startTaskByHand(account, input);
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

export const editTask = defineAction(
  { name: "server-task.edit", permission: "server-tasks:write", input: editTaskSchema },
  async ({ input, account }) => {
    const edited = await tasks.editTask(queue(), account, input);
    refresh();
    return edited;
  },
);
