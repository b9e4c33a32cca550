import { expect, test } from "vitest";
import { can, permissions } from "@/lib/auth/permissions";

test.each(permissions)("an administrator may %s", (permission) => {
  expect(can({ role: "administrator" }, permission)).toBe(true);
});

test("a viewer may read, and nothing else", () => {
  expect(permissions.filter((permission) => can({ role: "viewer" }, permission))).toEqual(["read"]);
});

test.each([
  ["nobody", null, "read"],
  ["an unknown role", { role: "owner" }, "read"],
  ["a role that every object has", { role: "constructor" }, "read"],
  ["an unknown permission", { role: "administrator" }, "portals:delete-all"],
  ["an empty permission", { role: "administrator" }, ""],
])("%s is refused", (_, account, permission) => {
  expect(can(account, permission)).toBe(false);
});
