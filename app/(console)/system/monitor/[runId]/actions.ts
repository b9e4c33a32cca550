"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/actions/define-action";
import { acceptDropAndImport, cancelRun, retryPortal } from "@/lib/monitor/commands";
import { retryPortalSchema, runIdSchema } from "@/lib/monitor/schema";
import { acceptDropSchema } from "@/lib/portals/accept-drop";

export const cancel = defineAction(
  { name: "run.cancel", permission: "runs:start", input: runIdSchema },
  async ({ input, account }) => {
    await cancelRun(account, input.runId);
    revalidatePath(`/system/monitor/${input.runId}`);
  },
);

/** Imports one portal of this run again, and goes to the run that does. */
export const retry = defineAction(
  { name: "run.retry-portal", permission: "runs:start", input: retryPortalSchema },
  async ({ input, account }): Promise<void> => {
    const { runId } = await retryPortal(account, input);
    redirect(`/system/monitor/${runId}`);
  },
);

/** Lets the portal's numbers drop as this run found them, and imports the portal again. */
export const acceptDrop = defineAction(
  { name: "portal.accept-drop", permission: "portals:write", input: acceptDropSchema },
  async ({ input, account }): Promise<void> => {
    const { runId } = await acceptDropAndImport(account, input);
    redirect(`/system/monitor/${runId}`);
  },
);
