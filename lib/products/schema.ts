import { z } from "zod";
import { LicenceMetric } from "@/lib/db/generated/enums";
import { CHOSEN_MAX } from "@/lib/paging/chosen";
import { exclusionReason } from "@/lib/portals/exclusion-schema";

const MAX_ID = 2_147_483_647;
/** As a number or as the text of a form. */
const id = z.coerce.number<number | string>().int().positive().max(MAX_ID);
const ids = z.array(id).min(1).max(1_000);
const folderName = z.string().trim().min(1, "name-missing").max(100, "name-too-long");
/** Of a form "" is the top of the tree. */
const parentId = z.union([z.literal("").transform(() => null), z.null(), id]);

export const folderSchema = z.object({ folderId: id });
export const addFolderSchema = z.object({ parentId, name: folderName });
export const renameFolderSchema = folderSchema.extend({ name: folderName });
export const moveFolderSchema = folderSchema.extend({ parentId });
export const deleteFolderSchema = folderSchema.extend({ movesContentUp: z.boolean() });

/** Several targets at once, so that what lay in different folders can be put back by one command. */
export const moveProductsSchema = z.object({
  moves: z
    .array(z.object({ folderId: id, productIds: ids }))
    .min(1)
    .max(1_000),
});
export type ProductMove = z.output<typeof moveProductsSchema>["moves"][number];

export const productSchema = z.object({ productId: id });
export const productIdsSchema = z.object({ productIds: z.array(id).min(1).max(CHOSEN_MAX) });
export const excludeProductsSchema = productIdsSchema.extend({ reason: exclusionReason });

/** What people say of a product that they keep by hand. Its consumers are people or devices; no field asks for a kind. */
export const addProductSchema = z.object({
  name: z.string().trim().min(1, "name-missing").max(200),
  folderId: id,
  metric: z.enum(LicenceMetric),
  isConcurrent: z
    .literal("yes")
    .optional()
    .transform((value) => value === "yes"),
  notes: z.string().trim().max(4_000).default(""),
});
export type ProductInput = z.output<typeof addProductSchema>;

/** `version` is that of the product as the form showed it. */
export const editProductSchema = addProductSchema.extend({ productId: id, version: id });
export type ProductEdit = z.output<typeof editProductSchema>;

const MAX_DEVICES = 1_000;
export const MAX_DEVICE_NAME = 200;

export const addPeopleSchema = productSchema.extend({ contactIds: ids });
export const addDevicesSchema = productSchema.extend({
  /** one a line */
  names: z
    .string()
    .max(MAX_DEVICES * (MAX_DEVICE_NAME + 2))
    .transform((text) => [...new Set(text.split(/\r?\n/).map((name) => name.trim()))].filter((name) => name !== ""))
    .pipe(
      z.array(z.string().max(MAX_DEVICE_NAME)).min(1, "device-names-missing").max(MAX_DEVICES, "device-names-too-many"),
    ),
});
export const removeConsumersSchema = productSchema.extend({ consumerIds: ids });

const CONSUMER_FILE_MIB = 5;
export const consumerFileSchema = productSchema.extend({
  file: z
    .instanceof(File)
    .refine((file) => file.size > 0, "csv-empty")
    .refine((file) => file.size <= CONSUMER_FILE_MIB * 1024 * 1024, {
      message: "csv-too-large",
      params: { maximum: CONSUMER_FILE_MIB },
    }),
});

export const searchSchema = productSchema.extend({ q: z.string().trim().max(200) });
export const licenceLinkSchema = productSchema.extend({ licenceId: id });
export const licenceLinksSchema = productSchema.extend({ licenceIds: ids });
