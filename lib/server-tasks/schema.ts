import { z } from "zod";
import { catalogueAddressSchema } from "@/lib/catalogue/address";
import { type StartCondition, taskKeys } from "./start-condition";
import { isTimeZone } from "./zone-time";

const wallTime = {
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time-invalid"),
  timeZone: z.string().max(64).refine(isTimeZone, "time-zone-unknown"),
};

/** When a server task starts by itself; what each kind means stands at `StartCondition` and `nextStart`. */
export const startConditionSchema: z.ZodType<StartCondition, StartCondition> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("interval"),
    minutes: z.int("interval-out-of-range").min(5, "interval-out-of-range").max(44_640, "interval-out-of-range"),
  }),
  z.object({ kind: z.literal("daily"), ...wallTime }),
  z.object({
    kind: z.literal("weekly"),
    days: z.array(z.int().min(1).max(7)).min(1, "weekdays-missing").max(7),
    ...wallTime,
  }),
  z.object({
    kind: z.literal("monthly"),
    day: z.union(
      [z.literal("first"), z.literal("last"), z.int().min(1, "month-day-invalid").max(31, "month-day-invalid")],
      "month-day-invalid",
    ),
    ...wallTime,
  }),
  z.object({ kind: z.literal("once"), on: z.iso.date("day-invalid"), ...wallTime }),
  z.object({ kind: z.literal("after-task"), task: z.enum(taskKeys, "task-missing") }),
  z.object({ kind: z.literal("manual") }),
]);

/** What the catalogue's task needs beside its start condition; without an address it asks Microsoft. */
export const catalogueSettingsSchema = z.object({ address: catalogueAddressSchema.optional() });

/** Whether a recalculation starts by itself also after each import that brought something. */
export const recalculationSettingsSchema = z.object({ afterImport: z.boolean().default(true) });

/** Runs older than so many days go, and all but the newest so many. */
export const retentionSettingsSchema = z.object({
  keepDays: z.int("retention-days-invalid").min(1, "retention-days-invalid").max(3_650, "retention-days-invalid"),
  keepRuns: z.int("retention-runs-invalid").min(10, "retention-runs-invalid").max(1_000_000, "retention-runs-invalid"),
});
export type RetentionSettings = z.output<typeof retentionSettingsSchema>;

const edited = { version: z.int().positive(), isEnabled: z.boolean(), startCondition: startConditionSchema };

/** A whole server task as it shall be from now on. `version` is that of the row which was looked at. */
export const editTaskSchema = z.discriminatedUnion("key", [
  z.object({ key: z.literal("import"), ...edited, settings: z.object({}).default({}) }),
  z.object({ key: z.literal("recalculation"), ...edited, settings: recalculationSettingsSchema }),
  z.object({ key: z.literal("catalogue"), ...edited, settings: catalogueSettingsSchema }),
  z.object({ key: z.literal("retention"), ...edited, settings: retentionSettingsSchema }),
]);
export type EditTaskInput = z.output<typeof editTaskSchema>;

export const setTaskEnabledSchema = z.object({ key: z.enum(taskKeys), isEnabled: z.boolean() });

/** `portalId`: the one portal that an import is about; not there, all enabled ones. Other tasks know no portals. */
export const startTaskSchema = z
  .object({ key: z.enum(taskKeys), portalId: z.guid().optional() })
  .refine(({ key, portalId }) => portalId === undefined || key === "import", {
    path: ["portalId"],
    message: "field-invalid",
  });
export type StartTaskInput = z.output<typeof startTaskSchema>;
