import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "@/lib/api/operations";
import { can, permissions } from "@/lib/auth/permissions";
import { cases } from "./cases";
import { addressOf, type World } from "./cases/case";
import { type Api, faultsOf, operationOf, send, startApi } from "./support";

let api: Api;
let world: World;
const tokens: Record<"viewer" | "expired" | "revoked" | "disabled", string> = {
  ...{ viewer: "", expired: "", revoked: "", disabled: "" },
};

beforeAll(async () => {
  api = await startApi();
  await api.fill();
  const token = await api.personal(api.anna);
  world = {
    ...api,
    token,
    call: async (name, request = {}) => {
      const { method, path } = operationOf(name);
      const answer = await send(method, addressOf(path, request), { token, ...request });
      if (answer.status >= 300) throw new Error(`${name}: ${answer.text}`);
      return answer as never;
    },
  };
  // Somebody whose role was lowered: the token's scopes are still those of before.
  const lowered = await api.account("lowered", "administrator");
  tokens.viewer = await api.personal(lowered);
  await api.sql("update account set role = 'viewer' where id = $1", [lowered.id]);
  tokens.expired = await api.personal(api.anna, permissions, new Date(Date.now() - 1_000));
  tokens.revoked = await api.personal(api.anna);
  await api.sql(
    "update api_token set revoked_at = now() where id = (select id from api_token order by created_at desc limit 1)",
  );
  const gone = await api.account("gone", "administrator");
  tokens.disabled = await api.personal(gone);
  await api.sql("update account set is_enabled = false where id = $1", [gone.id]);
});
afterAll(() => api?.stop());

test("every operation has a case, and every case an operation", () => {
  expect(Object.keys(cases).sort()).toEqual(operations.map(({ name }) => name).sort());
});

test("no two operations share a name or an address", () => {
  const names = operations.map(({ name }) => name);
  const addresses = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(addresses).size).toBe(addresses.length);
});

const named = operations.map((operation) => [operation.name, operation] as const);

describe("an administrator's token", () => {
  test.each(named)("%s answers as the document says", async (name, operation) => {
    const request = await cases[name]?.(world);
    const answer = await send(operation.method, addressOf(operation.path, request ?? {}), {
      token: world.token,
      ...request,
    });
    const { output, files, status = output || files ? 200 : 204 } = operation;
    expect(answer.status, answer.text).toBe(status);
    expect(faultsOf(operation, answer)).toEqual([]);
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    expect(answer.headers.get("ratelimit-remaining")).toMatch(/^\d+$/);
    if (operation.location) expect(answer.headers.get("location")).toMatch(/^\/api\/v1\/\w/);
    expect(answer.text).not.toContain("nobody may see");
    expect(answer.text).not.toMatch(/"(sealed|passwordHash|tokenHash|privateKeyPem)"/);
  });
});

describe("who is refused", () => {
  const ask = async (name: string, token: string | null) => {
    const operation = operationOf(name);
    const answer = await send<{ code: string }>(operation.method, addressOf(operation.path, {}), { token });
    expect(faultsOf(operation, answer)).toEqual([]);
    return answer;
  };

  test.each(named)("%s without a token, or with one that does not count", async (name) => {
    for (const [token, code] of [
      [null, "token-missing"],
      ["swt_nonsense", "token-invalid"],
      [tokens.expired, "token-expired"],
      [tokens.revoked, "token-revoked"],
      [tokens.disabled, "token-owner-disabled"],
    ] as const) {
      const answer = await ask(name, token);
      expect([answer.status, answer.data.code]).toEqual([401, code]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="Seatwise"/);
    }
  });

  test.each(named)("%s without its scope, or with a role that does not allow it", async (name, { permission }) => {
    const others = permissions.filter((each) => each !== permission);
    const lacking = await ask(name, await api.personal(api.anna, others));
    expect([lacking.status, lacking.data.code]).toEqual([403, "scope-missing"]);
    expect(lacking.headers.get("www-authenticate")).toContain(`scope="${permission}"`);
    if (can(api.viktor, permission)) return;
    const lowered = await ask(name, tokens.viewer);
    expect([lowered.status, lowered.data.code]).toEqual([403, "not-allowed"]);
  });
});
