import { expect, it } from "vitest";
import { companySubscriptionSchema, subscribedSkuSchema, userSchema } from "@/lib/graph/schema";

const id = "5D1F0A52-0000-4000-8000-000000000001";

it("reads missing numbers as 0, and ignores what it does not know", () => {
  const sku = subscribedSkuSchema.parse({
    skuId: id,
    consumedUnits: null,
    prepaidUnits: { enabled: 5, warning: null },
    somethingNew: { a: 1 },
    servicePlans: [{ servicePlanId: id, servicePlanType: "Exchange" }],
  });
  expect(sku).toMatchObject({
    skuId: id.toLowerCase(),
    consumedUnits: 0,
    prepaidUnits: { enabled: 5, warning: 0, suspended: 0, lockedOut: 0 },
    subscriptionIds: [],
  });
  expect(subscribedSkuSchema.parse({ skuId: id, prepaidUnits: null }).prepaidUnits.enabled).toBe(0);
});

it("tells withheld licences from none", () => {
  expect(userSchema.parse({ id }).assignedLicenses).toBeNull();
  expect(userSchema.parse({ id, assignedLicenses: [] }).assignedLicenses).toEqual([]);
});

it("takes out what PostgreSQL cannot store", () => {
  const user = userSchema.parse({ id, displayName: "A\u0000nna", city: "\u0000", createdDateTime: "yesterday" });
  expect(user).toMatchObject({ displayName: "Anna", city: null, createdDateTime: null });
});

it.each([
  ["a user without an id", userSchema, { displayName: "Anna" }],
  ["a user whose id is no GUID", userSchema, { id: "me" }],
  ["a licence without a SKU", userSchema, { id, assignedLicenses: [{}] }],
  ["a SKU without an id", subscribedSkuSchema, { skuPartNumber: "SPE_E3" }],
  ["a number that is a text", subscribedSkuSchema, { skuId: id, consumedUnits: "7" }],
  ["a subscription without a SKU", companySubscriptionSchema, { id: "s-1" }],
])("refuses %s", (_, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false);
});
