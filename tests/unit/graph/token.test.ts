import { describe, expect, it } from "vitest";
import type { CloudName } from "@/lib/graph/clouds";
import { GraphError } from "@/lib/graph/errors";
import { createTokenSource, decodeRoles, decodeTenant, type GraphConnection } from "@/lib/graph/token";
import { answering, exchangeOf } from "./exchange";

const tenantId = "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90";
const secret = "a~very+secret/value";
const connection: GraphConnection = {
  cloud: "global",
  tenantId,
  clientId: "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94",
  credential: { kind: "secret", value: secret },
};
const noOverride = { loginUrl: null, graphUrl: null };
const good = (token = "token-1") => exchangeOf(200, { token_type: "Bearer", expires_in: 3_599, access_token: token });
const refusal = (number: number) =>
  exchangeOf(401, { error: "invalid_client", error_description: `AADSTS${number}: ${secret}`, error_codes: [number] });

function setUp(transport: ReturnType<typeof answering>, more: Partial<GraphConnection> = {}) {
  return createTokenSource({ ...connection, ...more }, { transport, globalCloud: noOverride });
}
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof GraphError ? error : undefined),
  );

describe("getToken", () => {
  it.each<[CloudName, string, string]>([
    ["global", "https://login.microsoftonline.com", "https://graph.microsoft.com"],
    ["us-gov-l4", "https://login.microsoftonline.us", "https://graph.microsoft.us"],
    ["us-gov-l5", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"],
    ["china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn"],
  ])("asks %s with one POST to its own endpoint and for its own Graph", async (cloud, login, graph) => {
    const transport = answering(good());
    await setUp(transport, { cloud }).getToken();
    const [request, ...more] = transport.sent;
    expect(more).toEqual([]);
    const url = new URL(request?.url ?? "");
    expect(`${request?.method} ${url.origin}${url.pathname}`).toBe(`POST ${login}/${tenantId}/oauth2/v2.0/token`);
    const form = new URLSearchParams(request?.body);
    expect(form.get("scope")?.split(" ")).toContain(`${graph}/.default`);
    expect(form.get("client_secret")).toBe(secret);
  });

  it("serves from memory, and anew on demand", async () => {
    const transport = answering(good("token-1"), good("token-2"));
    const source = setUp(transport);
    expect([await source.getToken(), await source.getToken()]).toEqual(["token-1", "token-1"]);
    expect(await source.getToken({ skipCache: true })).toBe("token-2");
    expect(await source.getToken()).toBe("token-2");
    expect(transport.sent).toHaveLength(2);
  });

  it("asks once for all who wait", async () => {
    const transport = answering(good());
    const source = setUp(transport);
    expect(await Promise.all([source.getToken(), source.getToken()])).toEqual(["token-1", "token-1"]);
    expect(transport.sent).toHaveLength(1);
  });

  it("tells its failures apart and repeats no secret", async () => {
    const failure = await failureOf(setUp(answering(refusal(7000215))).getToken());
    expect(failure).toMatchObject({ kind: "token", code: "secret-wrong", aadstsCode: 7000215, status: 401 });
    expect(JSON.stringify([failure, failure?.message, failure?.stack, failure?.cause])).not.toContain(secret);
  });

  it("asks again right after a throttled request: when to wait is decided elsewhere", async () => {
    const busy = exchangeOf(429, { error: "temporarily_unavailable", error_codes: [90055] }, { "retry-after": "120" });
    const transport = answering(busy, good());
    const source = setUp(transport);
    expect(await failureOf(source.getToken())).toMatchObject({ code: "throttled", retryAfterMs: 120_000 });
    expect(await source.getToken()).toBe("token-1");
  });

  it("forgets its token when it could not get the new one that was wanted", async () => {
    const source = setUp(answering(good("token-1"), refusal(7000222), good("token-2")));
    expect(await source.getToken()).toBe("token-1");
    expect(await failureOf(source.getToken({ skipCache: true }))).toMatchObject({ code: "secret-expired" });
    expect(await source.getToken()).toBe("token-2");
  });

  it.each([
    ["without a token", exchangeOf(200, {}), "unreadable-success"],
    ["with an empty token", good(""), "unreadable-success"],
    ["of HTML", exchangeOf(200, "<html>"), "unreadable-success"],
    ["of null", exchangeOf(200, null), "unreadable-success"],
    ["of HTML with 502", exchangeOf(502, "<html>"), "unreadable-failure"],
  ])("takes an answer %s for an error", async (_, answer, kind) => {
    expect(await failureOf(setUp(answering(answer)).getToken())).toMatchObject({ kind, service: "entra" });
  });

  it("passes on why the connection failed", async () => {
    const broken = new GraphError({
      kind: "unreachable",
      code: "unreachable",
      isTransient: true,
      service: "entra",
      networkCode: "ENOTFOUND",
    });
    expect(await failureOf(setUp(answering(broken)).getToken())).toBe(broken);
  });

  it.each(["common", "organizations", "../evil", "a/b", ""])("sends nothing for the tenant %j", async (tenant) => {
    const transport = answering(good());
    expect(await failureOf(setUp(transport, { tenantId: tenant }).getToken())).toMatchObject({
      code: "tenant-invalid",
    });
    expect(transport.sent).toEqual([]);
  });

  it("names a missing secret, an unreadable certificate [S72]", async () => {
    const transport = answering(good());
    const withCredential = (credential: GraphConnection["credential"]) =>
      failureOf(setUp(transport, { credential }).getToken());
    expect(await withCredential({ kind: "secret", value: "" })).toMatchObject({ code: "credential-missing" });
    expect(
      await withCredential({ kind: "certificate", certificatePem: "no certificate", privateKeyPem: "no key" }),
    ).toMatchObject({ kind: "certificate-thumbprint", code: "certificate-thumbprint" });
    expect(transport.sent).toEqual([]);
  });
});

describe("what a token says", () => {
  const encode = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;

  it("has roles, none, or cannot be read", () => {
    expect(decodeRoles(encode({ roles: ["User.Read.All", 7] }))).toEqual(["User.Read.All"]);
    expect(decodeRoles(encode({}))).toEqual([]);
    expect(decodeRoles("opaque")).toBeNull();
    expect(decodeRoles(encode(null))).toBeNull();
  });

  it("has a tenant, or cannot be read", () => {
    expect(decodeTenant(encode({ tid: tenantId.toUpperCase() }))).toBe(tenantId);
    expect(decodeTenant("opaque")).toBeNull();
  });
});
