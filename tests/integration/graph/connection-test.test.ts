import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { contosoTenantId, type DemoApp, type DemoServer } from "@/demo/server";
import { type ConnectionEvent, connectionSteps } from "@/lib/graph/connection-report";
import { testConnection } from "@/lib/graph/connection-test";
import { createKeyPair, IMPORT_ROLES } from "../demo/client";
import { ALL_ROLES, optionsFor, run, startDemo } from "./connection";
import { json, secretConnection, startScriptedGraph } from "./server";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).reverse()) await close();
});

async function demo(app: Partial<DemoApp> = {}, tls?: { key: string; cert: string }): Promise<DemoServer> {
  const server = await startDemo(app, tls);
  closing.push(server.stop);
  return server;
}

/** A port that takes connections and says nothing, or one that nobody listens at. */
async function startSilent(isListening: boolean): Promise<string> {
  const server = createServer((socket) => socket.on("error", () => undefined));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  const stop = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  };
  if (isListening) closing.push(stop);
  else await stop();
  return `127.0.0.1:${port}`;
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

describe("Graph", () => {
  it("whose answer is a page of HTML is not asked again [S71]", async () => {
    const server = await demo();
    server.faults.add({ kind: "html200", times: null });
    const done = await run(server);
    expect(done.of("organisation")).toMatchObject({ state: "failed", code: "unreadable-success", microsoftCode: null });
    expect(statesOf(done)).toBe(`passed passed passed passed failed${" skipped".repeat(5)}`);
  });

  it("that fails at an extra is a warning", async () => {
    const server = await demo();
    server.faults.add({ kind: "error500", route: "groups", times: null });
    const done = await run(server);
    expect(done.of("groups")).toMatchObject({ state: "warning", code: "service-unavailable" });
    expect(done.report.outcome).toBe("warning");
  });

  it("that withholds licences is not good enough", async () => {
    const graph = await startScriptedGraph();
    closing.push(graph.stop);
    const id = contosoTenantId;
    graph.respond(json({ value: [{ id }] }), json({ value: [] }), json({ value: [{ id }] }));
    expect((await run(graph)).of("users")).toMatchObject({ state: "failed", code: "licences-missing" });
  });

  it("that takes too long ends its step, and is not asked again", async () => {
    const server = await demo();
    server.faults.add({ kind: "slow", ms: 3_600_000, route: "subscribedSkus" });
    const done = await run(server, {}, { stepMsMax: 300 });
    expect(done.of("licences")).toMatchObject({ state: "failed", code: "timed-out" });
    expect(done.of("users")).toMatchObject({ state: "skipped", code: null });
  });
});

describe("the way there", () => {
  it("is closed: nobody listens", async () => {
    const host = await startSilent(false);
    const done = await run({ url: `http://${host}` });
    const params = { service: "entra", host, reason: "ECONNREFUSED" };
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "connection-refused", params });
    expect(statesOf(done)).toBe(`failed${" skipped".repeat(9)}`);
  });

  it("is open to Entra only: the token is looked at all the same", async () => {
    const server = await demo();
    const host = await startSilent(false);
    server.graphOrigins.add(`http://${host}`);
    const done = await run({ loginUrl: server.url, graphUrl: `http://${host}` });
    expect(done.of("resolve")).toMatchObject({ code: "connection-refused", params: { service: "graph", host } });
    expect(statesOf(done)).toBe(`failed passed passed passed${" skipped".repeat(6)}`);
  });

  it("leads to a server whose certificate nobody vouches for", async () => {
    const { certificate, privateKey } = createKeyPair();
    const server = await demo({}, { key: privateKey, cert: certificate });
    const params = { host: new URL(server.url).host, reason: "DEPTH_ZERO_SELF_SIGNED_CERT" };
    const done = await run(server);
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "certificate-untrusted", params });
    expect(server.requests.entries).toEqual([]);
  });

  it("leads to a server that does not speak TLS", async () => {
    const { host } = new URL((await demo()).url);
    expect((await run({ url: `https://${host}` })).of("resolve")).toMatchObject({ code: "connection-failed" });
  });

  it("leads to silence", async () => {
    const host = await startSilent(true);
    const done = await run({ url: `https://${host}` }, {}, { stepMsMax: 200 });
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "connection-timed-out", params: { host } });
  });

  it.each(["ENOTFOUND", "EAI_AGAIN"])("has no address: %s", async (code) => {
    const lookup = () => Promise.reject(Object.assign(new Error("no"), { code }));
    const done = await run({ url: "https://login.example.test" }, {}, { lookup });
    const params = { host: "login.example.test", reason: code };
    expect(done.of("resolve")).toMatchObject({ state: "failed", code: "host-not-found", params });
  });

  it("goes by a proxy, which is said instead of looking", async () => {
    const proxy = await startSilent(false);
    vi.stubEnv("HTTPS_PROXY", `http://user:secret@${proxy}`);
    vi.stubEnv("https_proxy", `http://user:secret@${proxy}`);
    const done = await run({ url: "https://login.example.test" });
    expect(done.of("resolve")).toMatchObject({ state: "passed", code: "reached-by-proxy", params: { proxy } });
    expect(done.of("token")).toMatchObject({
      state: "failed",
      code: "unreachable",
      params: { reason: "ECONNREFUSED" },
    });
  });
});

describe("an abort", () => {
  it("in the middle ends the test at once, and what is under way", async () => {
    const server = await demo();
    server.faults.add({ kind: "slow", ms: 3_600_000, route: "organization" });
    const leaving = new AbortController();
    const seen: ConnectionEvent[] = [];
    const test = testConnection(secretConnection, optionsFor(server, { signal: leaving.signal }));
    const whole = (async () => {
      for await (const event of test) {
        seen.push(event);
        if (event.type === "started" && event.step === "organisation") queueMicrotask(() => leaving.abort());
      }
    })();
    await expect(whole).rejects.toMatchObject({ kind: "aborted" });
    expect(seen.at(-1)).toEqual({ type: "started", step: "organisation" });
  });

  it("before anything is heard asks nobody", async () => {
    const server = await demo();
    await expect(run(server, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: "aborted" });
    expect(server.requests.entries).toEqual([]);
  });

  it("by not listening any more leaves nothing open", async () => {
    const server = await demo();
    for await (const event of testConnection(secretConnection, optionsFor(server))) {
      if (event.type === "finished" && event.result.step === "token") break;
    }
    expect(server.requests.entries.map(({ route }) => route)).toEqual(["token"]);
  });
});
