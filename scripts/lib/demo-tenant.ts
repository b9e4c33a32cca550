import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { generateCertificate } from "@/lib/portals/certificate";
import { contosoTenantId } from "../../demo/server";

/** The rights that Seatwise asks an administrator for, and one optional one. */
const ROLES = ["User.Read.All", "Organization.Read.All", "GroupMember.Read.All"];
const VALID_DAYS = 365;

/** A second company, which waits for somebody who tries to add its portal. */
const fabrikam = {
  tenantId: "9c1d7e20-41aa-4f0b-8d55-20b6f4f7c611",
  displayName: "Fabrikam",
  domain: "fabrikam.com",
  userCount: 180,
  seed: 812,
};

export type DemoTenantConfig = {
  /** ISO instant that all dates of the companies count from: kept, so that a restart changes nobody. */
  datesFrom: string;
  apps: {
    tenantId: string;
    clientId: string;
    roles: string[];
    certificates: string[];
    secrets?: { id: string; value: string; expiresAt: string }[];
  }[];
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
      datesFrom: new Date().toISOString(),
      apps: [
        { tenantId: contosoTenantId, clientId: randomUUID(), roles: ROLES, certificates: [certificatePem] },
        {
          tenantId: fabrikam.tenantId,
          clientId: randomUUID(),
          roles: ROLES,
          certificates: [],
          secrets: [makeSecret()],
        },
      ],
      tenants: [{ tenantId: contosoTenantId }, fabrikam],
    };
    fs.mkdirSync(dataDir, { recursive: true });
    fs.writeFileSync(demoKeyFile(dataDir), privateKeyPem, { mode: 0o600 });
    save(file, config);
  }
  const config: DemoTenantConfig = JSON.parse(fs.readFileSync(file, "utf8"));
  if (!config.datesFrom) {
    // Made before the origin was kept.
    config.datesFrom = new Date().toISOString();
    save(file, config);
  }
  return { file, config };
}

function save(file: string, config: DemoTenantConfig): void {
  const draft = `${file}.new`;
  fs.writeFileSync(draft, JSON.stringify(config, null, 2), { mode: 0o600 });
  fs.renameSync(draft, file);
}

/** In Entra's form: three characters, "8Q~", and the rest. */
function makeSecret() {
  const value = `dmo8Q~${randomBytes(24).toString("base64url").replaceAll("-", ".")}`;
  const expiresAt = new Date(Date.now() + VALID_DAYS * 86_400_000).toISOString();
  return { id: randomUUID(), value, expiresAt };
}

/** What to enter in the wizard for the second company: lines for the terminal. */
export function describeTryOut({ apps }: DemoTenantConfig): string[] {
  const app = apps.find(({ tenantId }) => tenantId === fabrikam.tenantId);
  const secret = app?.secrets?.[0];
  if (!app || !secret) return [];
  return [
    "Try to connect a second company: Settings › Microsoft 365 › Add, with a client secret key.",
    `Application  ${app.clientId}`,
    `Directory    ${fabrikam.domain} (or ${fabrikam.tenantId})`,
    `Secret ID    ${secret.id}`,
    `Value        ${secret.value}`,
    `Valid until  ${secret.expiresAt.slice(0, 10)}`,
  ];
}
