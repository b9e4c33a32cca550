import { z } from "zod";
import { changeRole, createAccount, setEnabled, setPassword } from "@/lib/accounts/commands";
import { type AccountRow, accountSortKeys, listAccounts } from "@/lib/accounts/queries";
import { saveViewSchema } from "@/lib/accounts/saved-view";
import { deleteView, listSavedViews, renameView, saveView } from "@/lib/accounts/saved-views";
import { createAccountSchema, setPasswordSchema } from "@/lib/accounts/schema";
import { type Caller, defineOperation } from "@/lib/actions/define-operation";
import { AccountRole } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { parseListState } from "@/lib/paging/list-state";
import { pageInMemory, pageOf, shortListQuery } from "../paging";
import { guid, id, text, time } from "../wire";

const tag = "Users";
const params = z.object({ accountId: guid });
const viewParams = z.object({ viewId: id });
const sorts = accountSortKeys;

const account = z.object({
  ...{ id: guid, username: text, displayName: text, role: z.enum(AccountRole), isEnabled: z.boolean() },
  lockedUntil: time.nullable().describe("Sign-in pauses until then."),
  ...{ lastSignInAt: time.nullable(), createdAt: time },
});
const view = z.object({ id, list: text, name: text, query: text.describe("Of the list's address.") });

const list = (given: Record<string, string | string[] | undefined>) =>
  listAccounts(
    parseListState(given, {
      sortable: sorts,
      defaultSort: { sort: "name" },
      filters: { role: Object.values(AccountRole), status: ["enabled", "disabled"] },
    }),
    new Date(),
  );

/** @throws AppError account-not-found */
async function readAccount(accountId: string): Promise<AccountRow> {
  const found = (await list({})).find((each) => each.id === accountId.toLowerCase());
  if (!found) throw new AppError("account-not-found");
  return found;
}

/** Views belong to people. @throws AppError personal-token-needed */
function ownerOf({ token, account: person }: Caller): { id: string } {
  if (token.kind !== "personal") throw new AppError("personal-token-needed");
  return person;
}

async function readView(caller: Caller, viewId: number) {
  const found = (await listSavedViews(ownerOf(caller))).find((each) => each.id === viewId);
  if (!found) throw new AppError("view-not-found");
  return found;
}

export const userOperations = [
  defineOperation(
    {
      ...{ name: "listUsers", method: "GET", path: "/users", tag, permission: "accounts:read" },
      ...{ summary: "List people who can sign in", output: pageOf(account) },
      query: shortListQuery.extend({
        q: z.string().max(200).optional(),
        sort: z.enum(sorts).default("name"),
        dir: z.enum(["asc", "desc"]).optional(),
        role: z.array(z.enum(AccountRole)).optional(),
        status: z.array(z.enum(["enabled", "disabled"])).optional(),
      }),
    },
    async ({ query: { limit, cursor, ...query } }) => pageInMemory(await list(query), { limit, cursor }),
  ),
  defineOperation(
    {
      ...{ name: "createUser", method: "POST", path: "/users", tag, permission: "accounts:write", status: 201 },
      ...{ summary: "Add somebody who can sign in", body: createAccountSchema.strict(), output: account },
      ...{ location: ({ id: made }: { id: string }) => `/users/${made}`, codes: ["username-taken"] },
    },
    async ({ account: actor, body }) => readAccount((await createAccount(actor, body)).id),
  ),
  defineOperation(
    {
      ...{ name: "getUser", method: "GET", path: "/users/{accountId}", tag, permission: "accounts:read" },
      ...{ summary: "Read an account", params, output: account },
    },
    ({ params: { accountId } }) => readAccount(accountId),
  ),
  defineOperation(
    {
      ...{ name: "updateUser", method: "PATCH", path: "/users/{accountId}", tag, permission: "accounts:write" },
      ...{ summary: "Change a role, disable or enable an account", params, output: account },
      description: "Counts at once, also for sessions and tokens.",
      body: z.strictObject({ role: z.enum(AccountRole).optional(), isEnabled: z.boolean().optional() }),
      codes: ["last-administrator"],
    },
    async ({ account: actor, params: { accountId }, body }) => {
      await readAccount(accountId);
      if (body.role !== undefined) await changeRole(actor, { accountId, role: body.role });
      if (body.isEnabled !== undefined) await setEnabled(actor, { accountId, isEnabled: body.isEnabled });
      return readAccount(accountId);
    },
  ),
  defineOperation(
    {
      ...{ name: "setUserPassword", method: "PUT", path: "/users/{accountId}/password", tag, status: 204 },
      ...{ permission: "accounts:write", summary: "Set a password", params },
      description: "Ends every session of the account.",
      body: z.strictObject({ password: setPasswordSchema.shape.password }),
      codes: ["password-too-short", "password-is-username"],
    },
    ({ account: actor, params: { accountId }, body }) => setPassword(actor, { accountId, password: body.password }),
  ),
  defineOperation(
    {
      ...{ name: "listViews", method: "GET", path: "/views", tag, permission: "read", output: pageOf(view) },
      ...{ summary: "List one's own saved views", description: "With a personal token.", query: shortListQuery },
      codes: ["personal-token-needed"],
    },
    async ({ caller, query }) => pageInMemory(await listSavedViews(ownerOf(caller)), query),
  ),
  defineOperation(
    {
      ...{ name: "saveView", method: "POST", path: "/views", tag, permission: "read", status: 201, output: view },
      ...{ summary: "Save a view of a list", description: "With a personal token.", body: saveViewSchema.strict() },
      codes: ["personal-token-needed", "view-name-taken", "views-too-many"],
    },
    async ({ caller, body }) => readView(caller, (await saveView(ownerOf(caller), body)).id),
  ),
  defineOperation(
    {
      ...{ name: "renameView", method: "PATCH", path: "/views/{viewId}", tag, permission: "read", params: viewParams },
      ...{ summary: "Rename a saved view", description: "With a personal token.", output: view },
      body: z.strictObject({ name: saveViewSchema.shape.name }),
      codes: ["personal-token-needed", "view-name-taken"],
    },
    async ({ caller, params: { viewId }, body }) => {
      await renameView(ownerOf(caller), { id: viewId, name: body.name });
      return readView(caller, viewId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteView", method: "DELETE", path: "/views/{viewId}", tag, permission: "read", status: 204 },
      ...{ summary: "Delete a saved view", description: "With a personal token.", params: viewParams },
      codes: ["personal-token-needed"],
    },
    ({ caller, params: { viewId } }) => deleteView(ownerOf(caller), { id: viewId }),
  ),
];
