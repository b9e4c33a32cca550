import { daysBefore } from "./dates";
import type { CapabilityStatus, DemoSku, DemoSubscription, DemoUnits } from "./model";
import type { Random } from "./random";
import { describePlan } from "./service-plans";
import { SKUS, type SkuBlueprint } from "./skus";

const UNITS_OF_STATUS: Record<CapabilityStatus, keyof DemoUnits | undefined> = {
  Enabled: "enabled",
  Warning: "warning",
  Suspended: "suspended",
  LockedOut: "lockedOut",
  Deleted: undefined,
};

/** Buys each SKU, with its subscriptions, to fit how many units are consumed. */
export function buySkus(
  random: Random,
  now: Date,
  consumedBySku: ReadonlyMap<string, number>,
): { skus: DemoSku[]; subscriptions: DemoSubscription[] } {
  const skus: DemoSku[] = [];
  const subscriptions: DemoSubscription[] = [];
  for (const [skuPartNumber, blueprint] of Object.entries<SkuBlueprint>(SKUS)) {
    const consumedUnits = consumedBySku.get(blueprint.skuId) ?? 0;
    const prepaidUnits = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0, ...blueprint.units(consumedUnits) };
    const servicePlans = blueprint.plans.map(describePlan);
    const bought = subscribe(random, now, skuPartNumber, blueprint, prepaidUnits);
    subscriptions.push(...bought);
    skus.push({
      skuId: blueprint.skuId,
      skuPartNumber,
      appliesTo: blueprint.appliesTo,
      capabilityStatus: blueprint.status,
      prepaidUnits,
      consumedUnits,
      servicePlans,
      subscriptionIds: bought.map((subscription) => subscription.id),
    });
  }
  return { skus, subscriptions };
}

function subscribe(
  random: Random,
  now: Date,
  skuPartNumber: string,
  blueprint: SkuBlueprint,
  prepaidUnits: DemoUnits,
): DemoSubscription[] {
  const left = { ...prepaidUnits };
  return blueprint.subscriptions.map((wanted, index) => {
    const kind = UNITS_OF_STATUS[wanted.status];
    const isLast = !blueprint.subscriptions.slice(index + 1).some((later) => later.status === wanted.status);
    const seats = kind === undefined ? 0 : isLast ? left[kind] : Math.floor(prepaidUnits[kind] * wanted.share);
    if (kind !== undefined) left[kind] -= seats;
    return {
      id: random.uuid(),
      commerceSubscriptionId: wanted.isTrial === true ? null : random.uuid(),
      skuId: blueprint.skuId,
      skuPartNumber,
      status: wanted.status,
      totalLicenses: seats,
      isTrial: wanted.isTrial === true,
      createdDateTime: daysBefore(now, wanted.createdDaysAgo),
      nextLifecycleDateTime: wanted.lifecycleInDays === null ? null : daysBefore(now, -wanted.lifecycleInDays),
      ownerId: null,
      ownerType: null,
      ownerTenantId: null,
      serviceStatus: blueprint.plans.map(describePlan),
    };
  });
}
