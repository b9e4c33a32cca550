import { z } from "zod";
import { exclusionValueSchema } from "./exclusion-schema";
import { isDomain, isGuid, isSecretIdInstead, stripPasted } from "./pasted";

export const cloudNames = ["global", "us-gov-l4", "us-gov-l5", "china"] as const;
const cloud = z.enum(cloudNames);
const name = z.string().trim().min(1, "name-missing").max(100, "name-too-long");
const description = z.string().trim().max(1000);

/**
 * How a portal signs in to its tenant. Contains the secret itself, unless it is staged already: such a value is sealed at once
 * and never sent back.
 */
export const credentialInputSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("secret"),
    secretId: z.string().trim().min(1),
    value: z.string().min(1),
    validUntil: z.date(),
  }),
  z.object({ kind: z.literal("certificate"), certificatePem: z.string().min(1), privateKeyPem: z.string().min(1) }),
  z.object({ kind: z.literal("staged"), id: z.guid() }),
]);
export type CredentialInput = z.infer<typeof credentialInputSchema>;

export const portalInputSchema = z.object({
  name,
  description: description.default(""),
  cloud: cloud.default("global"),
  tenantId: z.guid().toLowerCase(),
  clientId: z.guid().toLowerCase(),
  credential: credentialInputSchema,
  exclusions: exclusionValueSchema.default({ exclusions: [], excludeFree: false }),
});
export type PortalInput = z.input<typeof portalInputSchema>;

/** A GUID as people paste it, in either case. */
const pastedGuid = z.string().transform(stripPasted).pipe(z.guid("guid-invalid"));

/** The directory: its GUID, or one of its verified domains, which `resolveDirectory` turns into the GUID. */
const pastedDirectory = z
  .string()
  .transform(stripPasted)
  .refine((text) => isGuid(text) || isDomain(text), "directory-invalid");

const entered = { name, description, cloud, clientId: pastedGuid, tenantId: pastedDirectory };

/** The steps of the wizard by themselves, so that each can be checked before the next one opens. */
export const generalStepSchema = z.object({ name, description });
export const connectionStepSchema = z.object({ cloud, clientId: pastedGuid, tenantId: pastedDirectory });

/** What the wizard saves. Its credential was staged before: nothing secret is in here. */
export const addPortalSchema = z.object({
  ...entered,
  credentialId: z.guid("credential-missing"),
  exclusions: exclusionValueSchema,
});

/** What the edit form saves; `version` is that of the portal as the form showed it. */
export const editPortalSchema = z.object({
  ...entered,
  portalId: z.guid(),
  version: z.int().positive(),
  credential: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("keep") }),
    z.object({ kind: z.literal("replace"), credentialId: z.guid() }),
    z.object({ kind: z.literal("remove") }),
  ]),
  exclusions: exclusionValueSchema,
});
export type EditPortal = z.output<typeof editPortalSchema>;

/** A day of a form. Noon, so that it is the same day wherever it is read. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date-missing")
  .transform((text) => new Date(`${text}T12:00:00Z`))
  .refine((date) => !Number.isNaN(date.getTime()), "date-missing");

/** The dialog of the secret client key. Somebody whose value really is a GUID says so. */
export const secretFormSchema = z
  .object({
    secretId: z.string().trim().min(1).max(200),
    secretValue: z.string().trim().min(1).max(1000),
    validUntil: day,
    isValueConfirmed: z.literal("yes").optional(),
  })
  .superRefine(({ secretId, secretValue, isValueConfirmed }, context) => {
    if (isValueConfirmed !== undefined || !isSecretIdInstead(secretValue, secretId)) return;
    context.addIssue({ code: "custom", path: ["secretValue"], message: "secret-value-is-id" });
  });

const file = z
  .instanceof(File)
  .optional()
  .refine((given) => !given || given.size <= 64 * 1024, "certificate-too-large");

/** The dialog of the client certificate: files or texts, whatever is there. */
export const certificateFormSchema = z.object({
  certificateFile: file,
  certificateText: z.string().max(100_000).default(""),
  keyFile: file,
  keyText: z.string().max(100_000).default(""),
  password: z.string().max(1000).default(""),
});
export type CertificateForm = z.output<typeof certificateFormSchema>;

export const certificateMonths = [6, 12, 24] as const;
export const commonNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N} ._@-]+$/u, "common-name-characters");
export const generateCertificateSchema = z.object({
  commonName: commonNameSchema,
  months: z.coerce.number().pipe(z.union(certificateMonths.map((each) => z.literal(each)))),
});

/**
 * What a connection test signs in with: the entries of a form that may not be saved yet, or a portal as it is stored. Names
 * secrets by the id of their row, never by value.
 */
export const connectionTestSchema = z.object({
  /** null: a portal that does not exist yet */
  portalId: z.guid().nullable(),
  /** null: as stored with the portal */
  values: z.object({ cloud, clientId: pastedGuid, tenantId: pastedDirectory }).nullable(),
  /** a staged credential of the account, or one of the portal's; null: the portal's active one */
  credentialId: z.guid().nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
