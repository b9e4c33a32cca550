import { config } from "@/lib/config";
import { AppError } from "@/lib/errors";
import type { CloudName } from "@/lib/graph/clouds";
import { GraphError } from "@/lib/graph/errors";
import { resolveTenant } from "@/lib/graph/resolve-tenant";
import { isPortalNameTaken } from "./commands";
import { isGuid } from "./pasted";

/** @throws AppError portal-name-taken, at the field */
export async function checkPortalName(name: string, portalId: string | null): Promise<void> {
  if (!(await isPortalNameTaken(name, portalId))) return;
  throw new AppError("portal-name-taken", { fields: { name: "portal-name-taken" } });
}

/**
 * The directory's GUID, asked of Entra where one of its domains was entered.
 * @throws AppError directory-unknown, directory-not-resolved (params: the domain, our code), at the field
 */
export async function resolveDirectory({ cloud, tenantId }: { cloud: CloudName; tenantId: string }): Promise<string> {
  if (isGuid(tenantId)) return tenantId;
  const { graph, globalCloud } = config();
  try {
    return await resolveTenant(cloud, tenantId, { settings: { ...graph, globalCloud } });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const code = error.code === "tenant-not-found" ? "directory-unknown" : "directory-not-resolved";
    throw new AppError(code, { fields: { tenantId: code }, params: { domain: tenantId, code: error.code } });
  }
}
