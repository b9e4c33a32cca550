"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import * as portals from "@/lib/portals/commands";
import { portalFormSchema } from "@/lib/portals/schema";

const refresh = () => revalidatePath("/settings/microsoft-365");

export const createPortal = defineAction(
  { name: "portal.create", permission: "portals:write", input: portalFormSchema },
  async ({ input, account }) => {
    const created = await portals.createPortal(account, input);
    refresh();
    return created;
  },
);

export const startImport = defineAction(
  { name: "portal.start-import", permission: "runs:start", input: z.object({ portalId: z.guid() }) },
  async ({ input, account }) => {
    const run = await portals.startPortalImport(account, input.portalId);
    refresh();
    return run;
  },
);
