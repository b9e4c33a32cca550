import { isFreeSku } from "@/lib/catalogue/free-skus";
import { isTrialLicence } from "@/lib/licences/trial";

/** Whether a product's units say something: those of free SKUs and trials and of what belongs to the tenant as a whole are no seats. */
export const productKinds = ["seats", "free", "company"] as const;
export type ProductKind = (typeof productKinds)[number];

/** What tells the kind of an imported product; of a manual one all is null or false. */
export type SkuKind = { partNumber: string | null; appliesTo: string | null; isTrial: boolean };

export function kindOf({ partNumber, appliesTo, isTrial }: SkuKind): ProductKind {
  if (appliesTo === "Company") return "company";
  return isTrial || (partNumber !== null && isFreeSku(partNumber)) ? "free" : "seats";
}

/**
 * The columns of `SkuKind`. @param licence alias of the product's imported licence, which may have been deleted before its product
 * @param skuId of the product
 */
export const skuKindColumns = (licence: string, skuId: string) =>
  `coalesce(${licence}.part_number, (select k.part_number from catalogue_sku k where k.sku_id = ${skuId})) as "partNumber",
   ${licence}.applies_to as "appliesTo", ${isTrialLicence(licence)} as "isTrial"`;
