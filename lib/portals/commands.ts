import { randomUUID } from "node:crypto";
import { type Actor, recordAudit } from "@/lib/audit/record";
import { db, violatedUniqueIndex } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { queue } from "@/lib/jobs/producer";
import { startRun } from "@/lib/jobs/runs";
import { type CertificateFacts, describeCertificate, isKeyOfCertificate } from "./certificate";
import { fromCloudName } from "./cloud";
import { type CredentialInput, type PortalInput, portalInputSchema } from "./schema";
import { sealCredential } from "./secrets";

const fault = (field: "certificatePem" | "privateKeyPem", code: string) =>
  new AppError(code, { fields: { [field]: code } });

/** @throws AppError certificate-unreadable, private-key-encrypted, private-key-unreadable, certificate-key-mismatch */
function checkCertificate(certificatePem: string, privateKeyPem: string): CertificateFacts {
  let facts: CertificateFacts;
  try {
    facts = describeCertificate(certificatePem);
  } catch {
    throw fault("certificatePem", "certificate-unreadable");
  }
  if (privateKeyPem.includes("ENCRYPTED")) throw fault("privateKeyPem", "private-key-encrypted");
  let isKey: boolean;
  try {
    isKey = isKeyOfCertificate(certificatePem, privateKeyPem);
  } catch {
    // The reason would quote the key.
    throw fault("privateKeyPem", "private-key-unreadable");
  }
  if (!isKey) throw fault("privateKeyPem", "certificate-key-mismatch");
  return facts;
}

/** The columns of a credential's row, sealed for exactly this row. @throws AppError see checkCertificate */
function credentialRow(input: CredentialInput) {
  const id = randomUUID();
  if (input.kind === "secret") {
    const sealed = sealCredential(id, { kind: "secret", value: input.value });
    return { id, kind: input.kind, sealed, secretId: input.secretId, validUntil: input.validUntil };
  }
  const facts = checkCertificate(input.certificatePem, input.privateKeyPem);
  const sealed = sealCredential(id, { kind: "certificate", privateKeyPem: input.privateKeyPem });
  return {
    id,
    kind: input.kind,
    sealed,
    certificatePem: input.certificatePem,
    ...facts,
  };
}

/** @throws AppError portal-name-taken, and see checkCertificate */
export async function createPortal(actor: Actor, input: PortalInput): Promise<{ id: string }> {
  const { credential, cloud, ...portal } = portalInputSchema.parse(input);
  const row = credentialRow(credential);
  try {
    return await db().$transaction(async (tx) => {
      const created = await tx.portal.create({
        data: {
          ...portal,
          cloud: fromCloudName(cloud),
          createdBy: actor.username,
          updatedBy: actor.username,
          credentials: { create: row },
        },
        select: { id: true, name: true },
      });
      await recordAudit(tx, actor, {
        action: "portal.created",
        targetType: "portal",
        targetId: created.id,
        targetName: created.name,
        details: { credential: credential.kind },
      });
      return { id: created.id };
    });
  } catch (error) {
    if (violatedUniqueIndex(error) !== null)
      throw new AppError("portal-name-taken", { fields: { name: "portal-name-taken" } });
    throw error;
  }
}

/**
 * Starts an import of one portal, or finds the one that is open. @throws AppError portal-not-found, portal-disabled
 */
export async function startPortalImport(actor: Actor, portalId: string): Promise<{ runId: number; isNew: boolean }> {
  const portal = await db().portal.findFirst({
    where: { id: portalId, deletedAt: null },
    select: { name: true, isEnabled: true },
  });
  if (!portal) throw new AppError("portal-not-found");
  if (!portal.isEnabled) throw new AppError("portal-disabled");
  const run = await startRun(queue(), { kind: "import", trigger: "manual", scope: portalId, requestedById: actor.id });
  if (run.isNew) {
    await recordAudit(db(), actor, {
      action: "portal.import-started",
      targetType: "portal",
      targetId: portalId,
      targetName: portal.name,
      details: { runId: run.runId },
    });
  }
  return run;
}
