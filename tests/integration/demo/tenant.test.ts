import { describe, expect, it } from "vitest";
import { createContoso } from "@/demo/server";
import { assign, recountConsumedUnits, softDelete, unassign } from "@/demo/tenant/change";
import type { DemoUser } from "@/demo/tenant/model";
import { type PartNumber, skuIdOf } from "@/demo/tenant/skus";
import { computeTruth, type SkuTruth } from "@/demo/truth";

const now = new Date("2026-11-24T08:00:00Z");
const tenant = createContoso({ now });
const truth = new Map(computeTruth(tenant).map((sku) => [sku.partNumber, sku]));

function truthOf(partNumber: PartNumber): SkuTruth {
  const found = truth.get(partNumber);
  if (found === undefined) throw new Error(`no ${partNumber}`);
  return found;
}
const holds = (user: DemoUser | undefined, skuId: string) =>
  user?.assignedLicenses.some((licence) => licence.skuId === skuId) === true;

describe("Contoso", () => {
  it("is the same company for the same seed, and another for another", () => {
    expect(createContoso({ now })).toEqual(tenant);
    expect(createContoso({ now, seed: 2 }).users[0]?.id).not.toBe(tenant.users[0]?.id);
  });

  it("has people of every sort, each with an address of their own", () => {
    expect(tenant.users).toHaveLength(1_200);
    expect(new Set(tenant.users.map(({ id }) => id)).size).toBe(1_200);
    expect(new Set(tenant.users.map((user) => user.userPrincipalName)).size).toBe(1_200);
    for (const user of tenant.users) expect(user.userPrincipalName).toMatch(/^[a-z0-9._#EXT-]+@contoso\.[a-z.]+$/);
    const guests = tenant.users.filter((user) => user.userType === "Guest");
    expect(guests.length).toBeGreaterThan(50);
    expect(guests.every((guest) => guest.userPrincipalName.includes("#EXT#@contoso.onmicrosoft.com"))).toBe(true);
    expect(tenant.users.some((user) => user.displayName.includes("ü"))).toBe(true);
    expect(tenant.users.some((user) => user.department === null && user.userType === "Member")).toBe(true);
    expect(tenant.users.some((user) => user.createdDateTime === null)).toBe(true);
    const leavers = tenant.users.filter((user) => user.accountEnabled === false && user.employeeId !== null);
    expect(leavers.filter((user) => user.assignedLicenses.length > 0).length).toBeGreaterThan(10);
  });

  it("counts each SKU's units as its holders, but for one deleted person", () => {
    for (const sku of truth.values()) {
      expect(sku.consumed, sku.partNumber).toBe(sku.holders + (sku.partNumber === "POWER_BI_PRO" ? 1 : 0));
    }
    expect(tenant.deletedUsers).toHaveLength(1);
  });

  it("shows every state that a licence can be in", () => {
    expect(truthOf("SPE_E3").enabled).toBeGreaterThan(truthOf("SPE_E3").consumed);
    expect(truthOf("VISIOCLIENT").enabled).toBeLessThan(truthOf("VISIOCLIENT").consumed);
    expect(truthOf("SPE_E5").enabled).toBe(truthOf("SPE_E5").consumed);
    expect(truthOf("ENTERPRISEPACK")).toMatchObject({ enabled: 0, holders: expect.toSatisfy((count) => count > 0) });
    expect(truthOf("ENTERPRISEPACK").suspended).toBeGreaterThan(0);
    expect(truthOf("PROJECTPROFESSIONAL").warning).toBeGreaterThan(0);
    expect(truthOf("MCOEV").lockedOut).toBe(15);
    expect(truthOf("FLOW_FREE").enabled).toBe(10_000);
    expect(truthOf("SHAREPOINTSTORAGE")).toMatchObject({ appliesTo: "Company", holders: 0 });
    expect(tenant.skus.find((sku) => sku.skuPartNumber === "STREAM")?.capabilityStatus).toBe("Deleted");
  });

  it("buys what it owns in subscriptions that add up, one of them on trial", () => {
    for (const sku of tenant.skus) {
      const own = tenant.subscriptions.filter((subscription) => sku.subscriptionIds.includes(subscription.id));
      const seats = own.reduce((sum, subscription) => sum + subscription.totalLicenses, 0);
      const { enabled, warning, suspended, lockedOut } = sku.prepaidUnits;
      expect(seats, sku.skuPartNumber).toBe(enabled + warning + suspended + lockedOut);
    }
    expect(tenant.subscriptions.filter(({ skuId }) => skuId === skuIdOf("SPE_E3"))).toHaveLength(2);
    expect(tenant.subscriptions.filter(({ isTrial }) => isTrial)).toHaveLength(1);
  });

  it("has every kind of assignment error, and none of them is held unless another assignment holds it", () => {
    const states = tenant.users.flatMap((user) => user.licenseAssignmentStates.map((state) => ({ user, state })));
    const failed = states.filter(({ state }) => state.state === "Error");
    expect([...new Set(failed.map(({ state }) => state.error))].sort()).toEqual([
      "CountViolation",
      "DependencyViolation",
      "MutuallyExclusiveViolation",
      "Other",
      "ProhibitedInUsageLocationViolation",
      "UniquenessViolation",
    ]);
    expect(failed.some(({ user, state }) => holds(user, state.skuId))).toBe(false);
    expect(new Set(states.filter(({ state }) => state.state === "Active").map(({ state }) => state.error))).toEqual(
      new Set(["None", null]),
    );
    expect(states.filter(({ state }) => state.state === "ActiveWithError")).toHaveLength(1);
  });

  it("has people who hold a licence twice, and groups for every group that assigns", () => {
    const double = tenant.users.find(
      ({ licenseAssignmentStates }) =>
        licenseAssignmentStates.filter((s) => s.skuId === skuIdOf("SPE_E3")).length === 2,
    );
    expect(double?.assignedLicenses.filter(({ skuId }) => skuId === skuIdOf("SPE_E3"))).toHaveLength(1);
    const groupIds = new Set(tenant.groups.map(({ id }) => id));
    const used = tenant.users.flatMap((user) => user.licenseAssignmentStates.map((state) => state.assignedByGroup));
    expect(used.every((id) => id === null || groupIds.has(id))).toBe(true);
  });

  it("grows to a hundred thousand people and shrinks to nobody", () => {
    const large = createContoso({ userCount: 100_000, now });
    expect(new Set(large.users.map((user) => user.userPrincipalName)).size).toBe(100_000);
    expect(computeTruth(createContoso({ userCount: 0, now })).every((sku) => sku.holders === 0)).toBe(true);
  });
});

describe("a change", () => {
  const skuId = skuIdOf("VISIOCLIENT");

  it("by hand and by group is one unit, and stays held until both are gone", () => {
    const small = createContoso({ userCount: 0, now });
    const [person] = createContoso({ userCount: 1, now, seed: 9 }).users as [DemoUser];
    small.users.push(person);
    person.assignedLicenses = [];
    person.licenseAssignmentStates = [];
    assign(person, { skuId, at: now, disabledPlans: ["a", "b"] });
    assign(person, { skuId, groupId: "g", disabledPlans: ["b"], at: now });
    assign(person, { skuId, groupId: "h", violation: "CountViolation", at: now });
    recountConsumedUnits(small);
    expect(computeTruth(small).find((sku) => sku.skuId === skuId)).toMatchObject({ consumed: 1, holders: 1 });
    expect(person.assignedLicenses).toEqual([{ skuId, disabledPlans: ["b"] }]);
    unassign(person, skuId, null);
    expect(holds(person, skuId)).toBe(true);
    unassign(person, skuId);
    expect(holds(person, skuId)).toBe(false);
  });

  it("that deletes somebody leaves the units consumed", () => {
    const copy = createContoso({ userCount: 200, now });
    const holder = copy.users.find((user) => holds(user, skuIdOf("SPE_E3")));
    softDelete(copy, holder?.id ?? "");
    recountConsumedUnits(copy);
    const e3 = computeTruth(copy).find((sku) => sku.partNumber === "SPE_E3");
    expect(e3?.consumed).toBe((e3?.holders ?? 0) + 1);
    expect(() => softDelete(copy, "nobody")).toThrow("nobody");
  });
});
