"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { ownTitleSchema, skuIdSchema } from "@/lib/catalogue/schema";
import * as catalogue from "@/lib/portals/commands-catalogue";

const refresh = () => revalidatePath("/settings/microsoft-365/catalogue");

export const setOwnTitle = defineAction(
  { name: "catalogue.set-own-title", permission: "catalogue:write", input: ownTitleSchema },
  async ({ input, account }) => {
    const renamed = await catalogue.setOwnTitle(account, input);
    refresh();
    return renamed;
  },
);

export const removeOwnTitle = defineAction(
  { name: "catalogue.remove-own-title", permission: "catalogue:write", input: skuIdSchema },
  async ({ input, account }) => {
    const renamed = await catalogue.setOwnTitle(account, { skuId: input.skuId, title: null });
    refresh();
    return renamed;
  },
);
