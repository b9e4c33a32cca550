import { z } from "zod";
import type { GraphClient } from "./client";
import type { CloudEndpoints } from "./clouds";
import type { ConnectionReport, ConnectionStep } from "./connection-report";
import { describeFailure, type Said } from "./connection-steps";
import { GraphError } from "./errors";
import { judgePermissions, missingFor, missingRequired } from "./permissions";
import { tryToReach } from "./reachability";
import { userSchema } from "./schema";
import {
  type Optional,
  readLicensingGroups,
  readOrganisation,
  readSubscribedSkus,
  readSubscriptions,
  readUserCount,
} from "./tenant";
import { decodeRoles, decodeTenant } from "./token";

/** What the steps share: each adds what it has found. */
export type Probing = {
  client: GraphClient;
  endpoints: CloudEndpoints;
  /** as configured: GUID or domain */
  tenantId: string;
  signal: AbortSignal;
  stepMsMax: number;
  lookup?: (host: string) => Promise<unknown>;
  token: string;
  found: Pick<ConnectionReport, "roles" | "permissions" | "organisation" | "skus">;
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const probes: Record<ConnectionStep, (probing: Probing) => Promise<Said>> = {
  resolve: async ({ endpoints, signal, stepMsMax, lookup }): Promise<Said> => {
    const urls = { entra: new URL(endpoints.loginUrl), graph: new URL(endpoints.graphUrl) };
    // A little earlier than the step itself, so that it can say which of the two it was.
    const options = { signal, timeoutMs: Math.ceil(stepMsMax * 0.9), lookup };
    const [entra, graph] = await Promise.all([tryToReach(urls.entra, options), tryToReach(urls.graph, options)]);
    for (const [service, { host, failure }] of Object.entries({ entra, graph })) {
      if (!failure) continue;
      const { code, networkCode } = failure;
      const params = { service, host, reason: networkCode ?? "–" };
      // As an import says it; what stands in the way is told beside it.
      if (code !== "certificate-untrusted")
        return { state: "failed", code: "unreachable", params: { ...params, detail: code } };
      return { state: "failed", code, params };
    }
    const proxy = entra.proxy ?? graph.proxy;
    return proxy ? { code: "reached-by-proxy", params: { proxy } } : {};
  },

  token: async (probing) => {
    probing.token = await probing.client.getToken({ skipCache: true });
    return {};
  },

  tenant: async ({ token, tenantId }) => {
    const actual = decodeTenant(token);
    if (actual === null) return { state: "warning", code: "not-readable" };
    if (!GUID.test(tenantId)) return { code: "tenant-resolved", params: { domain: tenantId, tenantId: actual } };
    return actual === tenantId.toLowerCase() ? {} : differing(tenantId, actual);
  },

  roles: async ({ token, found }): Promise<Said> => {
    found.roles = decodeRoles(token);
    if (found.roles === null) return { state: "warning", code: "not-readable" };
    found.permissions = judgePermissions(found.roles);
    if (found.roles.length === 0) return { state: "failed", code: "consent-missing" };
    const missing = missingRequired(found.permissions);
    if (missing.length > 0) {
      return { state: "failed", code: "permission-missing", params: { permission: missing.join(", ") } };
    }
    const writes = found.permissions.filter(({ isWrite }) => isWrite).map(({ permission }) => permission);
    if (writes.length > 0) {
      return { state: "warning", code: "permissions-write", params: { permissions: writes.join(", ") } };
    }
    return found.permissions.some(({ lacks }) => lacks !== null) ? { code: "no-subscription-dates" } : {};
  },

  organisation: async ({ client, tenantId, found }) => {
    const { tenantId: actual, displayName, defaultDomain } = await readOrganisation(client);
    // Where the token could not be read, only this tells.
    if (GUID.test(tenantId) && actual !== tenantId.toLowerCase()) return differing(tenantId, actual);
    found.organisation = { tenantId: actual, displayName, defaultDomain };
    return { code: "organisation-read", params: { name: displayName ?? actual, domain: defaultDomain ?? "–" } };
  },

  licences: async ({ client, found }) => {
    const skus = await readSubscribedSkus(client);
    found.skus = skus.map(({ skuId, partNumber, appliesTo, capabilityStatus, units, consumedUnits }) => ({
      ...{ skuId, partNumber, appliesTo, capabilityStatus, consumedUnits },
      units: units.enabled + units.warning,
    }));
    return { code: "licences-read", params: { count: skus.length } };
  },

  users: async ({ client }) => {
    const path = "/users?$top=1&$select=id,assignedLicenses";
    const { value } = await client.get(path, { schema: z.object({ value: z.array(userSchema) }) });
    if (value.value.some((user) => user.assignedLicenses === null))
      return { state: "failed", code: "licences-missing" };
    const count = await readUserCount(client);
    return count === null ? { code: "users-read" } : { code: "users-counted", params: { count } };
  },

  subscriptions: async ({ client, found }) => {
    const permission = missingFor("subscriptions", found.permissions);
    if (permission) return withheld(permission);
    return sayOptional("subscriptions", "subscriptions-read", await readSubscriptions(client));
  },

  groups: async ({ client, found }) => {
    const permission = missingFor("groups", found.permissions);
    if (permission) return withheld(permission);
    return sayOptional("groups", "groups-read", await readLicensingGroups(client));
  },

  "sign-in-activity": async ({ client, found }) => {
    const permission = missingFor("sign-in-activity", found.permissions);
    if (permission) return withheld(permission);
    const schema = z.object({ value: z.array(z.object({ id: z.string() })) });
    await client.get("/users?$top=1&$select=id,signInActivity", { schema });
    return { code: "sign-in-activity-read" };
  },
};

const differing = (expected: string, actual: string): Said => ({
  state: "failed",
  code: "tenant-differs",
  params: { expected, actual },
});

const withheld = (permission: string): Said => ({
  state: "skipped",
  code: "permission-missing",
  params: { permission },
});

function sayOptional(
  step: "subscriptions" | "groups",
  code: "subscriptions-read" | "groups-read",
  read: Optional<unknown>,
): Said {
  if ("unavailable" in read) return describeFailure(step, read.unavailable);
  return { code, params: { count: read.items.length } };
}

/** What is thrown by a step and is no bug of ours. */
export function sayFailure(step: ConnectionStep, error: unknown): Said {
  if (!(error instanceof GraphError)) throw error;
  return describeFailure(step, error);
}
