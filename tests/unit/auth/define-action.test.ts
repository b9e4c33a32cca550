import { notFound, redirect } from "next/navigation";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { createDefineAction, publicAction } from "@/lib/actions/create-action";
import type { CurrentAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";

const erika: CurrentAccount = { id: "1", username: "erika", displayName: "Erika", role: "administrator" };
const viktor: CurrentAccount = { ...erika, id: "2", username: "viktor", role: "viewer" };

const input = z.object({ name: z.string().min(1).max(5), tag: z.array(z.string()).optional() });

function rename(account: CurrentAccount | null, command = vi.fn(async () => "done")) {
  const writeAudit = vi.fn(async () => {});
  const defineAction = createDefineAction({ currentAccount: async () => account, writeAudit });
  const action = defineAction(
    {
      name: "portal.rename",
      permission: "portals:write",
      input,
      audit: ({ name }, data) => ({ targetType: "portal", targetName: name, details: { data } }),
    },
    command,
  );
  return { action, command, writeAudit };
}

test("nobody and those who may not are refused before their input is looked at", async () => {
  for (const [account, code] of [
    [null, "not-signed-in"],
    [viktor, "not-allowed"],
  ] as const) {
    const { action, command, writeAudit } = rename(account);
    expect(await action({ name: "" })).toMatchObject({ ok: false, error: { code, fields: {} } });
    expect(command).not.toHaveBeenCalled();
    expect(writeAudit).not.toHaveBeenCalled();
  }
});

test("the command gets checked input and the account; the audit gets its line", async () => {
  const { action, command, writeAudit } = rename(erika);
  expect(await action({ name: "a", other: 1 } as never)).toEqual({ ok: true, data: "done" });
  expect(command).toHaveBeenCalledExactlyOnceWith({ input: { name: "a" }, account: erika });
  const line = { action: "portal.rename", targetType: "portal", targetName: "a", details: { data: "done" } };
  expect(writeAudit).toHaveBeenCalledExactlyOnceWith(erika, line);
});

test("a form is read as an object, also behind the previous result", async () => {
  const form = new FormData();
  form.append("$ACTION_ID_1", "x");
  form.append("name", "abc");
  form.append("tag", "one");
  form.append("tag", "two");
  const { action, command } = rename(erika);
  expect(await action(null, form)).toMatchObject({ ok: true });
  expect(command).toHaveBeenCalledWith({ input: { name: "abc", tag: ["one", "two"] }, account: erika });
});

test("refused input names each field once, by code", async () => {
  const { action, command, writeAudit } = rename(erika);
  expect(await action({ name: "" })).toEqual({
    ok: false,
    error: { code: "invalid-input", params: {}, fields: { name: { code: "field-required", params: {} } } },
  });
  expect(await action({ name: "too long" })).toMatchObject({
    error: { fields: { name: { code: "field-too-long", params: { maximum: 5 } } } },
  });
  expect(await action({} as never)).toMatchObject({ error: { fields: { name: { code: "field-required" } } } });
  expect(await action(undefined as never)).toMatchObject({ error: { fields: {} } });
  expect(command).not.toHaveBeenCalled();
  expect(writeAudit).not.toHaveBeenCalled();
});

test("a code of our own schema is told as it is", async () => {
  const schema = z.object({ a: z.object({ b: z.array(z.string().min(9, "name-too-short")) }) });
  const action = publicAction({ name: "x.y", input: schema }, async () => {});
  expect(await action({ a: { b: ["x"] } })).toMatchObject({
    error: { fields: { "a.b.0": { code: "name-too-short", params: {} } } },
  });
});

test("an expected failure is told with its fields and what fills its text", async () => {
  const failure = new AppError("name-taken", { fields: { name: "name-taken" }, params: { name: "x" } });
  const { action, writeAudit } = rename(
    erika,
    vi.fn(() => Promise.reject(failure)),
  );
  expect(await action({ name: "a" })).toEqual({
    ok: false,
    error: {
      code: "name-taken",
      params: { name: "x" },
      fields: { name: { code: "name-taken", params: { name: "x" } } },
    },
  });
  expect(writeAudit).not.toHaveBeenCalled();
});

test("of a bug nothing is told but an id", async () => {
  const { action } = rename(
    erika,
    vi.fn(() => Promise.reject(new Error("password of the database is hunter2"))),
  );
  const result = await action({ name: "a" });
  expect(result).toMatchObject({ ok: false, error: { code: "unexpected" } });
  if (result.ok) throw new Error("it was refused");
  expect(result.error.errorId).toMatch(/^[0-9a-f]{10}$/);
  expect(result.error.params).toEqual({ errorId: result.error.errorId });
  expect(JSON.stringify(result)).not.toContain("hunter2");
});

test.each([
  ["redirect", () => redirect("/x")],
  ["notFound", () => notFound()],
])("Next's own %s passes through", async (_, leave) => {
  const command = async () => leave();
  await expect(rename(erika, vi.fn(command as () => Promise<never>)).action({ name: "a" })).rejects.toThrow(/^NEXT_/);
  await expect(publicAction({ name: "x.y", input }, command)({ name: "a" })).rejects.toThrow(/^NEXT_/);
});

test("an action says what it is and what it needs", () => {
  const { action } = rename(erika);
  expect({ ...action }).toEqual({ actionName: "portal.rename", permission: "portals:write" });
  expect({ ...publicAction({ name: "x.y", input }, async () => {}) }).toEqual({ actionName: "x.y", permission: null });
});
