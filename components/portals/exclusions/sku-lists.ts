import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { Exclusion, ExclusionValue, SkuOption } from "@/lib/portals/exclusions";

/** A SKU fits when each word of the search is part of its title, its part number or its id. */
export function createSearch(query: string): (option: SkuOption) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ title, partNumber, skuId }) => {
    const text = `${title}\n${partNumber}\n${skuId}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

type Filter = {
  query: string;
  /** null: of all licences, not only those that the tenant subscribes to */
  subscribed: ReadonlyMap<string, SubscribedSku> | null;
};

/** The left list: what is not excluded one by one, in the order of `options`. */
export function listAvailable(options: readonly SkuOption[], value: ExclusionValue, filter: Filter): SkuOption[] {
  const excluded = new Set(value.exclusions.map(({ skuId }) => skuId));
  const fits = createSearch(filter.query);
  return options.filter(
    (option) =>
      !excluded.has(option.skuId) &&
      (filter.subscribed === null || filter.subscribed.has(option.skuId)) &&
      fits(option),
  );
}

export type ExcludedSku = { option: SkuOption; exclusion: Exclusion };

/** The right list, in the order of `options`; what nobody knows any more is named by its id and comes last. */
export function listExcluded(options: readonly SkuOption[], value: ExclusionValue): ExcludedSku[] {
  const exclusions = new Map(value.exclusions.map((exclusion) => [exclusion.skuId, exclusion]));
  const known = options.flatMap((option) => {
    const exclusion = exclusions.get(option.skuId);
    exclusions.delete(option.skuId);
    return exclusion ? [{ option, exclusion }] : [];
  });
  const unknown = [...exclusions.values()].map((exclusion) => ({
    option: { skuId: exclusion.skuId, partNumber: "", title: exclusion.skuId },
    exclusion,
  }));
  return [...known, ...unknown];
}

/** What is excluded already stays as it is, with its reason and its end. */
export function exclude(value: ExclusionValue, skuIds: readonly string[]): ExclusionValue {
  const already = new Set(value.exclusions.map(({ skuId }) => skuId));
  const added = skuIds.filter((skuId) => !already.has(skuId)).map((skuId) => ({ skuId, reason: "", endsOn: null }));
  return { ...value, exclusions: [...value.exclusions, ...added] };
}

export function include(value: ExclusionValue, skuIds: readonly string[]): ExclusionValue {
  return { ...value, exclusions: value.exclusions.filter(({ skuId }) => !skuIds.includes(skuId)) };
}

export function changeExclusion(value: ExclusionValue, changed: Exclusion): ExclusionValue {
  const exclusions = value.exclusions.map((one) => (one.skuId === changed.skuId ? changed : one));
  return { ...value, exclusions };
}
