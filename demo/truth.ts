import type { DemoTenant } from "./tenant/model";

/** What is true of one SKU, counted by hand from the tenant: what the product must arrive at by way of Graph. */
export type SkuTruth = {
  skuId: string;
  partNumber: string;
  enabled: number;
  warning: number;
  suspended: number;
  lockedOut: number;
  /** As Microsoft reports it; differs from `holders` where a soft-deleted person still occupies a unit. */
  consumed: number;
  /** Distinct people of /users who have the SKU among their assigned licences. */
  holders: number;
  appliesTo: string;
};

/** Walks the tenant object plainly. Shares no code with the product on purpose: it is what tests hold it against. */
export function computeTruth(tenant: DemoTenant): SkuTruth[] {
  return tenant.skus.map((sku) => {
    const holderIds = new Set<string>();
    for (const user of tenant.users) {
      for (const licence of user.assignedLicenses) {
        if (licence.skuId === sku.skuId) holderIds.add(user.id);
      }
    }
    return {
      skuId: sku.skuId,
      partNumber: sku.skuPartNumber,
      enabled: sku.prepaidUnits.enabled,
      warning: sku.prepaidUnits.warning,
      suspended: sku.prepaidUnits.suspended,
      lockedOut: sku.prepaidUnits.lockedOut,
      consumed: sku.consumedUnits,
      holders: holderIds.size,
      appliesTo: sku.appliesTo,
    };
  });
}
