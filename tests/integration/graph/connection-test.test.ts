import { afterEach, describe, expect, it } from "vitest";
import { contosoTenantId, type DemoApp, type DemoServer } from "@/demo/server";
import { connectionSteps } from "@/lib/graph/connection-report";
import { createKeyPair, IMPORT_ROLES } from "../demo/client";
import { ALL_ROLES, run, startDemo } from "./connection";
import { json, startScriptedGraph } from "./server";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function demo(app: Partial<DemoApp> = {}): Promise<DemoServer> {
  const server = await startDemo(app);
  closing.push(server.stop);
  return server;
}

const statesOf = ({ report }: Awaited<ReturnType<typeof run>>) => report.steps.map(({ state }) => state).join(" ");
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("a connection that works", () => {
  it("passes each step, tells it as it happens, and what it found [S30]", async () => {
    const server = await demo();
    let clock = 0;
    const now = new Date("2026-11-25T08:00:00Z");
    const done = await run(server, {}, { now: () => now, clock: () => (clock += 3) });
    expect(done.report).toMatchObject({
      at: now.toISOString(),
      outcome: "passed",
      roles: ALL_ROLES,
      organisation: { tenantId: contosoTenantId, displayName: "Contoso", defaultDomain: "contoso.com" },
    });
    expect(done.report.steps.map(({ step, state, code }) => [step, state, code])).toEqual([
      ["resolve", "passed", null],
      ["token", "passed", null],
      ["tenant", "passed", null],
      ["roles", "passed", null],
      ["organisation", "passed", "organisation-read"],
      ["licences", "passed", "licences-read"],
      ["users", "passed", "users-counted"],
      ["subscriptions", "passed", "subscriptions-read"],
      ["groups", "passed", "groups-read"],
      ["sign-in-activity", "passed", "sign-in-activity-read"],
    ]);
    expect(done.of("licences").params).toEqual({ count: server.tenant.skus.length });
    expect(done.of("users")).toMatchObject({ params: { count: 20 }, requestId: expect.stringMatching(GUID) });
    expect(done.report.steps.every(({ durationMs }) => durationMs === 3)).toBe(true);
    expect(done.events.map((event) => (event.type === "finished" ? event.result.step : event.type))).toEqual([
      ...connectionSteps.flatMap((step) => ["started", step]),
      "done",
    ]);
  });

  it("brings what the tenant subscribes to, with the units that can be used", async () => {
    const server = await demo();
    const { report } = await run(server);
    const [first] = server.tenant.skus;
    expect(report.skus).toHaveLength(server.tenant.skus.length);
    expect(report.skus?.[0]).toEqual({
      skuId: first?.skuId,
      partNumber: first?.skuPartNumber,
      appliesTo: first?.appliesTo,
      capabilityStatus: first?.capabilityStatus,
      units: (first?.prepaidUnits.enabled ?? 0) + (first?.prepaidUnits.warning ?? 0),
      consumedUnits: first?.consumedUnits,
    });
  });

  it("signs in with a certificate too, and by a domain", async () => {
    const keys = createKeyPair();
    const server = await demo({ certificates: [keys.certificate] });
    const credential = {
      kind: "certificate",
      certificatePem: keys.certificate,
      privateKeyPem: keys.privateKey,
    } as const;
    const done = await run(server, { tenantId: "contoso.com", credential });
    expect(done.report.outcome).toBe("passed");
    const params = { domain: "contoso.com", tenantId: contosoTenantId };
    expect(done.of("tenant")).toMatchObject({ code: "tenant-resolved", params });
  });

  it("is asked with a token of its own each time, and in a hurry [S69]", async () => {
    const server = await demo();
    await run(server);
    await run(server);
    expect(server.requests.of("token")).toHaveLength(2);
    const graph = await startScriptedGraph();
    closing.push(graph.stop);
    graph.respond(json({ value: [] }));
    await run(graph);
    expect(graph.received[0]?.headers["x-ms-throttle-priority"]).toBe("High");
  });
});

describe("the token", () => {
  it.each([
    ["the secret is wrong", { credential: { kind: "secret", value: "something else" } }, "secret-wrong", 7000215],
    ["the directory does not exist", { tenantId: "11111111-2222-4333-8444-555555555555" }, "tenant-not-found", 90002],
    ["the application does not exist", { clientId: "11111111-2222-4333-8444-555555555555" }, "app-not-found", 700016],
  ] as const)("is refused when %s, and nothing else is tried [S30]", async (_, connection, code, aadsts) => {
    const server = await demo();
    const done = await run(server, connection);
    expect(done.of("token")).toMatchObject({ state: "failed", code, microsoftCode: `AADSTS${aadsts}` });
    expect(statesOf(done)).toBe(`passed failed${" skipped".repeat(8)}`);
    expect(done.report).toMatchObject({
      outcome: "failed",
      roles: null,
      permissions: [],
      organisation: null,
      skus: null,
    });
    expect(server.requests.entries.map(({ route }) => route)).toEqual(["token"]);
    expect(JSON.stringify(done.events)).not.toContain("something else");
  });

  it("is refused when the certificate is not registered, and cannot be signed for with another key [S74]", async () => {
    const [registered, other] = [createKeyPair(), createKeyPair()];
    const server = await demo({ certificates: [registered.certificate] });
    const by = (certificatePem: string, privateKeyPem: string) =>
      run(server, { credential: { kind: "certificate", certificatePem, privateKeyPem } });
    const unknown = await by(other.certificate, other.privateKey);
    expect(unknown.of("token")).toMatchObject({ code: "certificate-not-registered", microsoftCode: "AADSTS700027" });
    const mixed = await by(registered.certificate, other.privateKey);
    expect(mixed.of("token")).toMatchObject({ code: "certificate-mismatch", microsoftCode: "AADSTS50012" });
    const broken = await by(registered.certificate, "no key");
    expect(broken.of("token")).toMatchObject({ code: "token-signing", microsoftCode: null, requestId: null });
  });

  it("cannot be had from something else that answers", async () => {
    const server = await demo();
    server.faults.add({ kind: "html200", route: "token", times: null });
    expect((await run(server)).of("token")).toMatchObject({ state: "failed", code: "unreadable-success" });
  });

  it("of another tenant leads to nobody's data", async () => {
    const graph = await startScriptedGraph();
    closing.push(graph.stop);
    const claims = Buffer.from(JSON.stringify({ tid: "0".repeat(36), roles: ALL_ROLES })).toString("base64url");
    graph.respondToken(json({ token_type: "Bearer", expires_in: 3_599, access_token: `x.${claims}.x` }));
    const done = await run(graph);
    expect(done.of("tenant")).toMatchObject({ state: "failed", code: "tenant-differs" });
    expect(graph.received).toEqual([]);
  });

  it("that cannot be read is no failure: what it opens shows", async () => {
    const graph = await startScriptedGraph();
    closing.push(graph.stop);
    const sku = { skuId: "05e9a617-0261-4cee-bb44-138d3ef5d965" };
    const forbidden = json({ error: { code: "Authorization_RequestDenied", message: "No." } }, 403);
    graph.respond(
      json({ value: [{ id: contosoTenantId }] }),
      json({ value: [sku] }),
      json({ value: [{ id: sku.skuId, assignedLicenses: [] }] }),
      json({ error: { code: "Request_BadRequest", message: "" } }, 400),
      forbidden,
    );
    const done = await run(graph);
    expect(statesOf(done)).toBe("passed passed warning warning passed passed passed skipped skipped skipped");
    expect(done.report).toMatchObject({ outcome: "warning", roles: null, permissions: [] });
    expect(done.of("users")).toMatchObject({ code: "users-read", params: {} });
    expect(done.of("groups")).toMatchObject({
      code: "permission-missing",
      params: { permission: "GroupMember.Read.All" },
      microsoftMessage: "No.",
      durationMs: expect.any(Number),
    });
    // Then only Graph's own answer can tell that it is another tenant.
    graph.respond(json({ value: [{ id: sku.skuId }] }));
    expect((await run(graph)).of("organisation")).toMatchObject({ state: "failed", code: "tenant-differs" });
  });
});

describe("permissions", () => {
  it("none: consent is missing, and Graph is not asked [S4] [S5]", async () => {
    const server = await demo({ roles: [] });
    const done = await run(server);
    expect(done.of("roles")).toMatchObject({ state: "failed", code: "consent-missing" });
    expect(done.report.permissions.map(({ state }) => state)).toEqual(["missing", "missing", "missing", "missing"]);
    expect(statesOf(done)).toBe(`passed passed passed failed${" skipped".repeat(6)}`);
  });

  it("one of the two: named, and Graph says so in Microsoft's words [S3] [S5] [S71]", async () => {
    const done = await run(await demo({ roles: ["User.Read.All"] }));
    const params = { permission: "Organization.Read.All" };
    expect(done.of("roles")).toMatchObject({ state: "failed", code: "permission-missing", params });
    expect(done.of("licences")).toMatchObject({
      ...{ state: "failed", code: "permission-missing", params },
      microsoftCode: "Authorization_RequestDenied",
      microsoftMessage: "Insufficient privileges to complete the operation.",
      requestId: expect.stringMatching(GUID),
    });
    expect(done.of("users").state).toBe("passed");
    expect(done.report.skus).toBeNull();
  });

  it("the two: all that is needed; what others would unlock is said without asking Graph [S3]", async () => {
    const server = await demo({ roles: IMPORT_ROLES });
    const done = await run(server);
    expect(done.report.outcome).toBe("passed");
    for (const [step, permission] of [
      ["groups", "GroupMember.Read.All"],
      ["sign-in-activity", "AuditLog.Read.All"],
    ] as const) {
      const expected = { state: "skipped", code: "permission-missing", params: { permission }, durationMs: null };
      expect(done.of(step)).toMatchObject(expected);
    }
    expect(server.requests.of("groups")).toEqual([]);
  });

  it("the SKU part: enough, without the dates of subscriptions", async () => {
    const done = await run(await demo({ roles: ["User.Read.All", "LicenseAssignment.Read.All"] }));
    expect(done.report.outcome).toBe("passed");
    expect(done.of("roles").code).toBe("no-subscription-dates");
    expect(done.of("subscriptions")).toMatchObject({
      state: "skipped",
      params: { permission: "Organization.Read.All" },
    });
  });

  it("that could write: a warning that names them", async () => {
    const done = await run(await demo({ roles: [...ALL_ROLES, "User.ReadWrite.All", "Mail.Send"] }));
    const params = { permissions: "Mail.Send, User.ReadWrite.All" };
    expect(done.of("roles")).toMatchObject({ state: "warning", code: "permissions-write", params });
    expect(done.report.outcome).toBe("warning");
  });

  it("to see sign-ins: of no use without Entra ID P1", async () => {
    const server = await demo();
    server.tenant.hasEntraPremium = false;
    const done = await run(server);
    expect(done.report.outcome).toBe("passed");
    expect(done.of("sign-in-activity")).toMatchObject({
      state: "skipped",
      code: "premium-required",
      microsoftCode: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
    });
  });
});
