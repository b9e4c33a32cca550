import { execFileSync } from "node:child_process";
import { constants, createHash, randomUUID, sign, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { contosoTenantId, type DemoApp, type DemoServer } from "@/demo/server";

export const CLIENT_ID = "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94";
export const SECRET = "a~secret+with/odd&characters=";

/** The two permissions that an import needs. */
export const IMPORT_ROLES = ["User.Read.All", "Organization.Read.All"];

export function createApp(overrides: Partial<DemoApp> = {}): DemoApp {
  return {
    tenantId: contosoTenantId,
    clientId: CLIENT_ID,
    roles: [...IMPORT_ROLES],
    secrets: [{ id: "secret-1", value: SECRET }],
    ...overrides,
  };
}

export function tokenUrl(server: Pick<DemoServer, "url">, tenant = contosoTenantId): string {
  return `${server.url}/${tenant}/oauth2/v2.0/token`;
}

type TokenAnswer = { status: number; headers: Headers; json: Record<string, unknown> };

/** Asks for a token; a value of undefined leaves the parameter out. */
export async function requestToken(
  server: Pick<DemoServer, "url">,
  parameters: Record<string, string | undefined> = {},
  tenant?: string,
): Promise<TokenAnswer> {
  const all = {
    grant_type: "client_credentials",
    client_id: CLIENT_ID,
    client_secret: SECRET,
    scope: `${server.url}/.default`,
    ...parameters,
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) body.set(name, value);
  const response = await fetch(tokenUrl(server, tenant), { method: "POST", body });
  return { status: response.status, headers: response.headers, json: (await response.json()) as TokenAnswer["json"] };
}

export async function getToken(server: Pick<DemoServer, "url">, tenant?: string): Promise<string> {
  const { json } = await requestToken(server, {}, tenant);
  return String(json.access_token);
}

// biome-ignore lint/suspicious/noExplicitAny: these tests look into whatever shape the emulator sends
export type GraphBody = any;

export type GraphAnswer = { status: number; headers: Headers; text: string; json: GraphBody };

/** GET of a path below /v1.0, or of a whole URL. */
export async function getGraph(
  server: DemoServer,
  token: string | undefined,
  target: string,
  headers: Record<string, string> = {},
): Promise<GraphAnswer> {
  const url = target.startsWith("http") ? target : `${server.url}/v1.0${target}`;
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers: { ...authorization, ...headers } });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

export type KeyPair = { certificate: string; privateKey: string; thumbprintSha256: string };

export function createKeyPair(): KeyPair {
  const folder = mkdtempSync(path.join(tmpdir(), "seatwise-key-"));
  try {
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    const files = ["-keyout", key, "-out", cert];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", ...subject, ...files], {
      stdio: "pipe",
    });
    const certificate = readFileSync(cert, "utf8");
    const thumbprintSha256 = new X509Certificate(certificate).fingerprint256.replaceAll(":", "");
    return { certificate, privateKey: readFileSync(key, "utf8"), thumbprintSha256 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A client assertion in either of the two forms that Entra takes, with claims to bend. */
export function createAssertion(
  server: DemoServer,
  keys: KeyPair,
  options: { alg?: "PS256" | "RS256"; claims?: Record<string, unknown>; header?: Record<string, unknown> } = {},
): string {
  const alg = options.alg ?? "PS256";
  const { raw } = new X509Certificate(keys.certificate);
  const thumbprint = (digest: string) => createHash(digest).update(raw).digest("base64url");
  const key = alg === "PS256" ? { "x5t#S256": thumbprint("sha256") } : { x5t: thumbprint("sha1") };
  const nbf = Math.floor(Date.now() / 1_000);
  const claims = {
    aud: tokenUrl(server),
    iss: CLIENT_ID,
    sub: CLIENT_ID,
    jti: randomUUID(),
    nbf,
    exp: nbf + 600,
    ...options.claims,
  };
  const text = `${encode({ typ: "JWT", alg, ...key, ...options.header })}.${encode(claims)}`;
  const padding = alg === "PS256" ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return `${text}.${sign("sha256", Buffer.from(text), { key: keys.privateKey, padding, saltLength }).toString("base64url")}`;
}

export const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
