import { expect, test } from "vitest";
import { failuresBeforeLock, lockDurationMs } from "@/lib/auth/lockout";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { passwordFault } from "@/lib/auth/password-policy";

test("a hash opens with its own password only, and says how it was made", async () => {
  const hash = await hashPassword("correct horse battery");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, "correct horse battery")).toBe(true);
  expect(await verifyPassword(hash, "correct horse batterx")).toBe(false);
  expect(await hashPassword("correct horse battery")).not.toBe(hash);
});

test("nobody's password is never right", async () => {
  expect(await verifyPassword(null, "")).toBe(false);
  expect(await verifyPassword(null, "anything at all")).toBe(false);
});

test("a password beyond the limit is refused without being hashed", async () => {
  expect(await verifyPassword("not a hash: hashing would throw", "x".repeat(257))).toBe(false);
});

test.each([
  ["eleven char", "erika", "password-too-short"],
  ["twelve chars", "erika", null],
  ["x".repeat(256), "erika", null],
  ["x".repeat(257), "erika", "password-too-long"],
  ["Erika.Mustermann", "erika.mustermann", "password-is-username"],
])("%s for %s: %s", (password, username, fault) => {
  expect(passwordFault(password, username)).toBe(fault);
});

test("sign-in pauses from the fifth failure on, twice as long each time, at most 15 minutes", () => {
  const minutes = [0, 1, 4, 5, 6, 7, 8, 9, 10, 1_000].map((failures) => lockDurationMs(failures) / 60_000);
  expect(failuresBeforeLock).toBe(5);
  expect(minutes).toEqual([0, 0, 0, 1, 2, 4, 8, 15, 15, 15]);
});
