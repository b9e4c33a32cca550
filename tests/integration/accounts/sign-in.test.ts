import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertFirstAdministrator, setEnabled } from "@/lib/accounts/commands";
import { authenticate } from "@/lib/auth/authenticate";
import { db } from "@/lib/db/client";
import { clearAccounts, erika, openDatabase, readAudit } from "./setup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  await clearAccounts();
  await insertFirstAdministrator(erika);
});

const start = Date.parse("2026-03-02T09:00:00Z");
const after = (minutes: number) => new Date(start + minutes * 60_000);
const signIn = (minutes: number, password = erika.password, username = "erika") =>
  authenticate(username, password, after(minutes));
const fail = async (minutes: number, times = 1) => {
  for (let each = 0; each < times; each++) expect(await signIn(minutes, "wrong")).toBeNull();
};
const state = () =>
  db().account.findFirstOrThrow({ select: { failedSignIns: true, lockedUntil: true, lastSignInAt: true } });

test.each(["erika", "ERIKA", " Erika "])("%j signs in, and the time of it is kept", async (username) => {
  const { id } = await db().account.findFirstOrThrow({ select: { id: true } });
  expect(await signIn(0, erika.password, username)).toEqual({ id, username: "erika", sessionVersion: 1 });
  expect(await state()).toEqual({ failedSignIns: 0, lockedUntil: null, lastSignInAt: after(0) });
});

test("an unknown name, a wrong password and a disabled account answer the same", async () => {
  expect(await signIn(0, erika.password, "nobody")).toBeNull();
  expect(await signIn(0, "wrong")).toBeNull();
  await insertDisabled();
  expect(await signIn(0, erika.password, "disabled")).toBeNull();
  expect(await signIn(0, `${erika.password} `)).toBeNull();
});

test("four failures do not pause sign-in, and success forgives them", async () => {
  await fail(0, 4);
  expect(await signIn(0)).not.toBeNull();
  await fail(0, 4);
  expect(await signIn(0)).not.toBeNull();
});

test("the fifth failure pauses sign-in for a minute, for the right password too", async () => {
  await fail(0, 5);
  expect(await signIn(0.99)).toBeNull();
  expect(await signIn(1)).not.toBeNull();
  const locked = { action: "account.locked", actorName: "seatwise", targetName: "erika" };
  expect((await readAudit()).slice(1)).toEqual([locked]);
});

test("attempts during a pause do not lengthen it; failures after it double it", async () => {
  await fail(0, 5);
  await fail(0.5, 10);
  expect((await state()).lockedUntil).toEqual(after(1));
  await fail(1);
  expect((await state()).lockedUntil).toEqual(after(3));
  await fail(3);
  expect((await state()).lockedUntil).toEqual(after(7));
  expect(await signIn(7)).not.toBeNull();
  expect(await state()).toMatchObject({ failedSignIns: 0, lockedUntil: null });
});

test("of twelve guesses sent at once, only five are looked at", async () => {
  const guesses = Array.from({ length: 12 }, (_, position) => `guess ${position}`);
  const failures = await Promise.all(guesses.map((guess) => signIn(0, guess)));
  expect(failures.every((outcome) => outcome === null)).toBe(true);
  expect((await state()).failedSignIns).toBe(5);
  expect(await signIn(0)).toBeNull();
});

async function insertDisabled(): Promise<void> {
  const source = await db().account.findFirstOrThrow({ select: { id: true, passwordHash: true } });
  const { id } = await db().account.create({
    data: { username: "disabled", displayName: "x", role: "viewer", passwordHash: source.passwordHash },
  });
  await setEnabled({ id: null, username: "test" }, { accountId: id, isEnabled: false });
}
