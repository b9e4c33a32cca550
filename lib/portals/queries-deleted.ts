import "server-only";
import type { Cloud } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { CloudName } from "@/lib/graph/clouds";
import { toCloudName } from "./cloud";
import { isTakenUp } from "./reconnect";

/** What the wizard is filled with for a portal that is connected again. */
export type DeletedPortal = {
  name: string;
  description: string;
  cloud: CloudName;
  clientId: string;
  tenantId: string;
};

/** null: there is no such portal, or adding its tenant would not take it up. */
export async function findDeletedPortal(portalId: string): Promise<DeletedPortal | null> {
  const { rows } = await pool().query<Omit<DeletedPortal, "cloud"> & { cloud: Cloud }>(
    `select p.name, p.description, p.cloud, p.client_id as "clientId", p.tenant_id as "tenantId"
     from portal p where p.id = $1 and ${isTakenUp("p")}`,
    [portalId],
  );
  const [portal] = rows;
  return portal ? { ...portal, cloud: toCloudName(portal.cloud) } : null;
}
