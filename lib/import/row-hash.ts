import { createHash } from "node:crypto";
import type { TenantUser } from "@/lib/graph/tenant";

/** Raised whenever what is stored of a user changes, so that each row is compared and written anew once. */
const LAYOUT_VERSION = 2;

/**
 * 64 bits of a user as imported, as a signed integer in decimal: with the licences that are imported, and without excluded ones,
 * so that an exclusion changes only those who hold it. The order of licences does not matter.
 */
export function hashUser(user: TenantUser): string {
  const { assignments, ...profile } = user;
  const sorted = [...assignments].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  const text = JSON.stringify([
    LAYOUT_VERSION,
    Object.values(profile),
    sorted.map((assignment) => Object.values(assignment)),
  ]);
  return createHash("md5").update(text).digest().readBigInt64BE().toString();
}
