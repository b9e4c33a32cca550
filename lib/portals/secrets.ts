import { z } from "zod";
import { seal, unseal } from "@/lib/crypto/seal";
import { UnsealError } from "@/lib/crypto/unseal-error";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { GraphConnection } from "@/lib/graph/token";
import { toCloudName } from "./cloud";

/** What is sealed: the part of a credential that must never be shown. */
const sealedSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("secret"), value: z.string() }),
  z.object({ kind: z.literal("certificate"), privateKeyPem: z.string() }),
]);
export type CredentialSecret = z.infer<typeof sealedSchema>;

const boundTo = (credentialId: string) => `portal_credential:${credentialId}`;

/** @returns bytes for portal_credential.sealed of exactly this row */
export function sealCredential(credentialId: string, secret: CredentialSecret): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(JSON.stringify(secret), boundTo(credentialId)));
}

/** @throws UnsealError: any other error about what was opened would quote it */
function readSecret(opened: string): CredentialSecret {
  try {
    return sealedSchema.parse(JSON.parse(opened));
  } catch {
    throw new UnsealError("damaged");
  }
}

/**
 * Everything that is needed to sign in to a portal's tenant. The only place where a portal's secret is read; its result
 * goes to lib/graph and nowhere else.
 * @throws AppError portal-without-credential, UnsealError
 */
export async function openConnection(portalId: string): Promise<GraphConnection> {
  const portal = await db().portal.findUniqueOrThrow({
    where: { id: portalId },
    select: {
      cloud: true,
      tenantId: true,
      clientId: true,
      credentials: { where: { status: "active" }, select: { id: true, sealed: true, certificatePem: true } },
    },
  });
  const [credential] = portal.credentials;
  if (!credential) throw new AppError("portal-without-credential");
  const secret = readSecret(unseal(credential.sealed, boundTo(credential.id)));
  return {
    cloud: toCloudName(portal.cloud),
    tenantId: portal.tenantId,
    clientId: portal.clientId,
    credential:
      secret.kind === "secret"
        ? secret
        : { kind: "certificate", certificatePem: credential.certificatePem ?? "", privateKeyPem: secret.privateKeyPem },
  };
}
