"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import * as overlay from "@/lib/licences/commands-overlay";
import { overlaySchema, priceKeySchema, priceSchema } from "@/lib/licences/overlay";

const refresh = () => revalidatePath("/licence-management", "layout");

export const saveOverlay = defineAction(
  { name: "licence.save-overlay", permission: "licences:write", input: overlaySchema },
  async ({ input, account }) => {
    await overlay.saveOverlay(account, input);
    refresh();
  },
);

export const savePrice = defineAction(
  { name: "licence.save-price", permission: "licences:write", input: priceSchema },
  async ({ input, account }) => {
    await overlay.savePrice(account, input);
    refresh();
  },
);

export const deletePrice = defineAction(
  { name: "licence.delete-price", permission: "licences:write", input: priceKeySchema },
  async ({ input, account }) => {
    await overlay.deletePrice(account, input);
    refresh();
  },
);
