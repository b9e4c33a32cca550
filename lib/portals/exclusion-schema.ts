import { z } from "zod";
import { cleanText } from "@/lib/catalogue/spelling";
import { MAX_REASON_LENGTH } from "./exclusions";

// Apart from the rules: these go to the browser, zod need not.

/** Why a SKU is excluded, for whoever wonders later; may be empty. */
export const exclusionReason = z.string().transform(cleanText).pipe(z.string().max(MAX_REASON_LENGTH));

const exclusionSchema = z.object({
  skuId: z.guid().toLowerCase(),
  reason: exclusionReason,
  // PostgreSQL knows no year 0.
  endsOn: z.iso
    .date()
    .refine((day) => !day.startsWith("0000"))
    .nullable(),
});

export const exclusionValueSchema = z.object({
  exclusions: z
    .array(exclusionSchema)
    .max(2_000)
    .refine((all) => new Set(all.map(({ skuId }) => skuId)).size === all.length),
  excludeFree: z.boolean(),
});
