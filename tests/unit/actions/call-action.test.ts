import { redirect } from "next/navigation";
import { describe, expect, it } from "vitest";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";

describe("a call of a server action", () => {
  it("hands on what the action answered, success and refusal alike", async () => {
    const refused: ActionResult<void> = { ok: false, error: { code: "not-found", params: {}, fields: {} } };
    expect(await callAction(Promise.resolve({ ok: true as const, data: 7 }))).toEqual({ ok: true, data: 7 });
    expect(await callAction(Promise.resolve(refused))).toBe(refused);
  });

  it("answers that the server could not be reached when no answer came", async () => {
    const answer = await callAction(Promise.reject(new TypeError("Failed to fetch")));
    expect(answer).toEqual({ ok: false, error: { code: "unreachable", params: {}, fields: {} } });
  });

  it("leaves to Next what is Next's", async () => {
    const answer = callAction(Promise.resolve().then(() => redirect("/sign-in")));
    await expect(answer).rejects.toThrow("NEXT_REDIRECT");
  });
});
