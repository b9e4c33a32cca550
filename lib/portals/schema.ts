import { z } from "zod";

/** How a portal signs in to its tenant. Contains the secret itself: such a value is sealed at once and never sent back. */
export const credentialInputSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("secret"),
    secretId: z.string().trim().min(1),
    value: z.string().min(1),
    validUntil: z.date(),
  }),
  z.object({ kind: z.literal("certificate"), certificatePem: z.string().min(1), privateKeyPem: z.string().min(1) }),
]);
export type CredentialInput = z.infer<typeof credentialInputSchema>;

export const portalInputSchema = z.object({
  name: z.string().trim().min(1, "name-missing").max(100, "name-too-long"),
  description: z.string().trim().max(1000).default(""),
  cloud: z.enum(["global", "us-gov-l4", "us-gov-l5", "china"]).default("global"),
  tenantId: z.guid().toLowerCase(),
  clientId: z.guid().toLowerCase(),
  credential: credentialInputSchema,
});
export type PortalInput = z.input<typeof portalInputSchema>;

/**
 * What a connection test signs in with: the entries of a form that may not be saved yet, or a portal as it is stored. Names
 * secrets by the id of their row, never by value.
 */
export const connectionTestSchema = z.object({
  /** null: a portal that does not exist yet */
  portalId: z.guid().nullable(),
  /** null: as stored with the portal */
  values: z
    .object({ cloud: z.enum(["global", "us-gov-l4", "us-gov-l5", "china"]), clientId: z.guid(), tenantId: z.guid() })
    .nullable(),
  /** a staged credential of the account, or one of the portal's; null: the portal's active one */
  credentialId: z.guid().nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** A GUID as people paste it: with spaces, braces, quotes or invisible characters around it, in either case. */
const pastedGuid = z
  .string()
  .transform((text) => text.replace(/[^0-9a-f-]/gi, "").toLowerCase())
  .pipe(z.guid("guid-invalid"));

const generalFields = {
  name: z.string().trim().min(1, "name-missing").max(100, "name-too-long"),
  description: z.string().trim().max(1000).default(""),
  cloud: z.enum(["global", "us-gov-l4", "us-gov-l5", "china"]),
  clientId: pastedGuid,
  tenantId: pastedGuid,
};

/** A day of the form. Noon, so that it is the same day wherever it is read. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date-missing")
  .transform((text) => new Date(`${text}T12:00:00Z`))
  .refine((date) => !Number.isNaN(date.getTime()), "date-missing");

/** The form that adds a portal, flat as its fields are; it becomes what `createPortal` takes. */
export const portalFormSchema = z
  .discriminatedUnion("kind", [
    z.object({
      ...generalFields,
      kind: z.literal("secret"),
      secretId: z.string().trim().min(1).max(200),
      secretValue: z.string().trim().min(1).max(1000),
      validUntil: day,
    }),
    z.object({
      ...generalFields,
      kind: z.literal("certificate"),
      certificatePem: z.string().trim().min(1).max(50_000),
      privateKeyPem: z.string().trim().min(1).max(50_000),
    }),
  ])
  .transform((form): PortalInput => {
    const { name, description, cloud, clientId, tenantId } = form;
    const credential: CredentialInput =
      form.kind === "secret"
        ? { kind: "secret", secretId: form.secretId, value: form.secretValue, validUntil: form.validUntil }
        : { kind: "certificate", certificatePem: form.certificatePem, privateKeyPem: form.privateKeyPem };
    return { name, description, cloud, clientId, tenantId, credential };
  });
