import { ConfidentialClientApplication, type NodeAuthOptions } from "@azure/msal-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contosoTenantId, createContoso, type DemoServer, startDemoTenant } from "@/demo/server";
import { CLIENT_ID, createApp, createKeyPair, getGraph, type KeyPair, SECRET, tokenUrl } from "./client";

let server: DemoServer;
let keys: KeyPair;

beforeAll(async () => {
  keys = createKeyPair();
  server = await startDemoTenant({
    tenants: [createContoso({ userCount: 5 })],
    apps: [createApp({ certificates: [keys.certificate] })],
  });
});
afterAll(() => server.stop());

/** The real library, told where the token endpoint is; its authority must be https, the endpoint need not. */
function createClient(credential: Partial<NodeAuthOptions>): ConfidentialClientApplication {
  const issuer = `https://login.demo.test/${contosoTenantId}`;
  return new ConfidentialClientApplication({
    auth: {
      clientId: CLIENT_ID,
      authority: issuer,
      knownAuthorities: ["login.demo.test"],
      authorityMetadata: JSON.stringify({
        authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
        token_endpoint: tokenUrl(server),
        issuer: `${issuer}/v2.0`,
        jwks_uri: `${issuer}/discovery/v2.0/keys`,
      }),
      ...credential,
    },
  });
}

const acquire = (credential: Partial<NodeAuthOptions>) =>
  createClient(credential).acquireTokenByClientCredential({ scopes: [`${server.url}/.default`] });

describe("@azure/msal-node", () => {
  it("signs in with a secret", async () => {
    const result = await acquire({ clientSecret: SECRET });
    expect((await getGraph(server, result?.accessToken, "/organization")).status).toBe(200);
  });

  it("signs in with a certificate", async () => {
    const { thumbprintSha256, privateKey } = keys;
    const result = await acquire({ clientCertificate: { thumbprintSha256, privateKey } });
    expect((await getGraph(server, result?.accessToken, "/subscribedSkus")).status).toBe(200);
  });

  it("recognises the refusals", async () => {
    await expect(acquire({ clientSecret: "wrong" })).rejects.toMatchObject({
      errorCode: "invalid_client",
      errorNo: expect.toSatisfy((value) => Number(value) === 7000215),
      status: 401,
    });
    const { privateKey } = createKeyPair();
    await expect(
      acquire({ clientCertificate: { thumbprintSha256: keys.thumbprintSha256, privateKey } }),
    ).rejects.toMatchObject({ errorNo: expect.toSatisfy((value) => Number(value) === 50012) });
  });
});
