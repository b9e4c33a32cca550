import { isFreeSku } from "@/lib/catalogue/free-skus";

/** A SKU that can be excluded, as people read it. */
export type SkuOption = { skuId: string; partNumber: string; title: string };

export type Exclusion = {
  skuId: string;
  reason: string;
  /** YYYY-MM-DD, the last day on which it holds; null: until somebody removes it */
  endsOn: string | null;
};

/** What a portal does not import: single SKUs, and by rule those that cost nothing. */
export type ExclusionValue = { exclusions: Exclusion[]; excludeFree: boolean };

export const MAX_REASON_LENGTH = 200;

type Sku = { skuId: string; partNumber: string };
/** item: excluded by itself; free: hit by the rule. An item tells more than a rule, so it is named first. */
export type ExclusionCause = "item" | "free";

/**
 * Whether its last day has passed. Days are compared in UTC, whatever the time zone of the person or of the server: an import
 * in the night does not depend on where it runs.
 * @param today YYYY-MM-DD, of UTC
 */
export const hasEnded = ({ endsOn }: Pick<Exclusion, "endsOn">, today: string) => endsOn !== null && endsOn < today;

/** `whyExcluded` for many SKUs. */
export function createExclusionRule(value: ExclusionValue, today: string): (sku: Sku) => ExclusionCause | null {
  const items = new Set(value.exclusions.filter((one) => !hasEnded(one, today)).map(({ skuId }) => skuId));
  return ({ skuId, partNumber }) => {
    if (items.has(skuId)) return "item";
    return value.excludeFree && isFreeSku(partNumber) ? "free" : null;
  };
}

/** Null: it is imported. An exclusion that has ended does not hold. */
export const whyExcluded = (sku: Sku, value: ExclusionValue, today: string) => createExclusionRule(value, today)(sku);

/**
 * What an import leaves out: the items, also of SKUs that the tenant does not have any more, and with the rule every free SKU
 * of the tenant.
 */
export function listExcludedSkuIds(tenantSkus: readonly Sku[], value: ExclusionValue, today: string): Set<string> {
  const why = createExclusionRule(value, today);
  const items = value.exclusions.map(({ skuId }) => ({ skuId, partNumber: "" }));
  return new Set([...items, ...tenantSkus].filter((sku) => why(sku) !== null).map(({ skuId }) => skuId));
}

export type ImportPreview = {
  imported: number;
  skipped: number;
  /** synchronised now, and excluded at the next import */
  becomingUnsynchronised: number;
  /** imported next and not synchronised now; 0 for a portal of which nothing is */
  returning: number;
};

/**
 * What the next import will do if the tenant stays as it is.
 * @param importedSkuIds licences of the portal that are synchronised now
 */
export function previewImport({
  subscribed,
  importedSkuIds,
  value,
  today,
}: {
  subscribed: readonly Sku[];
  importedSkuIds: readonly string[];
  value: ExclusionValue;
  today: string;
}): ImportPreview {
  const excluded = listExcludedSkuIds(subscribed, value, today);
  const synchronised = new Set(importedSkuIds);
  const imported = subscribed.filter(({ skuId }) => !excluded.has(skuId));
  return {
    imported: imported.length,
    skipped: subscribed.length - imported.length,
    becomingUnsynchronised: importedSkuIds.filter((skuId) => excluded.has(skuId)).length,
    returning: synchronised.size === 0 ? 0 : imported.filter(({ skuId }) => !synchronised.has(skuId)).length,
  };
}
