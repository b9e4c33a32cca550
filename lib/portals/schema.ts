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
