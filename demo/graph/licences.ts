import { type Answer, answerJson } from "../answer";
import type { DemoSku, DemoTenant } from "../tenant/model";
import { answerPage } from "./paging";
import { choose, contextOf, type EntityShape, project } from "./projection";
import { readQuery } from "./query";
import type { GraphRequest } from "./request";

const SKU_PROPERTIES = [
  "accountName",
  "accountId",
  "appliesTo",
  "capabilityStatus",
  "consumedUnits",
  "id",
  "skuId",
  "skuPartNumber",
  "subscriptionIds",
  "prepaidUnits",
  "servicePlans",
];
const SKU_SHAPE: EntityShape = {
  typeName: "subscribedSku",
  properties: new Set(SKU_PROPERTIES),
  defaults: SKU_PROPERTIES,
};

const SUBSCRIPTION_PROPERTIES = [
  "id",
  "commerceSubscriptionId",
  "skuId",
  "skuPartNumber",
  "status",
  "totalLicenses",
  "isTrial",
  "createdDateTime",
  "nextLifecycleDateTime",
  "ownerId",
  "ownerType",
  "ownerTenantId",
  "serviceStatus",
];
const SUBSCRIPTION_SHAPE: EntityShape = {
  typeName: "companySubscription",
  properties: new Set(SUBSCRIPTION_PROPERTIES),
  defaults: SUBSCRIPTION_PROPERTIES,
};

const toSubscribedSku = (tenant: DemoTenant, sku: DemoSku) => ({
  ...sku,
  id: `${tenant.id}_${sku.skuId}`,
  accountId: tenant.id,
  accountName: tenant.displayName,
});

/** GET /subscribedSkus: everything at once, and no option but $select. */
export function answerSubscribedSkus({ call, tenant }: GraphRequest): Answer {
  const query = readQuery(call, ["$select"]);
  const names = choose(SKU_SHAPE, query.select);
  return answerJson(200, {
    "@odata.context": contextOf(call.url.origin, "subscribedSkus", query.select),
    value: tenant.skus.map((sku) => project(toSubscribedSku(tenant, sku), names)),
  });
}

/** GET /directory/subscriptions */
export function answerSubscriptions({ world, call, tenant, target }: GraphRequest): Answer {
  const query = readQuery(call, ["$select", "$top", "$skiptoken"]);
  const names = choose(SUBSCRIPTION_SHAPE, query.select);
  return answerPage(world, call, target, {
    path: "directory/subscriptions",
    items: tenant.subscriptions,
    query,
    topMax: 999,
    toEntity: (subscription) => project(subscription, names),
  });
}
