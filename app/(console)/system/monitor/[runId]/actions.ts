"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/actions/define-action";
import { queue } from "@/lib/jobs/producer";
import { startRun } from "@/lib/jobs/runs";
import { cancelRun, retryPortal } from "@/lib/monitor/commands";
import { retryPortalSchema, runIdSchema } from "@/lib/monitor/schema";
import * as portals from "@/lib/portals/accept-drop";

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
  { name: "portal.accept-drop", permission: "portals:write", input: portals.acceptDropSchema },
  async ({ input, account }): Promise<void> => {
    await portals.acceptDrop(account, input);
    const request = { kind: "import", trigger: "manual", scope: input.portalId, requestedById: account.id } as const;
    const { runId } = await startRun(queue(), request);
    redirect(`/system/monitor/${runId}`);
  },
);
