import { z } from "zod";
import { catalogueAddressSchema } from "@/lib/catalogue/address";
import { intervalUnits, minutesOf } from "./interval";

export const taskKeys = ["import", "recalculation", "catalogue"] as const;
export type TaskKey = (typeof taskKeys)[number];

/** When a server task starts by itself. `minutes` is a true interval: "0 *\/5 * * *" would not be every five hours. */
export const startConditionSchema = z.object({ kind: z.literal("interval"), minutes: z.int().min(5).max(44_640) });
export type StartCondition = z.infer<typeof startConditionSchema>;

/** What the catalogue's task needs beside its start condition; without an address it asks Microsoft. */
export const catalogueSettingsSchema = z.object({ address: catalogueAddressSchema.optional() });

/** As a form gives it; empty for Microsoft's own. */
export const setCatalogueAddressSchema = z.object({
  address: z
    .string()
    .trim()
    .transform((text) => text || null)
    .pipe(catalogueAddressSchema.nullable()),
});

export const setTaskEnabledSchema = z.object({ key: z.enum(taskKeys), isEnabled: z.boolean() });

/** As a form gives it: a number and its unit; out comes a start condition. */
export const setIntervalSchema = z
  .object({ key: z.enum(taskKeys), count: z.coerce.number().int().positive(), unit: z.enum(intervalUnits) })
  .transform(({ key, count, unit }, context) => {
    const condition = startConditionSchema.safeParse({ kind: "interval", minutes: count * minutesOf[unit] });
    if (condition.success) return { key, startCondition: condition.data };
    context.addIssue({ code: "custom", path: ["count"], message: "interval-out-of-range" });
    return z.NEVER;
  });
