import { z } from "zod";
import { type Permission, permissions } from "@/lib/auth/permissions";
import { AccountRole } from "@/lib/db/generated/enums";

/** How long a token may be good for; null: until it is revoked. */
export const tokenDays = [7, 30, 90, 365] as const;

const name = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u);

export const scopesSchema = z
  .array(z.enum(permissions))
  .min(1, "scopes-missing")
  .transform((scopes): Permission[] => permissions.filter((each) => scopes.includes(each)));

/** One checkbox is no list, and none is nothing. */
const formScopes = z.preprocess((given) => (given === undefined ? [] : [given].flat()), scopesSchema);

const days = z
  .union([z.literal(""), z.literal("never"), z.coerce.number().pipe(z.union(tokenDays.map((each) => z.literal(each))))])
  .transform((value) => (typeof value === "number" ? value : null));

/** What the dialog of the page gives. */
export const personalTokenFormSchema = z.object({ name, scopes: formScopes, days });
export const serviceTokenFormSchema = personalTokenFormSchema.extend({ role: z.enum(AccountRole) });
export const tokenIdSchema = z.object({ tokenId: z.guid() });

/** What the operation of the API takes. */
export const serviceTokenFields = {
  name,
  role: z.enum(AccountRole),
  scopes: scopesSchema,
  expiresAt: z.iso.datetime().nullable(),
};
