import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { generateCertificate } from "@/lib/portals/certificate";
import { contosoTenantId } from "../../demo/server";

/** The rights that Seatwise asks an administrator for, and one optional one. */
const ROLES = ["User.Read.All", "Organization.Read.All", "GroupMember.Read.All"];
const VALID_DAYS = 365;

export type DemoTenantConfig = {
  apps: { tenantId: string; clientId: string; roles: string[]; certificates: string[] }[];
  tenants: { tenantId: string; displayName?: string; domain?: string; userCount?: number; seed?: number }[];
};

/** The private key of the demo's app, from its making until the portal has it sealed. */
export const demoKeyFile = (dataDir: string) => path.join(dataDir, "demo-app.key");

/**
 * The file that the demo tenant reads at its start (DEMO_CONFIG): its companies, and the app registered in each with its
 * certificate. Made once and kept, so that the portals of the demo stay valid.
 */
export async function prepareDemoTenant(dataDir: string): Promise<{ file: string; config: DemoTenantConfig }> {
  const file = path.join(dataDir, "demo-tenant.json");
  if (!fs.existsSync(file)) {
    const { certificatePem, privateKeyPem } = await generateCertificate({
      commonName: "Seatwise demo",
      validDays: VALID_DAYS,
      now: new Date(),
    });
    const config: DemoTenantConfig = {
      apps: [{ tenantId: contosoTenantId, clientId: randomUUID(), roles: ROLES, certificates: [certificatePem] }],
      tenants: [{ tenantId: contosoTenantId }],
    };
    fs.mkdirSync(dataDir, { recursive: true });
    fs.writeFileSync(demoKeyFile(dataDir), privateKeyPem, { mode: 0o600 });
    const draft = `${file}.new`;
    fs.writeFileSync(draft, JSON.stringify(config, null, 2), { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  return { file, config: JSON.parse(fs.readFileSync(file, "utf8")) };
}
