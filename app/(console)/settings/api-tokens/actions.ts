"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import * as tokens from "@/lib/api/commands";
import { personalTokenFormSchema, serviceTokenFormSchema, tokenIdSchema } from "@/lib/api/schema";

const refresh = () => revalidatePath("/settings/api-tokens");

/** One's own: everybody may have one, and it never lets through more than the person may. */
export const createPersonalToken = defineAction(
  { name: "api-token.create-personal", permission: "read", input: personalTokenFormSchema },
  async ({ input: { days, ...input }, account }) => {
    const created = await tokens.createPersonalToken(account, {
      ...input,
      expiresAt: tokens.expiryOf(days, new Date()),
    });
    refresh();
    return created;
  },
);

export const createServiceToken = defineAction(
  { name: "api-token.create-service", permission: "accounts:write", input: serviceTokenFormSchema },
  async ({ input: { days, ...input }, account }) => {
    const created = await tokens.createServiceToken(account, {
      ...input,
      expiresAt: tokens.expiryOf(days, new Date()),
    });
    refresh();
    return created;
  },
);

export const revokeOwnToken = defineAction(
  { name: "api-token.revoke-own", permission: "read", input: tokenIdSchema },
  async ({ input, account }) => {
    await tokens.revokeToken(account, input.tokenId, account.id);
    refresh();
  },
);

/** Anybody's, and service tokens. */
export const revokeAnyToken = defineAction(
  { name: "api-token.revoke-any", permission: "accounts:write", input: tokenIdSchema },
  async ({ input, account }) => {
    await tokens.revokeToken(account, input.tokenId, null);
    refresh();
  },
);
