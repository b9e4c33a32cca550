import { createSign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contosoTenantId, createContoso, type DemoServer, startDemoTenant } from "@/demo/server";
import {
  ASSERTION_TYPE,
  CLIENT_ID,
  createApp,
  createAssertion,
  createKeyPair,
  getGraph,
  type KeyPair,
  requestToken,
  SECRET,
  tokenUrl,
} from "./client";

const DISABLED = "11111111-2222-4333-8444-555555555555";
const BARE = "22222222-2222-4333-8444-555555555555";

let server: DemoServer;
let keys: KeyPair;
let otherKeys: KeyPair;

beforeAll(async () => {
  [keys, otherKeys] = [createKeyPair(), createKeyPair()];
  server = await startDemoTenant({
    tenants: [createContoso({ userCount: 5 })],
    apps: [
      createApp({
        certificates: [keys.certificate],
        secrets: [
          { id: "secret-1", value: SECRET },
          { id: "secret-old", value: "old", expiresAt: "2020-01-01T00:00:00Z" },
        ],
      }),
      createApp({ clientId: DISABLED, isDisabled: true }),
      createApp({ clientId: BARE, roles: [] }),
    ],
  });
});
afterAll(() => server.stop());

const claimsOf = (token: unknown) =>
  JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString("utf8"));

/** Asks with a client assertion instead of the secret. */
const requestWith = (assertion: string, parameters: Record<string, string | undefined> = {}) =>
  requestToken(server, {
    client_secret: undefined,
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: assertion,
    ...parameters,
  });

describe("a token", () => {
  it("comes for the right secret and tells tenant, app and consented permissions", async () => {
    const { status, json } = await requestToken(server);
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: "Bearer", expires_in: 3_599, ext_expires_in: 3_599 });
    expect(claimsOf(json.access_token)).toMatchObject({
      aud: server.url,
      tid: contosoTenantId,
      appid: CLIENT_ID,
      appidacr: "1",
      idtyp: "app",
      roles: ["User.Read.All", "Organization.Read.All"],
    });
  });

  it("has no roles claim when nothing is consented", async () => {
    const { json } = await requestToken(server, { client_id: BARE });
    expect(claimsOf(json.access_token)).not.toHaveProperty("roles");
    const users = await getGraph(server, String(json.access_token), "/users");
    expect(users.json.error.code).toBe("Authorization_RequestDenied");
  });

  it("comes by verified domain, by initial domain and by GUID in capitals", async () => {
    for (const tenant of ["contoso.com", "contoso.onmicrosoft.com", contosoTenantId.toUpperCase()]) {
      expect((await requestToken(server, {}, tenant)).status, tenant).toBe(200);
    }
  });

  it("comes for the public Graph's scope and for loopback's other names", async () => {
    const { port } = new URL(server.url);
    for (const scope of ["https://graph.microsoft.com/.default", `http://localhost:${port}/.default`]) {
      expect((await requestToken(server, { scope })).status, scope).toBe(200);
    }
  });

  it("comes for HTTP Basic authentication", async () => {
    const basic = Buffer.from(`${CLIENT_ID}:${encodeURIComponent(SECRET)}`).toString("base64");
    const response = await fetch(tokenUrl(server), {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: `${server.url}/.default` }),
    });
    expect(response.status).toBe(200);
  });

  it("comes for a certificate, signed either way", async () => {
    for (const alg of ["PS256", "RS256"] as const) {
      const { status, json } = await requestWith(createAssertion(server, keys, { alg }));
      expect(status, alg).toBe(200);
      expect(claimsOf(json.access_token).appidacr).toBe("2");
    }
  });
});

describe("the endpoint", () => {
  it("takes POST only", async () => {
    expect((await fetch(tokenUrl(server))).status).toBe(405);
  });

  it("takes forms only", async () => {
    const response = await fetch(tokenUrl(server), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "client_credentials", client_id: CLIENT_ID }),
    });
    expect(await response.json()).toMatchObject({ error: "invalid_request", error_codes: [900144] });
  });

  it("publishes where it is", async () => {
    const response = await fetch(`${server.url}/contoso.com/v2.0/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({ token_endpoint: tokenUrl(server) });
    const unknown = await fetch(`${server.url}/fabrikam.com/v2.0/.well-known/openid-configuration`);
    expect(await unknown.json()).toMatchObject({ error_codes: [90002] });
  });

  it("explains a refusal in Microsoft's shape and repeats the client's request id", async () => {
    const correlation = "0a0a0a0a-1111-4222-8333-444444444444";
    const { status, json, headers } = await requestToken(server, {
      client_secret: "wrong",
      "client-request-id": correlation,
    });
    expect(status).toBe(401);
    expect(json).toEqual({
      error: "invalid_client",
      error_description: expect.stringMatching(
        /^AADSTS7000215: Invalid client secret.* Trace ID: \S{36} Correlation ID: 0a0a\S+ Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
      ),
      error_codes: [7000215],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.stringMatching(/^\S{36}$/),
      correlation_id: correlation,
      error_uri: `${server.url}/error?code=7000215`,
    });
    expect(headers.get("client-request-id")).toBe(correlation);
  });
});

describe("AADSTS", () => {
  const now = Math.floor(Date.now() / 1_000);
  type Case = [code: number, error: string, what: string, ask: () => ReturnType<typeof requestToken>];
  const cases: Case[] = [
    [90002, "invalid_request", "an unknown GUID", () => requestToken(server, {}, DISABLED)],
    [90002, "invalid_request", "an unknown domain", () => requestToken(server, {}, "fabrikam.com")],
    [900023, "invalid_request", "neither GUID nor domain", () => requestToken(server, {}, "contoso")],
    [50059, "invalid_request", "no tenant in particular", () => requestToken(server, {}, "common")],
    [70003, "unsupported_grant_type", "another grant", () => requestToken(server, { grant_type: "password" })],
    [900144, "invalid_request", "no scope", () => requestToken(server, { scope: undefined })],
    [1002012, "invalid_scope", "a single scope", () => requestToken(server, { scope: `${server.url}/User.Read.All` })],
    [500011, "invalid_resource", "a foreign API", () => requestToken(server, { scope: "https://vault.test/.default" })],
    [700016, "unauthorized_client", "an unknown app", () => requestToken(server, { client_id: contosoTenantId })],
    [7000112, "unauthorized_client", "a disabled app", () => requestToken(server, { client_id: DISABLED })],
    [7000218, "invalid_client", "no credential", () => requestToken(server, { client_secret: undefined })],
    [7000215, "invalid_client", "a wrong secret", () => requestToken(server, { client_secret: "wrong" })],
    [7000215, "invalid_client", "the secret's id", () => requestToken(server, { client_secret: "secret-1" })],
    [7000222, "invalid_client", "an expired secret", () => requestToken(server, { client_secret: "old" })],
    [700027, "invalid_client", "an unregistered key", () => requestWith(createAssertion(server, otherKeys))],
    [
      50012,
      "invalid_client",
      "a key that is not the certificate's",
      () => requestWith(createAssertion(server, { ...keys, privateKey: otherKeys.privateKey })),
    ],
    [
      700024,
      "invalid_client",
      "an assertion of an hour ago",
      () => requestWith(createAssertion(server, keys, { claims: { nbf: now - 3_600, exp: now - 3_000 } })),
    ],
    [
      700024,
      "invalid_client",
      "an assertion of tomorrow",
      () => requestWith(createAssertion(server, keys, { claims: { nbf: now + 86_400, exp: now + 87_000 } })),
    ],
    [
      700024,
      "invalid_client",
      "an assertion valid for too long",
      () => requestWith(createAssertion(server, keys, { claims: { exp: now + 1_200 } })),
    ],
    [50027, "invalid_request", "no JWT", () => requestWith("not-a-jwt")],
    [50027, "invalid_request", "a JWT of no JSON", () => requestWith("a.b.c")],
    [
      50027,
      "invalid_request",
      "another algorithm",
      () => requestWith(createAssertion(server, keys, { header: { alg: "HS256" } })),
    ],
    [
      50027,
      "invalid_request",
      "another audience",
      () => requestWith(createAssertion(server, keys, { claims: { aud: `${server.url}/` } })),
    ],
    [
      50027,
      "invalid_request",
      "another issuer",
      () => requestWith(createAssertion(server, keys, { claims: { iss: BARE, sub: BARE } })),
    ],
    [
      50027,
      "invalid_request",
      "no jti",
      () => requestWith(createAssertion(server, keys, { claims: { jti: undefined } })),
    ],
    [
      50048,
      "invalid_request",
      "issuer and subject that differ",
      () => requestWith(createAssertion(server, keys, { claims: { sub: BARE } })),
    ],
    [
      900144,
      "invalid_request",
      "an assertion of no type",
      () => requestWith(createAssertion(server, keys), { client_assertion_type: undefined }),
    ],
  ];

  it.each(cases)("%i %s: %s", async (code, error, _what, ask) => {
    const { status, json } = await ask();
    expect(json).toMatchObject({ error, error_codes: [code] });
    expect(status).toBe(error === "invalid_client" ? 401 : 400);
  });

  it("700027 for a certificate that has run out", async () => {
    const late = await startDemoTenant({
      tenants: [createContoso({ userCount: 1 })],
      apps: [createApp({ certificates: [keys.certificate] })],
      now: () => new Date(Date.now() + 40 * 86_400_000),
    });
    const nbf = now + 40 * 86_400;
    const { json } = await requestToken(late, {
      client_secret: undefined,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: createAssertion(late, keys, { claims: { nbf, exp: nbf + 600 } }),
    });
    await late.stop();
    expect(json.error_codes).toEqual([700027]);
  });
});

describe("a token at Graph", () => {
  const refusedWith = async (token: string | undefined) => {
    const { status, json, headers } = await getGraph(server, token, "/organization");
    expect(status).toBe(401);
    expect(json.error.code).toBe("InvalidAuthenticationToken");
    expect(headers.get("www-authenticate")).toContain("Bearer");
  };

  it("is refused when missing, made up or signed by somebody else", async () => {
    await refusedWith(undefined);
    await refusedWith("made.up.token");
    const { json } = await requestToken(server);
    const text = String(json.access_token).split(".").slice(0, 2).join(".");
    const signature = createSign("sha256").update(text).sign(keys.privateKey, "base64url");
    await refusedWith(`${text}.${signature}`);
  });

  it("is refused when it comes from another instance", async () => {
    const other = await startDemoTenant({ tenants: [createContoso({ userCount: 1 })], apps: [createApp()] });
    const { json } = await requestToken(other);
    await other.stop();
    await refusedWith(String(json.access_token));
  });

  it("is refused when it was meant for another audience", async () => {
    server.graphOrigins.add("https://elsewhere.test");
    const { json } = await requestToken(server, { scope: "https://elsewhere.test/.default" });
    expect((await getGraph(server, String(json.access_token), "/organization")).status).toBe(200);
    server.graphOrigins.delete("https://elsewhere.test");
    await refusedWith(String(json.access_token));
  });

  it("expires", async () => {
    let at = new Date();
    const clocked = await startDemoTenant({
      tenants: [createContoso({ userCount: 1 })],
      apps: [createApp()],
      now: () => at,
    });
    const { json } = await requestToken(clocked);
    const token = String(json.access_token);
    expect((await getGraph(clocked, token, "/organization")).status).toBe(200);
    at = new Date(at.getTime() + 3_601_000);
    const late = await getGraph(clocked, token, "/organization");
    await clocked.stop();
    expect(late.json.error.code).toBe("InvalidAuthenticationToken");
  });
});
