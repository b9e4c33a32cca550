import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createTokenMint } from "./access-token";
import { type Answer, answerJson } from "./answer";
import { answerControl } from "./control";
import { answerWithFaults } from "./fault-answers";
import { FaultSwitchboard } from "./faults";
import { answerGraph, nameGraphRoute } from "./graph";
import { createPageTokens } from "./graph/page-tokens";
import { readCall, send } from "./http";
import { RequestLog } from "./request-log";
import { createContoso, type DemoTenant } from "./tenant";
import { answerOpenIdConfiguration, answerToken } from "./token";
import { type Call, type DemoApp, findTenant, type World } from "./world";

export { contosoTenantId, createContoso, type DemoTenant } from "./tenant";
export type { DemoApp } from "./world";

export type DemoOptions = {
  /** 0 or nothing: a free one. */
  port?: number;
  host?: string;
  tls?: { key: string; cert: string };
  apps: DemoApp[];
  /** Contoso without. */
  tenants?: DemoTenant[];
  now?: () => Date;
  tokenLifetimeSeconds?: number;
  pageTokenLifetimeSeconds?: number;
  /** Opens /_demo to everybody who can reach the port. */
  hasControl?: boolean;
  /** Answered at /api/health: whoever started this process knows by it that nobody else holds the port. */
  instance?: string;
};

export type DemoServer = {
  /** Base of both the login and the Graph endpoints. */
  url: string;
  /** The first tenant. */
  tenant: DemoTenant;
  tenants: DemoTenant[];
  apps: DemoApp[];
  faults: FaultSwitchboard;
  requests: RequestLog;
  /** Origins that are Graph too, for scopes and audiences: of a proxy that stands before Graph only, for instance. */
  graphOrigins: Set<string>;
  setPageTokenLifetime(seconds: number): void;
  stop(): Promise<void>;
};

/** Starts the emulator of Entra's token endpoint and of Graph v1.0. Everything it returns may be changed while it runs. */
export async function startDemoTenant(options: DemoOptions): Promise<DemoServer> {
  const tenants = options.tenants ?? [createContoso({ now: options.now?.() })];
  const [tenant] = tenants;
  if (tenant === undefined) throw new Error("the emulator needs a tenant");
  const now = options.now ?? (() => new Date());
  const world: World = {
    tenants,
    apps: options.apps,
    faults: new FaultSwitchboard(),
    mint: createTokenMint(),
    pageTokens: createPageTokens((options.pageTokenLifetimeSeconds ?? 600) * 1_000),
    now,
    graphOrigins: new Set(),
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3_600,
  };
  const requests = new RequestLog();
  const protocol = options.tls ? "https" : "http";
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    serve(world, requests, request, response, protocol, options).catch(() => response.destroy());
  };
  const server = options.tls ? createTlsServer(options.tls, onRequest) : createServer(onRequest);
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  for (const name of ["127.0.0.1", "localhost", "[::1]"]) world.graphOrigins.add(`${protocol}://${name}:${port}`);
  return {
    url: `${protocol}://${host.includes(":") ? `[${host}]` : host}:${port}`,
    tenant,
    tenants,
    apps: options.apps,
    faults: world.faults,
    requests,
    graphOrigins: world.graphOrigins,
    setPageTokenLifetime: (seconds) => {
      world.pageTokens.lifetimeMs = seconds * 1_000;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  world: World,
  requests: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
  protocol: "http" | "https",
  { hasControl, instance }: DemoOptions,
): Promise<void> {
  const call = await readCall(request, response, protocol, world.now);
  const { pathname, search } = call.url;
  if (hasControl && pathname.startsWith("/_demo/")) return send(response, call, answerControl(world, call));
  if (instance && pathname === "/api/health")
    return send(response, call, answerJson(200, { status: "live", instance }));
  const isToken = TOKEN_PATH.test(pathname);
  const entry = {
    method: call.method,
    path: pathname,
    query: search,
    route: isToken ? ("token" as const) : nameGraphRoute(call),
    status: 0,
    at: call.at,
    clientRequestId: call.headers["client-request-id"],
  };
  requests.entries.push(entry);
  const answer = await route(world, call);
  entry.status = answer.status;
  await send(response, call, answer);
}

const TOKEN_PATH = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;
const OPENID_PATH = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/;

async function route(world: World, call: Call): Promise<Answer> {
  const { pathname } = call.url;
  const tokenTenant = pathname.match(TOKEN_PATH)?.[1];
  if (tokenTenant !== undefined) {
    if (call.method !== "POST") return answerJson(405, { error: "invalid_request" }, { allow: "POST" });
    const target = { route: "token" as const, tenantId: findTenant(world, tokenTenant)?.id, page: 1 };
    return answerWithFaults(world, call, target, () => answerToken(world, call, tokenTenant));
  }
  const openIdTenant = pathname.match(OPENID_PATH)?.[1];
  if (openIdTenant !== undefined && call.method === "GET") return answerOpenIdConfiguration(world, call, openIdTenant);
  return answerGraph(world, call);
}
