"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { assignConsumer, moveConsumer } from "@/lib/compliance/commands";
import { assignSchema, prioritySchema } from "@/lib/compliance/schema";
import { startRecalculation } from "@/lib/monitor/commands";

/** Compares anew; `full_recalculation` imports from every portal first. An open run of the same kind is answered with. */
export const recalculate = defineAction(
  { name: "run.start", permission: "runs:start", input: z.enum(["recalculation", "full_recalculation"]) },
  async ({ input: kind, account }) => {
    const run = await startRecalculation(account, kind);
    revalidatePath("/licence-management/compliance");
    return run;
  },
);

/** Binds a consumer to a licence of its product. Counts from the next recalculation on. */
export const assign = defineAction(
  { name: "compliance.assign", permission: "licences:write", input: assignSchema },
  async ({ input, account }) => {
    const done = await assignConsumer(account, input);
    revalidatePath("/licence-management/compliance");
    return done;
  },
);

/** Moves a consumer in its product's order of priorities. Counts from the next recalculation on. */
export const prioritise = defineAction(
  { name: "compliance.prioritise", permission: "licences:write", input: prioritySchema },
  async ({ input, account }) => {
    const done = await moveConsumer(account, input);
    revalidatePath("/licence-management/compliance");
    return done;
  },
);
