import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createContoso, type DemoServer, startDemoTenant } from "@/demo/server";
import { computeTruth } from "@/demo/truth";
import type { GraphRequestEvent } from "@/lib/graph/client";
import {
  readLicensingGroups,
  readOrganisation,
  readSubscribedSkus,
  readSubscriptions,
  readUserCount,
  readUserPages,
  type TenantUser,
  type TenantUserPage,
} from "@/lib/graph/tenant";
import { decodeRoles, decodeTenant, type GraphConnection } from "@/lib/graph/token";
import { createApp, createKeyPair, IMPORT_ROLES, type KeyPair } from "../demo/client";
import { createTestClient, graphError, json, secretConnection, startScriptedGraph, tenantId } from "./server";

const USERS = 2_300;
const GROUP_ROLES = [...IMPORT_ROLES, "GroupMember.Read.All"];

let keys: KeyPair;
let server: DemoServer;
let close: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  keys = createKeyPair();
  server = await startDemoTenant({
    apps: [createApp({ roles: GROUP_ROLES, certificates: [keys.certificate] })],
    tenants: [createContoso({ userCount: USERS })],
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.faults.clear();
  server.requests.reset();
});
afterEach(() => close());

function connect(credential: GraphConnection["credential"] = secretConnection.credential) {
  const made = createTestClient(server.url, { ...secretConnection, credential });
  close = made.client.close;
  return made;
}

async function collect(pages: AsyncIterable<TenantUserPage>): Promise<{ users: TenantUser[]; counts: unknown[] }> {
  const users: TenantUser[] = [];
  const counts: unknown[] = [];
  for await (const page of pages) {
    users.push(...page.users);
    counts.push(page.odataCount);
  }
  return { users, counts };
}

describe("with either credential", () => {
  it.each(["secret", "certificate"])("signs in with a %s", async (kind) => {
    const { client, events } = connect(
      kind === "secret"
        ? secretConnection.credential
        : { kind: "certificate", certificatePem: keys.certificate, privateKeyPem: keys.privateKey },
    );
    expect(await readOrganisation(client)).toMatchObject({
      tenantId,
      displayName: server.tenant.displayName,
      defaultDomain: server.tenant.domain,
    });
    const token = await client.getToken();
    expect([decodeRoles(token), decodeTenant(token)]).toEqual([GROUP_ROLES, tenantId]);
    expect(server.requests.entries.map(({ route, status }) => [route, status])).toEqual([
      ["token", 200],
      ["organization", 200],
    ]);
    expect(events.map(({ route, requestId }) => [route, typeof requestId])).toEqual([
      ["token", "string"],
      ["organization", "string"],
    ]);
  });

  it("says that a private key cannot sign [S72]", async () => {
    const { client } = connect({ kind: "certificate", certificatePem: keys.certificate, privateKeyPem: "no key" });
    const failure = { kind: "token-signing", code: "token-signing", isTransient: false };
    await expect(client.getToken()).rejects.toMatchObject(failure);
    expect(server.requests.entries).toEqual([]);
  });

  it.each([
    ["a wrong secret", { kind: "secret", value: "wrong-value" }, "secret-wrong"],
    ["a certificate that the app does not know", "other", "certificate-not-registered"],
    ["a key of another certificate", "mixed", "certificate-mismatch"],
  ] as const)("names %s", async (_, choice, code) => {
    const other = createKeyPair();
    const { client } = connect(
      typeof choice === "object"
        ? choice
        : {
            kind: "certificate",
            certificatePem: choice === "other" ? other.certificate : keys.certificate,
            privateKeyPem: other.privateKey,
          },
    );
    await expect(client.getToken()).rejects.toMatchObject({ kind: "token", code, isTransient: false });
  });
});

describe("what a tenant has", () => {
  it("arrives complete: people, who holds what, and the units of each SKU", async () => {
    const { client, events } = connect();
    const skus = await readSubscribedSkus(client);
    const { users, counts } = await collect(readUserPages(client));
    expect(counts).toEqual([USERS, null, null]);
    expect(await readUserCount(client)).toBe(USERS);
    expect(new Set(users.map((user) => user.objectId))).toEqual(new Set(server.tenant.users.map((user) => user.id)));
    const holders = (skuId: string) =>
      users.filter((user) => user.assignments.some((one) => one.skuId === skuId && one.isHeld)).length;
    const read = skus.map((sku) => ({
      skuId: sku.skuId,
      partNumber: sku.partNumber,
      ...sku.units,
      consumed: sku.consumedUnits,
      holders: holders(sku.skuId),
      appliesTo: sku.appliesTo,
    }));
    expect(read).toEqual(computeTruth(server.tenant));
    expect(events.map(({ route }) => route)).toEqual([
      "token",
      "subscribedSkus",
      "users",
      "users",
      "users",
      "users/$count",
    ]);
  });

  it("includes subscriptions and the groups that give licences", async () => {
    const { client } = connect();
    const subscriptions = await readSubscriptions(client);
    const groups = await readLicensingGroups(client);
    expect(subscriptions).toMatchObject({
      items: server.tenant.subscriptions.map((one) => ({ subscriptionId: one.id, totalLicences: one.totalLicenses })),
    });
    const licensing = server.tenant.groups.filter((group) => group.assignedLicenses.length > 0);
    expect(licensing.length).toBeGreaterThan(0);
    expect(groups).toMatchObject({
      items: licensing.map((group) => ({ groupId: group.id, displayName: group.displayName })),
    });
  });

  it("does without what it may not read", async () => {
    server.faults.add({ kind: "forbidden403", route: "subscriptions" });
    server.faults.add({ kind: "forbidden403", route: "groups" });
    server.faults.add({ kind: "forbidden403", route: "usersCount" });
    const { client } = connect();
    const unavailable = { code: "permission-missing", microsoftCode: "Authorization_RequestDenied" };
    expect(await readSubscriptions(client)).toMatchObject({ unavailable });
    expect(await readLicensingGroups(client)).toMatchObject({ unavailable });
    expect(await readUserCount(client)).toBeNull();
  });

  it("does not take a failing service for a missing right", async () => {
    server.faults.add({ kind: "html502", route: "subscriptions", times: null });
    await expect(readSubscriptions(connect().client)).rejects.toMatchObject({ kind: "unreadable-failure" });
  });

  it("survives faults on the way, and ends at an expired page token", async () => {
    server.faults.add({ kind: "throttle429", route: "users", afterPage: 1, retryAfterSeconds: 3 });
    server.faults.add({ kind: "cutBody", route: "users", afterPage: 1 });
    server.faults.add({ kind: "unauthorized401", route: "users", afterPage: 2 });
    const { client, waits } = connect();
    expect((await collect(readUserPages(client))).users).toHaveLength(USERS);
    expect(waits).toEqual([3_000, 2_000]);
    expect(server.requests.of("token")).toHaveLength(2);
    server.faults.add({ kind: "expiredPageToken", route: "users" });
    await expect(collect(readUserPages(client))).rejects.toMatchObject({ code: "page-token-expired" });
  });
});

describe("a tenant that accepts less", () => {
  async function readWith(refusals: number) {
    const scripted = await startScriptedGraph();
    const user = { id: tenantId, assignedLicenses: [] };
    scripted.respond(...Array(refusals).fill(graphError(400, "Request_BadRequest")), json({ value: [user] }));
    const events: GraphRequestEvent[] = [];
    const { client } = createTestClient(scripted.url, secretConnection, { onRequest: (event) => events.push(event) });
    try {
      const read = await collect(readUserPages(client)).catch((error: unknown) => error);
      const queries = scripted.received.map(({ path, headers }) => [
        path.replace(/.*licenseAssignmentStates/, ""),
        headers.consistencylevel,
      ]);
      return { read, queries };
    } finally {
      await client.close();
      await scripted.stop();
    }
  }

  it("is asked for less, step by step", async () => {
    const { read, queries } = await readWith(2);
    expect(read).toMatchObject({ users: [{ objectId: tenantId, assignments: [] }] });
    expect(queries).toEqual([
      ["&$top=999&$count=true", "eventual"],
      ["&$top=999", undefined],
      ["", undefined],
    ]);
  });

  it("is left alone when it accepts nothing", async () => {
    const { read, queries } = await readWith(3);
    expect(read).toMatchObject({ code: "request-rejected", status: 400 });
    expect(queries).toHaveLength(3);
  });
});

it("does not take withheld licences for none", async () => {
  const scripted = await startScriptedGraph();
  scripted.respond(json({ value: [{ id: tenantId, displayName: "Anna", assignedLicenses: null }] }));
  const { client } = createTestClient(scripted.url);
  await expect(collect(readUserPages(client))).rejects.toMatchObject({ kind: "incomplete", code: "licences-missing" });
  await client.close();
  await scripted.stop();
});
