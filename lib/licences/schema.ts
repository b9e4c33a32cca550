import { z } from "zod";
import { LicenceKind, LicenceMetric } from "@/lib/db/generated/enums";
import { CHOSEN_MAX } from "@/lib/paging/chosen";
import { exclusionReason } from "@/lib/portals/exclusion-schema";
import { readDay } from "./day";
import { QUANTITY_MAX, readQuantity } from "./quantity";
import { fieldsOfStep } from "./steps";

const ID_MAX = 2_147_483_647;
const id = z.coerce.number().int().positive().max(ID_MAX);
/** An empty field is none. */
const optionalId = z.union([z.literal("").transform(() => null), z.null(), id]);
const optionalText = (maximum: number) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .max(maximum)
    .transform((text) => (text === "" ? null : text));

/** As typed; see `readQuantity`. */
const quantity = z
  .string()
  .trim()
  .min(1)
  .transform(readQuantity)
  .refine((count) => count !== null, { message: "quantity-invalid", abort: true })
  .pipe(z.number().min(1).max(QUANTITY_MAX));

/** As typed; the last day on which the licence is valid. */
const optionalDay = z
  .string()
  .trim()
  .refine((text) => text === "" || readDay(text) !== null, "day-invalid")
  .transform(readDay);

/** The lengths that the form and a file share. */
export const licenceName = z.string().trim().normalize("NFC").min(1).max(200);
export const licenceTexts = {
  licenceNumber: optionalText(100),
  licenceKey: optionalText(1_000),
  serialNumber: optionalText(200),
  notes: z.string().trim().normalize("NFC").max(4_000),
};
export const channelName = z.string().trim().normalize("NFC").min(1).max(100);

const fields = {
  name: licenceName,
  ...licenceTexts,
  quantity,
  channelId: optionalId,
  metric: z.enum(LicenceMetric),
  kind: z.enum(LicenceKind),
  /** of an upgrade */
  baseLicenceId: optionalId,
  expiresOn: optionalDay,
  /** the product whose consumers it covers */
  productId: optionalId,
};

type WithBase = { kind: LicenceKind; baseLicenceId: number | null };

const hasBase = ({ kind, baseLicenceId }: WithBase) => kind === "full_version" || baseLicenceId !== null;
const baseMissing = { path: ["baseLicenceId"], message: "base-licence-missing" };
/** A full version has no base, whatever was chosen before it became one. */
const withoutIdleBase = <Value extends WithBase>(value: Value): Value =>
  value.kind === "full_version" ? { ...value, baseLicenceId: null } : value;

export const licenceSchema = z.object(fields).refine(hasBase, baseMissing).transform(withoutIdleBase);
export type LicenceInput = z.output<typeof licenceSchema>;

/** `version` is that of the licence as the form showed it. */
export const editLicenceSchema = z
  .object({
    ...fields,
    licenceId: id,
    version: z.coerce.number().int().positive(),
    /** the key that is stored stays: a form never holds it */
    isKeyKept: z.literal("yes").optional(),
  })
  .refine(hasBase, baseMissing)
  .transform(withoutIdleBase);
export type EditLicence = z.output<typeof editLicenceSchema>;

const pick = <Name extends keyof typeof fields>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name]])) as Pick<typeof fields, Name>;
const stepOf = <Name extends "general" | "acquisition" | "type">(step: Name) =>
  z.object({ step: z.literal(step), ...pick<(typeof fieldsOfStep)[Name][number]>(fieldsOfStep[step]) });

/** A step of the wizard by itself, so that it can be checked before the next one opens. The last one is checked by adding. */
export const licenceStepSchema = z.discriminatedUnion("step", [
  stepOf("general"),
  stepOf("acquisition"),
  stepOf("type").refine(hasBase, baseMissing).transform(withoutIdleBase),
]);
export type LicenceStepInput = z.output<typeof licenceStepSchema>;

export const licenceIdSchema = z.object({ licenceId: id });
export const licenceIdsSchema = z.object({ licenceIds: z.array(id).min(1).max(CHOSEN_MAX) });
export const excludeLicencesSchema = licenceIdsSchema.extend({ reason: exclusionReason });
export const licenceProductSchema = z.object({ licenceId: id, productId: optionalId });
export const channelSchema = z.object({ name: channelName });
export const channelIdSchema = z.object({ channelId: id });
export const renameChannelSchema = z.object({ channelId: id, name: channelName });
/** null: of all portals */
export const orphansSchema = z.object({ portalId: z.guid().nullable(), includesPeople: z.boolean() });

/** A file, or pasted lines; see `readSource`. */
const source = { file: z.instanceof(File).optional(), text: z.string().default("") };
export const importSourceSchema = z.object(source);
/** `expected`: how many lines the person wants to import, as the preview counted them. */
export const importSchema = z.object({
  ...source,
  expected: z.coerce.number().int().nonnegative(),
  /** those too that repeat a name without a licence ID */
  takesRepeated: z.literal("yes").optional(),
});
