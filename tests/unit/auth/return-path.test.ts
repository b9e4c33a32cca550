import { expect, test } from "vitest";
import { safeReturnPath } from "@/lib/auth/return-path";
import { isSessionCookie } from "@/lib/auth/session-cookie";

test.each(["/system/users", "/licence-management/products?q=a%20b&portal=1", "/"])("%s is gone back to", (from) => {
  expect(safeReturnPath(from)).toBe(from);
});

test.each([
  "//example.org",
  "/\\example.org",
  "/x\\..\\y",
  "https://example.org/",
  "javascript:alert(1)",
  "system/users",
  "/\t/example.org",
  "/sign-in",
  "/sign-in?from=/sign-in",
  "/setup",
  "/api/auth/signout",
  "",
  undefined,
  ["/a", "/b"],
])("%s becomes the start page", (from) => {
  expect(safeReturnPath(from)).toBe("/");
});

test.each([
  ["next-auth.session-token", true],
  ["__Secure-next-auth.session-token", true],
  ["__Secure-next-auth.session-token.12", true],
  ["next-auth.csrf-token", false],
  ["seatwise-locale", false],
])("%s is a session: %s", (name, isSession) => {
  expect(isSessionCookie(name)).toBe(isSession);
});
