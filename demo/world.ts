import type { TokenMint } from "./access-token";
import type { FaultSwitchboard } from "./faults";
import type { PageTokens } from "./graph/page-tokens";
import type { DemoTenant } from "./tenant/model";

/** An app registration with its consented application permissions, in one tenant. */
export type DemoApp = {
  tenantId: string;
  clientId: string;
  /** Names of Graph application permissions; without any, tokens carry no `roles` claim. */
  roles: string[];
  secrets?: { id: string; value: string; expiresAt?: string }[];
  /** PEM, the public part. */
  certificates?: string[];
  isDisabled?: boolean;
};

/** What every route can see. Tenants, apps and origins are live: tests change them while the server runs. */
export type World = {
  tenants: DemoTenant[];
  apps: DemoApp[];
  faults: FaultSwitchboard;
  mint: TokenMint;
  pageTokens: PageTokens;
  now: () => Date;
  /** Origins that count as this Graph, besides the one a request was sent to. */
  graphOrigins: Set<string>;
  tokenLifetimeSeconds: number;
};

/** One request, read completely. */
export type Call = {
  method: string;
  /** As the client addressed it: a proxy in front of the emulator keeps its own origin. */
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
  at: Date;
  requestId: string;
  clientRequestId: string;
  /** Aborted when the client goes away. */
  closed: AbortSignal;
};

const PUBLIC_GRAPH = "https://graph.microsoft.com";

export function isGraphOrigin(world: World, call: Call, origin: string): boolean {
  return origin === PUBLIC_GRAPH || origin === call.url.origin || world.graphOrigins.has(origin);
}

/** A tenant by its id or by one of its verified domains. */
export function findTenant(world: World, idOrDomain: string): DemoTenant | undefined {
  const wanted = idOrDomain.toLowerCase();
  return world.tenants.find(({ id, domain, initialDomain }) => [id, domain, initialDomain].includes(wanted));
}
