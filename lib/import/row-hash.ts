import { createHash } from "node:crypto";
import type { TenantUser } from "@/lib/graph/tenant";

/** Raised whenever what is stored of a user changes, so that each row is compared and written anew once. */
const LAYOUT_VERSION = 1;

/** The same for two imports only if they would store the same of the same user: exclusions decide which licences count. */
export function hashSalt(excludedSkuIds: ReadonlySet<string>): string {
  return `${LAYOUT_VERSION}|${[...excludedSkuIds].sort().join(",")}`;
}

/** 64 bits of a user as imported, licences included, as a signed integer in decimal. The order of licences does not matter. */
export function hashUser(salt: string, user: TenantUser): string {
  const { assignments, ...profile } = user;
  const sorted = [...assignments].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  const text = JSON.stringify([salt, Object.values(profile), sorted.map((assignment) => Object.values(assignment))]);
  return createHash("md5").update(text).digest().readBigInt64BE().toString();
}
