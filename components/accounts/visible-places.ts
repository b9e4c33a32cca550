import { type NavigationKey, navigation } from "@/components/shell/navigation";
import { can, type Permission } from "@/lib/auth/permissions";

/** What a place needs beside "read". The page asks for itself; this only keeps closed doors out of sight. */
const needed: Partial<Record<NavigationKey, Permission>> = {
  microsoft365: "portals:read",
  serverTasks: "server-tasks:read",
  audit: "audit:read",
  workers: "server-tasks:read",
  users: "accounts:read",
  prepareEntra: "portals:read",
};

export function visiblePlaces(account: { role: string }): NavigationKey[] {
  const keys = navigation.flatMap((group) => group.entries.map((entry): NavigationKey => entry.key));
  return keys.filter((key) => can(account, needed[key] ?? "read"));
}
