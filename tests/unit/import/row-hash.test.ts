import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TenantAssignment, TenantUser } from "@/lib/graph/tenant";
import { hashUser } from "@/lib/import/row-hash";

const assignment = (skuId: string, change: Partial<TenantAssignment> = {}): TenantAssignment => ({
  skuId,
  isHeld: true,
  isDirect: true,
  groupIds: [],
  state: "active",
  error: null,
  disabledPlans: [],
  stateChangedAt: "2026-03-01T08:00:00Z",
  ...change,
});
const user: TenantUser = {
  objectId: "0a4a52f3-0f5c-4f39-9a4b-0a4a52f30f5c",
  userPrincipalName: "ada@contoso.com",
  displayName: "Ada",
  mail: "ada@contoso.com",
  isEnabled: true,
  userType: "Member",
  usageLocation: "DE",
  department: "IT",
  companyName: "Contoso GmbH",
  city: "München",
  country: "Germany",
  jobTitle: "Admin",
  officeLocation: "1/22",
  employeeId: "100001",
  accountCreatedAt: "2019-05-01T08:00:00Z",
  isOnPremisesSynced: true,
  assignments: [assignment("a-sku"), assignment("b-sku"), assignment("c-sku", { groupIds: ["g1", "g2"] })],
};
const hash = hashUser(user);

describe("hashUser", () => {
  it("is a signed integer of 64 bits, which a bigint column takes", () => {
    fc.assert(
      fc.property(fc.string(), (displayName) => {
        const value = BigInt(hashUser({ ...user, displayName }));
        expect(BigInt.asIntN(64, value)).toBe(value);
      }),
      { seed: 1 },
    );
  });

  it("is the same for the same user, and whatever the order of the licences", () => {
    expect(hashUser(structuredClone(user))).toBe(hash);
    const orders = fc.shuffledSubarray(user.assignments, { minLength: 3 });
    fc.assert(
      fc.property(orders, (assignments) => {
        expect(hashUser({ ...user, assignments })).toBe(hash);
      }),
      { seed: 1 },
    );
  });

  const { assignments: _, ...profile } = user;
  it.each(Object.keys(profile) as (keyof typeof profile)[])("changes with %s, also when it is withdrawn", (member) => {
    const old = user[member];
    const other = typeof old === "boolean" ? !old : `${old}!`;
    const hashes = [other, null, ""].map((value) => hashUser({ ...user, [member]: value }));
    expect(new Set([hash, ...hashes]).size).toBe(4);
  });

  it.each<[keyof TenantAssignment, unknown]>([
    ["skuId", "d-sku"],
    ["isHeld", false],
    ["isDirect", false],
    ["groupIds", ["g1"]],
    ["state", "error"],
    ["error", "CountViolation"],
    ["disabledPlans", ["plan"]],
    ["stateChangedAt", "2026-03-02T08:00:00Z"],
  ])("changes with the %s of an assignment", (member, value) => {
    const [first, ...others] = user.assignments;
    expect(Object.keys(assignment("a"))).toContain(member);
    expect(hashUser({ ...user, assignments: [{ ...first, [member]: value } as TenantAssignment, ...others] })).not.toBe(
      hash,
    );
  });

  it("knows every member of an assignment", () => {
    // A member that is added one day has to be thought of above.
    expect(Object.keys(assignment("a")).length).toBe(8);
  });

  it("changes with a licence more or less", () => {
    const fewer = { ...user, assignments: user.assignments.slice(1) };
    const more = { ...user, assignments: [...user.assignments, assignment("d-sku")] };
    expect(new Set([hash, hashUser(fewer), hashUser(more)]).size).toBe(3);
  });

  it("does not take one text that moved to the next member for the same", () => {
    const moved = { ...user, city: null, country: "München" };
    const swapped = { ...user, city: user.country, country: user.city };
    expect(new Set([hash, hashUser(moved), hashUser(swapped)]).size).toBe(3);
  });
});
