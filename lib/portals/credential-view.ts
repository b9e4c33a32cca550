import type { CredentialKind, CredentialStatus } from "@/lib/db/generated/enums";
import { describeValidity, type Validity } from "./validity";

// An allow-list: what is not named does not leave the server, and `sealed` is named nowhere.

export type PortalCredentialView = {
  id: string;
  kind: CredentialKind;
  status: CredentialStatus;
  /** the secret's id in Entra; no secret itself */
  secretId: string | null;
  subject: string | null;
  thumbprintSha1: string | null;
  thumbprintSha256: string | null;
  validFrom: Date | null;
  validUntil: Date | null;
  createdAt: Date;
  validity: Validity | null;
};

export const credentialColumns = {
  id: true,
  kind: true,
  status: true,
  secretId: true,
  subject: true,
  thumbprintSha1: true,
  thumbprintSha256: true,
  validFrom: true,
  validUntil: true,
  createdAt: true,
} as const;

export function validityOf(credential: { validUntil: Date | null } | undefined, now: Date): Validity | null {
  return credential?.validUntil ? describeValidity(credential.validUntil, now) : null;
}

export const viewCredential = (row: Omit<PortalCredentialView, "validity">, now: Date): PortalCredentialView => ({
  ...row,
  validity: validityOf(row, now),
});
