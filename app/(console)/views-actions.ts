"use server";

import { revalidatePath } from "next/cache";
import { deleteViewSchema, renameViewSchema, saveViewSchema } from "@/lib/accounts/saved-view";
import * as views from "@/lib/accounts/saved-views";
import { defineAction } from "@/lib/actions/define-action";

const permission = "read";
// The menu of views is the layout's, which only this renders anew.
const refresh = () => revalidatePath("/", "layout");

export const saveView = defineAction(
  { name: "view.save", permission, input: saveViewSchema },
  async ({ input, account }) => {
    const saved = await views.saveView(account, input);
    refresh();
    return saved;
  },
);

export const renameView = defineAction(
  { name: "view.rename", permission, input: renameViewSchema },
  async ({ input, account }) => {
    await views.renameView(account, input);
    refresh();
  },
);

export const deleteView = defineAction(
  { name: "view.delete", permission, input: deleteViewSchema },
  async ({ input, account }) => {
    await views.deleteView(account, input);
    refresh();
  },
);
