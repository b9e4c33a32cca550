"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { queue } from "@/lib/jobs/producer";
import { startRun } from "@/lib/jobs/runs";

/** Compares anew; `full_recalculation` imports from every portal first. An open run of the same kind is answered with. */
export const recalculate = defineAction(
  {
    name: "run.start",
    permission: "runs:start",
    input: z.enum(["recalculation", "full_recalculation"]),
    audit: (kind, { runId, isNew }: { runId: number; isNew: boolean }) =>
      isNew ? { action: "run.started", targetType: "run", targetId: runId, details: { kind } } : null,
  },
  async ({ input: kind, account }) => {
    const run = await startRun(queue(), { kind, trigger: "manual", requestedById: account.id });
    revalidatePath("/licence-management/compliance");
    return run;
  },
);
