import { randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type CertificateFacts, generateCertificate } from "./certificate";
import { readCertificate } from "./certificate-reader";
import { credentialColumns, type PortalCredentialView, viewCredential } from "./credential-view";
import type { CertificateForm, CredentialInput } from "./schema";
import { sealCredential } from "./secrets";

/** A form that is not saved by then is started anew. */
const STAGED_HOURS = 24;

type CertificateParts = { certificatePem: string; privateKeyPem: string; facts: CertificateFacts };

/** The columns of a credential's row, sealed for exactly this row. */
function certificateRow({ certificatePem, privateKeyPem, facts }: CertificateParts) {
  const id = randomUUID();
  const sealed = sealCredential(id, { kind: "certificate", privateKeyPem });
  return { id, kind: "certificate" as const, sealed, certificatePem, ...facts };
}

type SecretParts = { secretId: string; value: string; validUntil: Date };

function secretRow({ secretId, value, validUntil }: SecretParts) {
  const id = randomUUID();
  return { id, kind: "secret" as const, sealed: sealCredential(id, { kind: "secret", value }), secretId, validUntil };
}

type CredentialRow = ReturnType<typeof certificateRow> | ReturnType<typeof secretRow>;

const utf8 = (text: string) => new TextEncoder().encode(text);

/** @throws AppError of certificateErrorCodes */
export async function buildCredentialRow(
  input: Exclude<CredentialInput, { kind: "staged" }>,
  now: Date,
): Promise<CredentialRow> {
  if (input.kind === "secret") return secretRow(input);
  const parts = [utf8(input.certificatePem), utf8(input.privateKeyPem)];
  return certificateRow(await readCertificate({ parts, password: "" }, now));
}

/** Keeps what a form was given, sealed, for the account that gave it; older leavings of anybody go. */
async function stage(accountId: string, row: CredentialRow, now: Date): Promise<PortalCredentialView> {
  const oldest = new Date(now.getTime() - STAGED_HOURS * 3_600_000);
  await db().portalCredential.deleteMany({ where: { status: "staged", createdAt: { lt: oldest } } });
  const staged = await db().portalCredential.create({
    data: { ...row, status: "staged", stagedBy: accountId },
    select: credentialColumns,
  });
  return viewCredential(staged, now);
}

type Giver = { id: string };

/** For a portal that is yet to be saved. @returns what may be shown of it */
export function stageSecret(account: Giver, parts: SecretParts, now: Date): Promise<PortalCredentialView> {
  return stage(account.id, secretRow(parts), now);
}

/** @throws AppError of certificateErrorCodes, with the field that it concerns where that is clear */
export async function stageCertificate(
  account: Giver,
  form: CertificateForm,
  now: Date,
): Promise<PortalCredentialView> {
  const files = [form.certificateFile, form.keyFile].filter((file) => file !== undefined && file.size > 0);
  const texts = [form.certificateText, form.keyText].filter((text) => text.trim() !== "");
  const contents = await Promise.all(files.map(async (file) => new Uint8Array((await file?.arrayBuffer()) ?? [])));
  const parts = [...contents, ...texts.map(utf8)];
  if (parts.length === 0) throw atField(new AppError("certificate-missing"));
  const pair = await readCertificate({ parts, password: form.password }, now).catch((error) => {
    throw error instanceof AppError ? atField(error) : error;
  });
  return stage(account.id, certificateRow(pair), now);
}

/** Where in the dialog a refusal is shown. */
function atField({ code, params }: AppError): AppError {
  const field = code.includes("password")
    ? "password"
    : code.startsWith("private-key-")
      ? "keyFile"
      : "certificateFile";
  return new AppError(code, { params, fields: { [field]: code } });
}

/** Makes a certificate whose key never leaves the server; the public part is downloaded for Entra. */
export async function stageGeneratedCertificate(
  account: Giver,
  { commonName, months }: { commonName: string; months: number },
  now: Date,
): Promise<PortalCredentialView> {
  const until = new Date(now);
  until.setUTCMonth(until.getUTCMonth() + months);
  const validDays = Math.round((until.getTime() - now.getTime()) / 86_400_000);
  const made = await generateCertificate({ commonName, validDays, now });
  const parts = [utf8(made.certificatePem), utf8(made.privateKeyPem)];
  return stage(account.id, certificateRow(await readCertificate({ parts, password: "" }, now)), now);
}

/**
 * The certificate that goes to Entra: of a portal, or staged by this account.
 * @throws AppError credential-not-found
 */
export async function readPublicCertificate(
  account: Giver,
  credentialId: string,
): Promise<{ certificatePem: string; thumbprintSha1: string }> {
  const found = await db().portalCredential.findFirst({
    where: { id: credentialId, kind: "certificate", OR: [{ stagedBy: account.id }, { status: { not: "staged" } }] },
    select: { certificatePem: true, thumbprintSha1: true },
  });
  if (!found?.certificatePem) throw new AppError("credential-not-found");
  return { certificatePem: found.certificatePem, thumbprintSha1: found.thumbprintSha1 ?? "" };
}

/** What was staged and is not wanted. Nothing happens when it is gone already. */
export async function discardStaged(account: Giver, credentialId: string): Promise<void> {
  await db().portalCredential.deleteMany({ where: { id: credentialId, status: "staged", stagedBy: account.id } });
}

/**
 * Gives a staged credential to a portal. The one that stood there in the same place is removed.
 * @throws AppError credential-not-found: it was staged by somebody else, or too long ago
 */
export async function adoptStaged(
  client: ClientBase,
  actor: { id: string | null },
  { credentialId, portalId, status }: { credentialId: string; portalId: string; status: "active" | "standby" },
): Promise<void> {
  await client.query("delete from portal_credential where portal_id = $1 and status = $2::credential_status", [
    portalId,
    status,
  ]);
  const { rowCount } = await client.query(
    `update portal_credential set portal_id = $3, staged_by = null, status = $4::credential_status
     where id = $1 and status = 'staged' and staged_by = $2`,
    [credentialId, actor.id, portalId, status],
  );
  if (!rowCount) throw new AppError("credential-not-found");
}

/** Stores a credential that was never staged: of a portal that a program makes. */
export async function insertCredential(client: ClientBase, portalId: string, row: CredentialRow): Promise<void> {
  const columns = { ...noFacts, ...row };
  await client.query(
    `insert into portal_credential (id, portal_id, kind, sealed, secret_id, certificate_pem, subject, thumbprint_sha1,
       thumbprint_sha256, valid_from, valid_until)
     values ($1, $2, $3::credential_kind, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[columns.id, portalId, columns.kind, columns.sealed, columns.secretId, columns.certificatePem],
      ...[columns.subject, columns.thumbprintSha1, columns.thumbprintSha256, columns.validFrom, columns.validUntil],
    ],
  );
}

const noFacts = {
  ...{ secretId: null, certificatePem: null, subject: null },
  ...{ thumbprintSha1: null, thumbprintSha256: null, validFrom: null },
};
