import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as accounts from "@/lib/accounts/commands";
import { createAccountSchema } from "@/lib/accounts/schema";
import { verifyPassword } from "@/lib/auth/password";
import { db } from "@/lib/db/client";
import { clearAccounts, erika, openDatabase, readAudit, SETUP_CODE } from "./setup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openDatabase();
});
afterAll(() => close());
beforeEach(clearAccounts);

const actor = { id: null, username: "test" };
const read = (username: string) => db().account.findFirstOrThrow({ where: { username } });
const readHash = async (id: string) =>
  (await db().account.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } })).passwordHash;

const add = (username: string, role: "administrator" | "viewer" = "viewer") =>
  accounts.createAccount(actor, { username, displayName: username, role, password: `${username} has a password` });

test("the first administrator is made with the setup code, once", async () => {
  await accounts.createFirstAdministrator({ ...erika, setupCode: ` ${SETUP_CODE} ` });
  const account = await read("erika");
  expect(account).toMatchObject({ role: "administrator", isEnabled: true, displayName: "Erika Mustermann" });
  expect(account).not.toHaveProperty("passwordHash");
  expect(await verifyPassword(await readHash(account.id), erika.password)).toBe(true);
  const again = accounts.createFirstAdministrator({ ...erika, username: "other", setupCode: SETUP_CODE });
  await expect(again).rejects.toMatchObject({ code: "accounts-exist" });
  expect(await readAudit()).toEqual([{ action: "account.created", actorName: "erika", targetName: "erika" }]);
});

test.each(["", "the code of the test", `${SETUP_CODE}s`])("the setup code %j is refused", async (setupCode) => {
  const attempt = accounts.createFirstAdministrator({ ...erika, setupCode });
  await expect(attempt).rejects.toMatchObject({ code: "setup-code-wrong", fields: { setupCode: "setup-code-wrong" } });
  expect(await db().account.count()).toBe(0);
});

test("of many who set up at once, one becomes the first administrator", async () => {
  const names = ["a-one", "b-two", "c-three", "d-four", "e-five"];
  const outcomes = await Promise.allSettled(
    names.map((username) => accounts.createFirstAdministrator({ ...erika, username, setupCode: SETUP_CODE })),
  );
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
  expect(refusals).toEqual(["accounts-exist", "accounts-exist", "accounts-exist", "accounts-exist"]);
  expect(await db().account.count()).toBe(1);
  expect(await readAudit()).toHaveLength(1);
});

test("a username is taken regardless of case, also when two come at once", async () => {
  await add("erika");
  const taken = { code: "username-taken", fields: { username: "username-taken" } };
  await expect(add("ERIKA")).rejects.toMatchObject(taken);
  const outcomes = await Promise.allSettled([add("viktor"), add("Viktor")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db().account.count()).toBe(2);
  expect(await readAudit()).toHaveLength(2);
});

test("one spelling of a name is one name, however its accents are written", () => {
  const parse = (username: string) =>
    createAccountSchema.parse({ username, displayName: "x", role: "viewer", password: "long enough to pass" }).username;
  expect(parse(" rene\u0301 ")).toBe(parse("ren\u00e9"));
});

test("the last enabled administrator is neither disabled nor demoted", async () => {
  const { id } = await add("erika", "administrator");
  const disabled = await add("gone", "administrator");
  await add("viktor", "viewer");
  await accounts.setEnabled(actor, { accountId: disabled.id, isEnabled: false });
  const refused = { code: "last-administrator" };
  await expect(accounts.setEnabled(actor, { accountId: id, isEnabled: false })).rejects.toMatchObject(refused);
  await expect(accounts.changeRole(actor, { accountId: id, role: "viewer" })).rejects.toMatchObject(refused);
  expect(await read("erika")).toMatchObject({ role: "administrator", isEnabled: true, sessionVersion: 1 });
});

test("two administrators who remove each other at the same moment leave one", async () => {
  const [one, two] = [await add("one", "administrator"), await add("two", "administrator")];
  const outcomes = await Promise.allSettled([
    accounts.setEnabled(actor, { accountId: one.id, isEnabled: false }),
    accounts.changeRole(actor, { accountId: two.id, role: "viewer" }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db().account.count({ where: { role: "administrator", isEnabled: true } })).toBe(1);
});

test("a disabled account loses its sessions, and keeps them lost when it is enabled again", async () => {
  await add("erika", "administrator");
  const { id } = await add("viktor");
  await accounts.setEnabled(actor, { accountId: id, isEnabled: false });
  await accounts.setEnabled(actor, { accountId: id, isEnabled: true });
  expect(await read("viktor")).toMatchObject({ isEnabled: true, sessionVersion: 2 });
});

test("a new password ends all sessions and any pause; the username is no password", async () => {
  const { id } = await add("viktor-viewer");
  await db().account.update({ where: { id }, data: { failedSignIns: 9, lockedUntil: new Date("2099-01-01") } });
  const isUsername = accounts.setPassword(actor, { accountId: id, password: "Viktor-Viewer" });
  await expect(isUsername).rejects.toMatchObject({ code: "password-is-username" });
  await accounts.setPassword(actor, { accountId: id, password: "a completely new one" });
  expect(await read("viktor-viewer")).toMatchObject({ sessionVersion: 2, failedSignIns: 0, lockedUntil: null });
  expect(await verifyPassword(await readHash(id), "a completely new one")).toBe(true);
});

test("what is done leaves a line, what changes nothing or fails leaves none, and no line holds a password", async () => {
  await add("erika", "administrator");
  const { id } = await add("viktor");
  await accounts.changeRole(actor, { accountId: id, role: "viewer" });
  await accounts.changeRole(actor, { accountId: id, role: "administrator" });
  await accounts.setPassword(actor, { accountId: id, password: "a completely new one" });
  await accounts.setEnabled(actor, { accountId: id, isEnabled: true });
  await accounts.setEnabled(actor, { accountId: id, isEnabled: false });
  const missing = accounts.setEnabled(actor, { accountId: "00000000-0000-4000-8000-000000000000", isEnabled: false });
  await expect(missing).rejects.toMatchObject({ code: "account-not-found" });
  const lines = await readAudit();
  expect(lines.map(({ action, targetName }) => `${action} ${targetName}`)).toEqual([
    "account.created erika",
    "account.created viktor",
    "account.role-changed viktor",
    "account.password-set viktor",
    "account.disabled viktor",
  ]);
  const everything = JSON.stringify(await db().auditLine.findMany({ omit: { id: true } }));
  expect(everything).not.toMatch(/completely new|has a password|argon2/);
});
