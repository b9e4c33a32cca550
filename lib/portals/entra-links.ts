import type { CloudName } from "@/lib/graph/clouds";
import { isDomain, isGuid, stripPasted } from "./pasted";

/** The anchors of the guide "Prepare Microsoft Entra ID". */
export type GuideStep = "register" | "permissions" | "consent" | "certificate" | "secret" | "ids" | "network" | "script";

/** What a person has entered so far; anything that is no ID is left out. */
export type EnteredIds = { clientId?: string; tenantId?: string; cloud?: CloudName };

/** The guide at one of its steps, filled with the IDs that are known. */
export function guideHref(step: GuideStep, ids: EnteredIds = {}): string {
  const query = new URLSearchParams();
  const clientId = stripPasted(ids.clientId ?? "");
  const tenantId = stripPasted(ids.tenantId ?? "");
  if (isGuid(clientId)) query.set("clientId", clientId);
  if (isGuid(tenantId) || isDomain(tenantId)) query.set("tenantId", tenantId);
  if (ids.cloud && ids.cloud !== "global") query.set("cloud", ids.cloud);
  const search = query.toString();
  return `/help/entra${search ? `?${search}` : ""}#${step}`;
}
