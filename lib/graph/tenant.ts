import { z } from "zod";
import type { GraphClient } from "./client";
import { GraphError } from "./errors";
import {
  companySubscriptionSchema,
  type GraphUser,
  groupSchema,
  organizationSchema,
  subscribedSkuSchema,
  userSchema,
} from "./schema";
import { type TenantUser, toTenantUser } from "./tenant-user";

export type { TenantAssignment, TenantUser } from "./tenant-user";

export type TenantOrganisation = {
  tenantId: string;
  displayName: string | null;
  defaultDomain: string | null;
  verifiedDomains: string[];
  /** "AAD", "AAD B2C" or "CIAM" */
  tenantType: string | null;
};

export type TenantServicePlan = {
  servicePlanId: string;
  name: string;
  appliesTo: string;
  provisioningStatus: string;
};

export type TenantSku = {
  skuId: string;
  /** Such as SPE_E3; empty where Graph gives none. */
  partNumber: string;
  /** "User": assignable to people; "Company": held by nobody. */
  appliesTo: string;
  capabilityStatus: string;
  units: { enabled: number; warning: number; suspended: number; lockedOut: number };
  consumedUnits: number;
  servicePlans: TenantServicePlan[];
  /** Of TenantSubscription. */
  subscriptionIds: string[];
};

export type TenantSubscription = {
  subscriptionId: string;
  commerceSubscriptionId: string | null;
  skuId: string;
  partNumber: string;
  status: string;
  totalLicences: number;
  isTrial: boolean;
  createdAt: string | null;
  /** The move to the next state unless renewed; may lie in the past for a while. */
  nextLifecycleAt: string | null;
};

export type TenantGroup = { groupId: string; displayName: string; skuIds: string[] };

/** A read that an import can do without: the right is not granted, or the tenant does not have it. */
export type Optional<T> = { items: T[] } | { unavailable: GraphError };

export type TenantUserPage = {
  users: TenantUser[];
  /** 1 for the first */
  number: number;
  /** Graph's own count of all users: on the first page, where the tenant supports it. */
  odataCount: number | null;
  requestId: string | null;
};

const eventual = { ConsistencyLevel: "eventual" };

export async function readOrganisation(client: GraphClient): Promise<TenantOrganisation> {
  const schema = z.object({ value: z.tuple([organizationSchema], organizationSchema) });
  const { value } = await client.get("/organization?$select=id,displayName,verifiedDomains,tenantType", { schema });
  const [organization] = value.value;
  const domains = organization.verifiedDomains.filter((domain) => domain.name !== null);
  return {
    tenantId: organization.id,
    displayName: organization.displayName,
    defaultDomain: domains.find((domain) => domain.isDefault)?.name ?? null,
    verifiedDomains: domains.map((domain) => domain.name ?? ""),
    tenantType: organization.tenantType,
  };
}

const SKU_MEMBERS =
  "skuId,skuPartNumber,appliesTo,capabilityStatus,consumedUnits,prepaidUnits,servicePlans,subscriptionIds";

/** Each SKU once. */
export async function readSubscribedSkus(client: GraphClient): Promise<TenantSku[]> {
  const skus = await readAll(client, `/subscribedSkus?$select=${SKU_MEMBERS}`, subscribedSkuSchema, (sku) => sku.skuId);
  return skus.map((sku) => ({
    skuId: sku.skuId,
    partNumber: sku.skuPartNumber ?? "",
    appliesTo: sku.appliesTo ?? "User",
    capabilityStatus: sku.capabilityStatus ?? "Enabled",
    units: sku.prepaidUnits,
    consumedUnits: sku.consumedUnits,
    servicePlans: sku.servicePlans.map((plan) => ({
      servicePlanId: plan.servicePlanId,
      name: plan.servicePlanName ?? "",
      appliesTo: plan.appliesTo ?? "",
      provisioningStatus: plan.provisioningStatus ?? "",
    })),
    subscriptionIds: sku.subscriptionIds,
  }));
}

export function readSubscriptions(client: GraphClient): Promise<Optional<TenantSubscription>> {
  return optional(async () => {
    const all = await readAll(client, "/directory/subscriptions", companySubscriptionSchema, (one) => one.id);
    return all.map((subscription) => ({
      subscriptionId: subscription.id,
      commerceSubscriptionId: subscription.commerceSubscriptionId,
      skuId: subscription.skuId,
      partNumber: subscription.skuPartNumber ?? "",
      status: subscription.status ?? "Enabled",
      totalLicences: subscription.totalLicenses,
      isTrial: subscription.isTrial ?? false,
      createdAt: subscription.createdDateTime,
      nextLifecycleAt: subscription.nextLifecycleDateTime,
    }));
  });
}

/** The groups that give licences to their members. */
export function readLicensingGroups(client: GraphClient): Promise<Optional<TenantGroup>> {
  const path =
    "/groups?$filter=assignedLicenses/$count%20ne%200&$count=true&$select=id,displayName,assignedLicenses&$top=999";
  return optional(async () => {
    const groups = await readAll(client, path, groupSchema, (group) => group.id, eventual);
    return groups.map((group) => ({
      groupId: group.id,
      displayName: group.displayName ?? group.id,
      skuIds: [...new Set(group.assignedLicenses.map((licence) => licence.skuId))],
    }));
  });
}

/** @returns null where the tenant cannot say */
export async function readUserCount(client: GraphClient): Promise<number | null> {
  try {
    const { value } = await client.getText("/users/$count", { headers: eventual });
    return /^\d+$/.test(value) ? Number(value) : null;
  } catch (error) {
    if (isRefused(error, [400, 403, 404, 501])) return null;
    throw error;
  }
}

const USER_MEMBERS = [
  "id,userPrincipalName,displayName,mail,accountEnabled,userType,usageLocation,department,companyName,city,country",
  "jobTitle,officeLocation,employeeId,createdDateTime,onPremisesSyncEnabled,assignedLicenses,licenseAssignmentStates",
].join();

/** From the best to the most modest; tenants differ in what they accept. */
const userQueries = [
  { query: "&$top=999&$count=true", headers: eventual },
  { query: "&$top=999", headers: {} },
  { query: "", headers: {} },
];

/** All users, unfiltered. A user may come twice when the directory changes meanwhile. */
export async function* readUserPages(client: GraphClient): AsyncGenerator<TenantUserPage, void, undefined> {
  for (const [index, { query, headers }] of userQueries.entries()) {
    let hasStarted = false;
    try {
      for await (const page of client.pages(`/users?$select=${USER_MEMBERS}${query}`, userSchema, { headers })) {
        hasStarted = true;
        const { items, ...rest } = page;
        yield { users: items.map(mapUser), ...rest };
      }
      return;
    } catch (error) {
      const isLast = index === userQueries.length - 1;
      if (hasStarted || isLast || !isRefused(error, [400])) throw error;
    }
  }
}

function mapUser(user: GraphUser): TenantUser {
  if (user.assignedLicenses === null) {
    // Taking it for "none" would take every licence from everybody.
    throw new GraphError({ kind: "incomplete", code: "licences-missing", isTransient: false, service: "graph" });
  }
  return toTenantUser(user, user.assignedLicenses);
}

/** The whole of a list that is short; of entries with the same key, the last. */
async function readAll<S extends z.ZodType>(
  client: GraphClient,
  path: string,
  schema: S,
  keyOf: (item: z.output<S>) => string,
  headers: Record<string, string> = {},
): Promise<z.output<S>[]> {
  const found = new Map<string, z.output<S>>();
  for await (const page of client.pages(path, schema, { headers })) {
    for (const item of page.items) found.set(keyOf(item), item);
  }
  return [...found.values()];
}

async function optional<T>(read: () => Promise<T[]>): Promise<Optional<T>> {
  try {
    return { items: await read() };
  } catch (error) {
    if (isRefused(error, [400, 403, 404, 501])) return { unavailable: error };
    throw error;
  }
}

/** By Graph itself: a proxy that answers with the same status says nothing about the tenant. */
function isRefused(error: unknown, statuses: readonly number[]): error is GraphError {
  return error instanceof GraphError && error.kind === "graph-reported" && statuses.includes(error.status ?? 0);
}
