import { z } from "zod";
import { type Caller, defineOperation } from "@/lib/actions/define-operation";
import { can, permissions } from "@/lib/auth/permissions";
import { AccountRole, ApiTokenKind } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { createServiceToken, revokeToken } from "../commands";
import { pageInMemory, pageOf, shortListQuery } from "../paging";
import { listTokens } from "../queries";
import { serviceTokenFields } from "../schema";
import { tokenStates } from "../token-state";
import { guid, text, time } from "../wire";

const tag = "Tokens";

const me = z.object({
  account: z.object({ id: guid, username: text, displayName: text, role: z.enum(AccountRole) }),
  token: z.object({ id: guid, name: text, kind: z.enum(ApiTokenKind), expiresAt: time.nullable() }),
  scopes: z.array(text).describe("Of the token."),
  permissions: z.array(z.enum(permissions)).describe("What calls may do now: scopes that the role allows."),
});

const token = z.object({
  ...{ id: guid, name: text, kind: z.enum(ApiTokenKind), role: z.enum(AccountRole).nullable() },
  owner: z.object({ id: guid, username: text, displayName: text }).nullable(),
  ...{ scopes: z.array(text), prefix: text, state: z.enum(tokenStates) },
  ...{
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    revokedAt: time.nullable(),
    revokedBy: text.nullable(),
  },
  ...{ createdAt: time, createdBy: text },
});

/** A token that makes tokens must not make one that may more, or that outlives it. @throws AppError token-beyond-own */
function refuseBeyondOwn(
  { account, token: own }: Caller,
  wanted: { scopes: string[]; role: string; expiresAt: Date | null },
) {
  const isWider = wanted.scopes.some((scope) => !own.scopes.includes(scope) || !can(account, scope));
  const isLonger = own.expiresAt !== null && (wanted.expiresAt === null || wanted.expiresAt > own.expiresAt);
  if (isWider || isLonger) throw new AppError("token-beyond-own");
}

export const tokenOperations = [
  defineOperation(
    {
      ...{ name: "getMe", method: "GET", path: "/me", tag, permission: "read", output: me },
      summary: "Say who calls and what the token may do",
    },
    async ({ account, caller: { token: own } }) => ({
      ...{ account, token: own, scopes: own.scopes },
      permissions: permissions.filter((each) => own.scopes.includes(each) && can(account, each)),
    }),
  ),
  defineOperation(
    {
      ...{ name: "listTokens", method: "GET", path: "/tokens", tag, permission: "accounts:read" },
      ...{ summary: "List the tokens of everybody", query: shortListQuery, output: pageOf(token) },
    },
    async ({ query }) => pageInMemory(await listTokens(null, new Date()), query),
  ),
  defineOperation(
    {
      ...{
        name: "createServiceToken",
        method: "POST",
        path: "/tokens",
        tag,
        permission: "accounts:write",
        status: 201,
      },
      summary: "Make a service token",
      description:
        "The answer holds the token, once. It may no more than the calling token, and ends no later. Personal tokens are made by their owners on the page *Settings › API tokens*.",
      body: z.strictObject(serviceTokenFields),
      output: z.object({ id: guid, token: text }),
      location: ({ id }) => `/tokens/${id}`,
      ...{ answersSecret: true, codes: ["token-beyond-own", "scopes-beyond-role"] },
    },
    async ({ account, caller, body: { expiresAt, ...body } }) => {
      const wanted = { ...body, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      refuseBeyondOwn(caller, wanted);
      return createServiceToken(account, wanted);
    },
  ),
  defineOperation(
    {
      ...{ name: "getToken", method: "GET", path: "/tokens/{tokenId}", tag, permission: "accounts:read" },
      ...{ summary: "Read a token's description", params: z.object({ tokenId: guid }), output: token },
    },
    async ({ params }) => {
      const found = (await listTokens(null, new Date())).find(({ id }) => id === params.tokenId);
      if (!found) throw new AppError("token-not-found");
      return found;
    },
  ),
  defineOperation(
    {
      ...{ name: "revokeToken", method: "DELETE", path: "/tokens/{tokenId}", tag, permission: "accounts:write" },
      ...{ summary: "Revoke a token", description: "At once and for good. Its description stays.", status: 204 },
      params: z.object({ tokenId: guid }),
    },
    ({ account, params }) => revokeToken(account, params.tokenId, null),
  ),
];
