import { isFreeSku } from "@/lib/catalogue/free-skus";

/** Whether a product's units say something: those of free SKUs and of what belongs to the tenant as a whole are no seats. */
export const productKinds = ["seats", "free", "company"] as const;
export type ProductKind = (typeof productKinds)[number];

/** @param sku of an imported product; a manual one has neither */
export function kindOf(sku: { partNumber: string | null; appliesTo: string | null }): ProductKind {
  if (sku.appliesTo === "Company") return "company";
  return sku.partNumber !== null && isFreeSku(sku.partNumber) ? "free" : "seats";
}
