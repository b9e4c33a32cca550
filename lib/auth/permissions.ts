import type { AccountRole } from "@/lib/db/generated/enums";

/** What an account may do, as data. Entry points name one of these; there is no other kind of authorisation. */
export const permissions = [
  "read",
  "accounts:read",
  "accounts:write",
  "audit:read",
  "catalogue:write",
  "contacts:write",
  "licences:write",
  "portals:read",
  "portals:write",
  "products:write",
  "runs:start",
  "server-tasks:read",
  "server-tasks:write",
] as const;

export type Permission = (typeof permissions)[number];

/** Viewers see licences and who holds them; portals, schedules and accounts are the administrators' business. */
const granted: Record<AccountRole, readonly Permission[]> = {
  administrator: permissions,
  viewer: ["read"],
};

/** Nobody, an unknown role and an unknown permission may nothing. */
export function can(account: { role: string } | null, permission: string): boolean {
  if (!account || !Object.hasOwn(granted, account.role)) return false;
  return granted[account.role as AccountRole].some((each) => each === permission);
}
