import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { stageCertificate, stageGeneratedCertificate, stageSecret } from "@/lib/portals/credentials";
import { certificateMonths, commonNameSchema, secretFormSchema } from "@/lib/portals/schema";
import { day, guid } from "../wire";

const certificateText = z.string().min(1).max(200_000);

/** What is stored of it is sealed at once; no operation gives it back. */
const newCredentials = [
  z.strictObject({
    kind: z.literal("secret"),
    secretId: z.string().trim().min(1).max(200).describe("The secret's ID in Entra."),
    value: z.string().trim().min(1).max(1_000).describe("The secret's value."),
    validUntil: day,
    isValueConfirmed: z.boolean().default(false).describe("The value really is a GUID, and not the secret's ID."),
  }),
  z.strictObject({
    kind: z.literal("certificate"),
    certificate: certificateText.describe("PEM as text, or DER or PFX/P12 in base64."),
    key: certificateText.optional().describe("The private key, where the certificate does not hold it; PEM or base64."),
    password: z.string().max(1_000).default(""),
  }),
  z.strictObject({
    kind: z.literal("generated").describe("Seatwise makes a certificate; its key never leaves the server."),
    commonName: commonNameSchema,
    months: z.union(certificateMonths.map((each) => z.literal(each))),
  }),
] as const;

export const newCredentialSchema = z.discriminatedUnion("kind", newCredentials);
export const credentialSchema = z.discriminatedUnion("kind", [
  ...newCredentials,
  z.strictObject({ kind: z.literal("staged"), credentialId: guid.describe("Of `POST /credentials`.") }),
]);

type NewCredential = z.output<typeof newCredentialSchema>;
type Giver = { id: string };

/** Names of the commands' fields → places in the body. */
const places: Record<string, string> = {
  certificateFile: "certificate",
  keyFile: "key",
  password: "password",
  secretValue: "value",
};

/** @throws AppError of certificateErrorCodes, secret-value-is-id; at the body's own fields */
async function stage(account: Giver, given: NewCredential, now: Date): Promise<PortalCredentialView> {
  switch (given.kind) {
    case "secret": {
      const form = secretFormSchema.safeParse({
        ...{ secretId: given.secretId, secretValue: given.value, validUntil: given.validUntil },
        ...(given.isValueConfirmed ? { isValueConfirmed: "yes" } : {}),
      });
      if (!form.success) throw new AppError("secret-value-is-id", { fields: { secretValue: "secret-value-is-id" } });
      const { secretId, secretValue: value, validUntil } = form.data;
      return stageSecret(account, { secretId, value, validUntil }, now);
    }
    case "certificate": {
      const { certificate, key, password } = given;
      const certificatePart = partOf(certificate);
      const keyPart = key === undefined ? { text: "" } : partOf(key);
      return stageCertificate(
        account,
        {
          ...{ certificateText: certificatePart.text, keyText: keyPart.text, password },
          ...{ certificateFile: certificatePart.file, keyFile: keyPart.file },
        },
        now,
      );
    }
    case "generated":
      return stageGeneratedCertificate(account, given, now);
  }
}

function partOf(given: string): { text: string; file?: File | undefined } {
  if (given.includes("-----BEGIN")) return { text: given };
  return { text: "", file: new File([Buffer.from(given, "base64")], "certificate") };
}

/** @param place of the credential in the body; "" where it is the body */
export async function stageCredential(
  account: Giver,
  given: NewCredential,
  place: "" | "credential.",
): Promise<PortalCredentialView> {
  try {
    return await stage(account, given, new Date());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = Object.entries(error.fields).map(([name, code]) => [`${place}${places[name] ?? name}`, code]);
    throw new AppError(error.code, { fields: Object.fromEntries(fields), params: error.params, cause: error });
  }
}

/** The id of a credential that is staged, or was just now. */
export async function credentialIdOf(account: Giver, given: z.output<typeof credentialSchema>): Promise<string> {
  return given.kind === "staged" ? given.credentialId : (await stageCredential(account, given, "credential.")).id;
}
