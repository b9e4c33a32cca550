import type { WayOutView } from "@/components/portals/way-out/way-out-actions";
import { can } from "@/lib/auth/permissions";
import type { WayOut } from "@/lib/portals/way-out";
import { removeExclusion, startImport } from "../settings/microsoft-365/actions";

/** What may be done about it by whoever looks at it. */
export function wayOutActions(account: { role: string }): WayOutView["actions"] {
  return can(account, "portals:write") && can(account, "runs:start") ? { removeExclusion, startImport } : null;
}

/** A way out with what this account may do about it. */
export function wayOutView(account: { role: string }, wayOut: WayOut | undefined): WayOutView | null {
  return wayOut ? { wayOut, actions: wayOutActions(account) } : null;
}
