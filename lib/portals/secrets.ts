import { z } from "zod";
import { seal, unseal } from "@/lib/crypto/seal";
import { UnsealError } from "@/lib/crypto/unseal-error";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { GraphConnection } from "@/lib/graph/token";
import { toCloudName } from "./cloud";
import type { ConnectionTest } from "./schema";

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

type SealedCredential = { id: string; sealed: Uint8Array; certificatePem: string | null };
const sealedColumns = { id: true, sealed: true, certificatePem: true } as const;

function openCredential({ id, sealed, certificatePem }: SealedCredential): GraphConnection["credential"] {
  const secret = readSecret(unseal(sealed, boundTo(id)));
  return secret.kind === "secret"
    ? secret
    : { kind: "certificate", certificatePem: certificatePem ?? "", privateKeyPem: secret.privateKeyPem };
}

// The only places where a portal's secret is read; their results go to lib/graph and nowhere else.

/**
 * Everything that is needed to sign in to a portal's tenant.
 * @param credentialId another of the portal's credentials than the active one
 * @throws AppError portal-deleted, portal-without-credential; UnsealError
 */
export async function openConnection(portalId: string, credentialId?: string): Promise<GraphConnection> {
  const portal = await db().portal.findUniqueOrThrow({
    where: { id: portalId },
    select: {
      cloud: true,
      tenantId: true,
      clientId: true,
      deletedAt: true,
      credentials: { where: credentialId ? { id: credentialId } : { status: "active" }, select: sealedColumns },
    },
  });
  if (portal.deletedAt) throw new AppError("portal-deleted");
  const [credential] = portal.credentials;
  if (!credential) throw new AppError("portal-without-credential");
  return {
    cloud: toCloudName(portal.cloud),
    tenantId: portal.tenantId,
    clientId: portal.clientId,
    credential: openCredential(credential),
  };
}

/**
 * What a connection test signs in with. A staged credential opens for the account that entered it only.
 * @throws AppError portal-not-found, portal-without-credential, credential-not-found; UnsealError
 */
export async function openTestConnection(accountId: string, test: ConnectionTest): Promise<GraphConnection> {
  const { portalId, credentialId } = test;
  if (!portalId && !(credentialId && test.values)) throw new AppError("portal-without-credential");
  const portal = portalId
    ? await db().portal.findFirst({
        where: { id: portalId, deletedAt: null },
        select: { cloud: true, tenantId: true, clientId: true },
      })
    : null;
  if (portalId && !portal) throw new AppError("portal-not-found");
  const credential = await db().portalCredential.findFirst({
    where: credentialId
      ? { id: credentialId, OR: [{ stagedBy: accountId }, ...(portalId ? [{ portalId }] : [])] }
      : { portalId: portalId ?? undefined, status: "active" },
    select: sealedColumns,
  });
  const values = test.values ?? (portal && { ...portal, cloud: toCloudName(portal.cloud) });
  if (!values) throw new AppError("portal-not-found");
  if (!credential) throw new AppError(credentialId ? "credential-not-found" : "portal-without-credential");
  return { ...values, credential: openCredential(credential) };
}
