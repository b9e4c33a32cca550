import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, send, startApi } from "./support";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["scripts/token.mjs", ...args], {
    env: { ...process.env, DATABASE_URL: api.harness.databaseUrl, LOG_LEVEL: "silent" },
  });

type Me = { account: { username: string }; token: { kind: string; name: string }; scopes: string[] };

test("a first token needs no browser: the command prints it, and nothing else, on its output", async () => {
  const { stdout, stderr } = await run("--name", "ci", "--scopes", "read,portals:read", "--days", "1");
  expect(stdout).toMatch(/^swt_[\w-]{43}\n$/);
  expect(stderr).not.toContain(stdout.trim());
  const { status, data } = await send<Me>("GET", "/me", { token: stdout.trim() });
  expect(status).toBe(200);
  expect(data).toMatchObject({
    account: { username: "ci" },
    token: { kind: "service" },
    scopes: ["read", "portals:read"],
  });
});

test("a personal one belongs to its account, and what cannot be is refused", async () => {
  const { stdout } = await run("--name", "mine", "--user", "VIKTOR");
  const { data } = await send<Me>("GET", "/me", { token: stdout.trim() });
  expect(data).toMatchObject({ account: { username: "viktor" }, token: { kind: "personal" }, scopes: ["read"] });
  await expect(run("--name", "x", "--user", "nobody")).rejects.toThrow("There is no enabled account nobody");
  await expect(run("--name", "x", "--scopes", "everything")).rejects.toThrow("No scopes: everything");
  await expect(run("--scopes", "read")).rejects.toThrow("--name is missing");
});
