import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { userSchema } from "@/lib/graph/schema";
import { mergeAssignments, toTenantUser } from "@/lib/graph/tenant-user";

const sku = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const [e3, e5, groupA, groupB, planX, planY] = ["1", "2", "a", "b", "e", "f"].map(sku) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

/** By way of the schema, as everything that comes from Graph. */
function merge(held: unknown[], states: unknown[]) {
  const user = userSchema.parse({ id: sku("0"), assignedLicenses: held, licenseAssignmentStates: states });
  return mergeAssignments(user.assignedLicenses ?? [], user.licenseAssignmentStates);
}
const way = (more: Record<string, unknown> = {}) => ({
  skuId: e3,
  assignedByGroup: null,
  disabledPlans: [],
  state: "Active",
  error: "None",
  lastUpdatedDateTime: "2026-03-02T08:11:45Z",
  ...more,
});

describe("mergeAssignments", () => {
  it("makes one assignment of a licence that is held directly and by groups", () => {
    const states = [
      way({ assignedByGroup: groupB, lastUpdatedDateTime: "2026-05-01T00:00:00Z" }),
      way(),
      way({ assignedByGroup: groupA.toUpperCase() }),
    ];
    expect(merge([{ skuId: e3.toUpperCase(), disabledPlans: [planY, planX] }], states)).toEqual([
      {
        skuId: e3,
        isHeld: true,
        isDirect: true,
        groupIds: [groupA, groupB],
        state: "active",
        error: null,
        disabledPlans: [planX, planY],
        stateChangedAt: "2026-05-01T00:00:00Z",
      },
    ]);
  });

  it("keeps what is assigned without effect, with its error", () => {
    const states = [way({ assignedByGroup: groupA, state: "Error", error: "CountViolation", disabledPlans: [planX] })];
    expect(merge([], states)).toMatchObject([
      { isHeld: false, isDirect: false, state: "error", error: "CountViolation", disabledPlans: [planX] },
    ]);
  });

  it("keeps what is held although its ways are not listed", () => {
    expect(merge([{ skuId: e3, disabledPlans: null }], [])).toEqual([
      {
        skuId: e3,
        isHeld: true,
        isDirect: true,
        groupIds: [],
        state: null,
        error: null,
        disabledPlans: [],
        stateChangedAt: null,
      },
    ]);
  });

  it("shows the worst state, and the error of the worst way that has one", () => {
    const states = [
      way(),
      way({ assignedByGroup: groupB, state: "ActiveWithError", error: "DependencyViolation" }),
      way({ assignedByGroup: groupA, state: "Error", error: "None" }),
    ];
    expect(merge([{ skuId: e3 }], states)).toMatchObject([{ state: "error", error: "DependencyViolation" }]);
  });

  it.each([
    [null, null],
    ["", null],
    ["None", null],
    ["none", null],
    ["UniquenessViolation", "UniquenessViolation"],
    ["Unknown", "Other"],
    ["SomethingNew", "Other"],
  ])("reads the error %j as %j", (error, expected) => {
    expect(merge([], [way({ error })])[0]?.error).toBe(expected);
  });

  it("reads an unknown state as none", () => {
    expect(merge([], [way({ state: "Sleeping" })])[0]?.state).toBeNull();
  });

  const anyWay = fc.record({
    skuId: fc.constantFrom(e3, e5),
    assignedByGroup: fc.constantFrom(null, groupA, groupB),
    disabledPlans: fc.subarray([planX, planY]),
    state: fc.constantFrom("Active", "ActiveWithError", "Disabled", "Error"),
    error: fc.constantFrom(null, "None", "CountViolation", "Other"),
    lastUpdatedDateTime: fc.constantFrom(null, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
  });
  const anyHeld = fc.record({ skuId: fc.constantFrom(e3, e5), disabledPlans: fc.subarray([planX, planY]) });

  it("gives each SKU of either list once, and holds exactly those of the first", () => {
    fc.assert(
      fc.property(fc.array(anyHeld), fc.array(anyWay), (held, ways) => {
        const merged = merge(held, ways);
        expect(merged.map((one) => one.skuId)).toEqual([...new Set([...held, ...ways].map((one) => one.skuId))].sort());
        for (const one of merged) expect(one.isHeld).toBe(held.some(({ skuId }) => skuId === one.skuId));
        for (const one of merged) expect(one.isDirect || one.groupIds.length > 0).toBe(true);
      }),
    );
  });

  it("does not depend on Graph's order, except between two errors of the very same way", () => {
    const distinct = fc.uniqueArray(anyWay, { selector: (one) => `${one.skuId} ${one.assignedByGroup}` });
    fc.assert(
      fc.property(fc.array(anyHeld), distinct, (held, ways) => {
        expect(merge(held.toReversed(), ways.toReversed())).toEqual(merge(held, ways));
      }),
    );
  });
});

describe("toTenantUser", () => {
  it("names a person by what there is", () => {
    const name = (more: object) => toTenantUser(userSchema.parse({ id: sku("A"), ...more }), []).displayName;
    expect(name({ displayName: "Anna", userPrincipalName: "a@x" })).toBe("Anna");
    expect(name({ displayName: "", userPrincipalName: "a@x" })).toBe("a@x");
    expect(name({})).toBe(sku("a"));
  });
});
