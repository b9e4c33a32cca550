"use server";

import { revalidatePath } from "next/cache";
import * as accounts from "@/lib/accounts/commands";
import { changeRoleSchema, createAccountSchema, setEnabledSchema, setPasswordSchema } from "@/lib/accounts/schema";
import { defineAction } from "@/lib/actions/define-action";

const permission = "accounts:write";
const refresh = () => revalidatePath("/system/users");

export const createAccount = defineAction(
  { name: "account.create", permission, input: createAccountSchema },
  async ({ input, account }) => {
    const created = await accounts.createAccount(account, input);
    refresh();
    return created;
  },
);

export const changeRole = defineAction(
  { name: "account.change-role", permission, input: changeRoleSchema },
  async ({ input, account }) => {
    await accounts.changeRole(account, input);
    refresh();
  },
);

export const setPassword = defineAction(
  { name: "account.set-password", permission, input: setPasswordSchema },
  async ({ input, account }) => {
    await accounts.setPassword(account, input);
    refresh();
  },
);

export const setEnabled = defineAction(
  { name: "account.set-enabled", permission, input: setEnabledSchema },
  async ({ input, account }) => {
    await accounts.setEnabled(account, input);
    refresh();
  },
);
