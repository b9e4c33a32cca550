import { randomUUID } from "node:crypto";
import { type Actor, recordAudit } from "@/lib/audit/record";
import { db, violatedUniqueIndex } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { describeCertificate, isKeyOfCertificate } from "./certificate";
import { fromCloudName } from "./cloud";
import { type CredentialInput, type PortalInput, portalInputSchema } from "./schema";
import { sealCredential } from "./secrets";

/** The columns of a credential's row, sealed for exactly this row. @throws AppError certificate-key-mismatch */
function credentialRow(input: CredentialInput) {
  const id = randomUUID();
  if (input.kind === "secret") {
    const sealed = sealCredential(id, { kind: "secret", value: input.value });
    return { id, kind: input.kind, sealed, secretId: input.secretId, validUntil: input.validUntil };
  }
  if (!isKeyOfCertificate(input.certificatePem, input.privateKeyPem)) {
    throw new AppError("certificate-key-mismatch", { fields: { privateKeyPem: "certificate-key-mismatch" } });
  }
  const sealed = sealCredential(id, { kind: "certificate", privateKeyPem: input.privateKeyPem });
  return {
    id,
    kind: input.kind,
    sealed,
    certificatePem: input.certificatePem,
    ...describeCertificate(input.certificatePem),
  };
}

/** @throws AppError portal-name-taken, certificate-key-mismatch */
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
