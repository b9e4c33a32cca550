import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createToken, hashToken, readBearer } from "@/lib/api/token";
import { tokenStateOf } from "@/lib/api/token-state";

test("a token is long, new each time, and known by its first letters", () => {
  const one = createToken();
  expect(one.token).toMatch(/^swt_[\w-]{43}$/);
  expect(createToken().token).not.toBe(one.token);
  expect(one.token.startsWith(one.prefix)).toBe(true);
  expect(one.prefix).toHaveLength(10);
  expect(Buffer.from(one.tokenHash).toString("hex")).toBe(createHash("sha256").update(one.token).digest("hex"));
  expect(hashToken(one.token)).toEqual(one.tokenHash);
});

describe("the header", () => {
  const { token } = createToken();
  test.each([
    [null, null],
    ["", null],
    [`Bearer ${token}`, token],
    [`bearer   ${token} `, token],
    [`Basic ${token}`, "malformed"],
    [`Bearer ${token}x`, "malformed"],
    ["Bearer", "malformed"],
  ])("%j", (header, expected) => {
    expect(readBearer(header)).toBe(expected);
  });
});

test("what ends a token, the most final first", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const fine = { revokedAt: null, expiresAt: null, isOwnerEnabled: true };
  expect(tokenStateOf(fine, now)).toBe("active");
  expect(tokenStateOf({ ...fine, expiresAt: new Date(now.getTime() + 1) }, now)).toBe("active");
  expect(tokenStateOf({ ...fine, expiresAt: now }, now)).toBe("expired");
  expect(tokenStateOf({ ...fine, isOwnerEnabled: false }, now)).toBe("owner-disabled");
  expect(tokenStateOf({ revokedAt: now, expiresAt: now, isOwnerEnabled: false }, now)).toBe("revoked");
});
