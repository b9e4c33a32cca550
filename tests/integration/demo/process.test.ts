import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createContoso, startDemoTenant } from "@/demo/server";
import { createApp, createKeyPair, getToken } from "./client";

const MAIN = fileURLToPath(new URL("../../../demo/main.ts", import.meta.url));

let folder: string;
let configPath: string;
const started: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seatwise-demo-"));
  configPath = path.join(folder, "demo.json");
  writeFileSync(configPath, JSON.stringify({ apps: [createApp()], tenants: [{ userCount: 10 }] }));
});
afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(env: Record<string, string>): ChildProcess {
  const child = fork(MAIN, { execArgv: ["--import", "tsx"], env: { ...process.env, ...env }, stdio: "pipe" });
  started.push(child);
  return child;
}

/** The line that says where it listens. */
async function readReady(child: ChildProcess): Promise<{ ready: boolean; url: string }> {
  if (child.stdout === null) throw new Error("no stdout");
  const [line] = await once(createInterface(child.stdout), "line");
  return JSON.parse(String(line));
}

describe("the demo process", () => {
  it("says where it listens, and ends on SIGTERM", async () => {
    const child = start({ DEMO_CONFIG: configPath });
    const { ready, url } = await readReady(child);
    expect(ready).toBe(true);
    expect((await fetch(`${url}/v1.0/organization`)).status).toBe(401);
    expect((await fetch(`${url}/_demo/state`)).status, "closed unless asked for").toBe(401);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("can be broken and looked into when that is allowed, and ends when its parent is gone", async () => {
    const child = start({ DEMO_CONFIG: configPath, DEMO_CONTROL: "1" });
    const { url } = await readReady(child);
    const post = (fault: unknown) => fetch(`${url}/_demo/faults`, { method: "POST", body: JSON.stringify(fault) });
    expect((await post({ kind: "unavailable503", times: null })).status).toBe(201);
    expect((await fetch(`${url}/v1.0/organization`)).status).toBe(503);
    expect((await fetch(`${url}/_demo/faults`, { method: "DELETE" })).status).toBe(200);
    expect((await fetch(`${url}/v1.0/organization`)).status).toBe(401);
    expect((await post({ kind: "earthquake" })).status).toBe(400);
    const state = (await (await fetch(`${url}/_demo/state`)).json()) as {
      tenants: { id: string; users: number; skus: { skuId: string; holders: number }[] }[];
    };
    expect(state.tenants[0]).toMatchObject({ users: 10, skus: expect.arrayContaining([expect.anything()]) });
    const skus = (method: string, body: unknown) => fetch(`${url}/_demo/skus`, { method, body: JSON.stringify(body) });
    const [tenant] = state.tenants;
    const one = (held: boolean) => tenant?.skus.find(({ holders }) => holders > 0 === held)?.skuId;
    expect((await skus("DELETE", { tenantId: tenant?.id, skuId: one(true) })).status, "somebody holds it").toBe(409);
    const withdrawn = await skus("DELETE", { tenantId: tenant?.id, skuId: one(false) });
    expect(withdrawn.status).toBe(200);
    expect((await skus("DELETE", { tenantId: tenant?.id, skuId: one(false) })).status, "gone already").toBe(404);
    expect(await (await skus("POST", await withdrawn.json())).json()).toEqual({ skus: tenant?.skus.length });
    expect((await fetch(`${url}/_demo/other`)).status).toBe(404);
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("shows the same company after a restart, where it is told what its dates count from", async () => {
    const dated = path.join(folder, "dated.json");
    const tenants = [{ userCount: 200 }];
    writeFileSync(dated, JSON.stringify({ apps: [createApp()], tenants, datesFrom: "2026-03-02T09:00:00.000Z" }));
    const read = async () => {
      const child = start({ DEMO_CONFIG: dated });
      const { url } = await readReady(child);
      const token = await getToken({ url });
      const select = "id,createdDateTime,assignedLicenses,licenseAssignmentStates";
      const paths = [`users?$select=${select}&$top=999`, "subscribedSkus"];
      const answers = await Promise.all(
        paths.map(async (item) => {
          const answer = await fetch(`${url}/v1.0/${item}`, { headers: { authorization: `Bearer ${token}` } });
          return [answer.status, ((await answer.json()) as { value: unknown[] }).value] as const;
        }),
      );
      child.kill("SIGTERM");
      await once(child, "exit");
      return answers;
    };
    const before = await read();
    expect(before.map(([status]) => status)).toEqual([200, 200]);
    expect(before[0]?.[1]).toHaveLength(200);
    expect(await read()).toEqual(before);
  });

  it("does not start without apps", async () => {
    const child = start({ DEMO_CONFIG: "" });
    const [code] = await once(child, "exit");
    expect(code).not.toBe(0);
  });
});

describe("the server", () => {
  it("speaks TLS when it is given a certificate", async () => {
    const keys = createKeyPair();
    const server = await startDemoTenant({
      tenants: [createContoso({ userCount: 1 })],
      apps: [createApp()],
      tls: { key: keys.privateKey, cert: keys.certificate },
    });
    const status = await new Promise((resolve, reject) => {
      request(`${server.url}/v1.0/organization`, { ca: keys.certificate }, (response) => resolve(response.statusCode))
        .on("error", reject)
        .end();
    });
    await server.stop();
    expect(server.url).toMatch(/^https:/);
    expect(status).toBe(401);
  });

  it("needs a tenant, and a port that is free", async () => {
    await expect(startDemoTenant({ apps: [], tenants: [] })).rejects.toThrow("tenant");
    const first = await startDemoTenant({ apps: [], tenants: [createContoso({ userCount: 1 })] });
    const port = Number(new URL(first.url).port);
    await expect(startDemoTenant({ port, apps: [], tenants: [first.tenant] })).rejects.toThrow("EADDRINUSE");
    await first.stop();
  });
});
