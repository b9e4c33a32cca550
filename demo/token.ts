import { randomUUID } from "node:crypto";
import { type Answer, answerJson } from "./answer";
import { ASSERTION_TYPE, verifyAssertion } from "./assertion";
import { answerEntraError, EntraRefusal } from "./entra-errors";
import type { DemoTenant } from "./tenant/model";
import { type Call, type DemoApp, findTenant, isGraphOrigin, type World } from "./world";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const SHARED_TENANTS = ["common", "organizations", "consumers"];

/** POST /{tenant}/oauth2/v2.0/token: the client credentials flow, checked in the order in which Entra complains. */
export function answerToken(world: World, call: Call, tenantSegment: string): Answer {
  try {
    return issueToken(world, call, resolveTenant(world, tenantSegment));
  } catch (error) {
    if (error instanceof EntraRefusal) return answerEntraError(call, error.code, error.detail);
    throw error;
  }
}

/** GET /{tenant}/v2.0/.well-known/openid-configuration */
export function answerOpenIdConfiguration(world: World, call: Call, tenantSegment: string): Answer {
  try {
    const { id } = resolveTenant(world, tenantSegment);
    const { origin } = call.url;
    return answerJson(200, {
      token_endpoint: `${origin}/${id}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: `${origin}/${id}/discovery/v2.0/keys`,
      issuer: `${origin}/${id}/v2.0`,
      authorization_endpoint: `${origin}/${id}/oauth2/v2.0/authorize`,
      tenant_region_scope: "EU",
      msgraph_host: call.url.host,
    });
  } catch (error) {
    if (error instanceof EntraRefusal) return answerEntraError(call, error.code, error.detail);
    throw error;
  }
}

function resolveTenant(world: World, segment: string): DemoTenant {
  if (SHARED_TENANTS.includes(segment.toLowerCase())) throw new EntraRefusal(50059);
  if (!GUID.test(segment) && !DOMAIN.test(segment)) throw new EntraRefusal(900023, `'${segment}'`);
  const tenant = findTenant(world, segment);
  if (tenant === undefined) throw new EntraRefusal(90002, `'${segment}'`);
  return tenant;
}

function issueToken(world: World, call: Call, tenant: DemoTenant): Answer {
  const isForm = call.headers["content-type"]?.split(";")[0]?.trim() === "application/x-www-form-urlencoded";
  const form = new URLSearchParams(isForm ? call.body : "");
  readBasic(call, form);
  const need = (name: string) => {
    const value = form.get(name);
    if (value === null || value === "") throw new EntraRefusal(900144, `'${name}'.`);
    return value;
  };
  if (need("grant_type") !== "client_credentials") throw new EntraRefusal(70003);
  const clientId = need("client_id");
  const audience = readAudience(world, call, need("scope"));
  const app = world.apps.find((known) => known.tenantId === tenant.id && known.clientId === clientId.toLowerCase());
  if (app === undefined)
    throw new EntraRefusal(700016, `Identifier: '${clientId}', directory: '${tenant.displayName}'.`);
  if (app.isDisabled === true) throw new EntraRefusal(7000112, `Identifier: '${clientId}'.`);
  const proof = verifyCredential(call, form, app);
  return answerJson(
    200,
    {
      token_type: "Bearer",
      expires_in: world.tokenLifetimeSeconds - 1,
      ext_expires_in: world.tokenLifetimeSeconds - 1,
      access_token: mintToken(world, call, tenant, app, audience, proof),
    },
    { "cache-control": "no-store, no-cache", pragma: "no-cache" },
  );
}

/** Client id and secret may also come as HTTP Basic authentication. */
function readBasic(call: Call, form: URLSearchParams): void {
  const encoded = call.headers.authorization?.match(/^Basic (.+)$/i)?.[1];
  if (encoded === undefined) return;
  const [clientId = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":", 2);
  form.set("client_id", decodeURIComponent(clientId));
  form.set("client_secret", decodeURIComponent(secret));
}

function readAudience(world: World, call: Call, scope: string): string {
  const resource = scope.match(/^(\S+)\/\.default$/)?.[1];
  if (resource === undefined) throw new EntraRefusal(1002012, `Scope: '${scope}'.`);
  if (!isGraphOrigin(world, call, resource)) throw new EntraRefusal(500011, `Resource: '${resource}'.`);
  return resource;
}

/** @returns how the app proved itself, in the words of the claim `appidacr` */
function verifyCredential(call: Call, form: URLSearchParams, app: DemoApp): "1" | "2" {
  const assertion = form.get("client_assertion");
  if (assertion !== null) {
    if (form.get("client_assertion_type") !== ASSERTION_TYPE)
      throw new EntraRefusal(900144, "'client_assertion_type'.");
    verifyAssertion(assertion, {
      clientId: app.clientId,
      audience: `${call.url.origin}${call.url.pathname}`,
      certificates: app.certificates ?? [],
      now: call.at,
    });
    return "2";
  }
  const value = form.get("client_secret");
  if (value === null || value === "") throw new EntraRefusal(7000218);
  const secrets = (app.secrets ?? []).filter((secret) => secret.value === value);
  if (secrets.length === 0) throw new EntraRefusal(7000215, `App: '${app.clientId}'.`);
  const isCurrent = secrets.some(
    ({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > call.at.getTime(),
  );
  if (!isCurrent) throw new EntraRefusal(7000222, `App: '${app.clientId}'.`);
  return "1";
}

function mintToken(
  world: World,
  call: Call,
  tenant: DemoTenant,
  app: DemoApp,
  audience: string,
  appidacr: "1" | "2",
): string {
  const issuedAt = Math.floor(call.at.getTime() / 1_000);
  return world.mint.issue({
    aud: audience,
    iss: `https://sts.windows.net/${tenant.id}/`,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + world.tokenLifetimeSeconds,
    app_displayname: "Seatwise",
    appid: app.clientId,
    appidacr,
    idtyp: "app",
    oid: app.clientId,
    ...(app.roles.length > 0 ? { roles: [...app.roles] } : {}),
    tid: tenant.id,
    uti: randomUUID(),
    ver: "1.0",
  });
}
