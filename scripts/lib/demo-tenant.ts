import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { contosoTenantId } from "../../demo/server";

/** The rights that Seatwise asks an administrator for. */
const ROLES = ["LicenseAssignment.Read.All", "User.Read.All", "Organization.Read.All", "Group.Read.All"];

export type DemoTenantConfig = {
  apps: { tenantId: string; clientId: string; roles: string[]; secrets: { id: string; value: string }[] }[];
  tenants: { tenantId: string; displayName?: string; domain?: string; userCount?: number; seed?: number }[];
};

/**
 * The file that the demo tenant reads at its start (DEMO_CONFIG): its companies, and the app registered in each. Made
 * once and kept, so that the portals of the demo stay valid.
 */
export function prepareDemoTenant(dataDir: string): { file: string; config: DemoTenantConfig } {
  const file = path.join(dataDir, "demo-tenant.json");
  if (!fs.existsSync(file)) {
    const tenants = [{ tenantId: contosoTenantId }];
    const apps = tenants.map(({ tenantId }) => ({
      tenantId,
      clientId: randomUUID(),
      roles: ROLES,
      secrets: [{ id: randomUUID(), value: randomBytes(24).toString("base64url") }],
    }));
    fs.mkdirSync(dataDir, { recursive: true });
    const draft = `${file}.new`;
    fs.writeFileSync(draft, JSON.stringify({ apps, tenants }, null, 2), { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  return { file, config: JSON.parse(fs.readFileSync(file, "utf8")) };
}
