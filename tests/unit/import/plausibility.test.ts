import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Census, findImplausibleDrop, isUserCountComplete } from "@/lib/import/plausibility";

const size = fc.nat({ max: 1_000_000 });
const census = fc.record({ users: size, assignments: size, skus: fc.nat({ max: 200 }) });
const limit = fc.integer({ min: 1, max: 100 });
const seeded = { seed: 365, numRuns: 500 };

describe("findImplausibleDrop", () => {
  const before: Census = { users: 1_000, assignments: 2_000, skus: 17 };

  it.each<[string, Partial<Census>, string | null]>([
    ["nothing", {}, null],
    ["exactly as many as allowed", { users: 700, assignments: 1_400 }, null],
    ["one person more than allowed", { users: 699 }, "users"],
    ["one licence more than allowed", { assignments: 1_399 }, "assignments"],
    ["all SKUs but one", { skus: 1 }, null],
    ["every SKU", { skus: 0 }, "skus"],
    ["everything", { users: 0, assignments: 0, skus: 0 }, "users"],
  ])("of 30 %% allowed, with %s lost", (_, after, what) => {
    expect(findImplausibleDrop(before, { ...before, ...after }, 30, null)?.what ?? null).toBe(what);
  });

  it("lets a small tenant lose ten, however large the share", () => {
    const small = { users: 10, assignments: 10, skus: 1 };
    expect(findImplausibleDrop(small, { users: 0, assignments: 0, skus: 1 }, 30, null)).toBeNull();
    const larger = { users: 11, assignments: 0, skus: 1 };
    expect(findImplausibleDrop(larger, { users: 0, assignments: 0, skus: 1 }, 30, null)?.what).toBe("users");
  });

  it("says nothing about a first import, or about growth", () => {
    fc.assert(
      fc.property(census, census, limit, (from, growth, percent) => {
        const after = {
          users: from.users + growth.users,
          assignments: from.assignments + growth.assignments,
          skus: from.skus + growth.skus,
        };
        expect(findImplausibleDrop(from, after, percent, null)).toBeNull();
        expect(findImplausibleDrop({ users: 0, assignments: 0, skus: 0 }, after, percent, null)).toBeNull();
      }),
      seeded,
    );
  });

  it("never lets a share above the limit pass, and never stops one below it", () => {
    fc.assert(
      fc.property(size, size, limit, (from, to, percent) => {
        const lost = from - to;
        const isTooMuch = lost > 10 && lost / from > percent / 100 + 1e-12;
        const isFine = lost <= 10 || lost / from < percent / 100 - 1e-12;
        for (const what of ["users", "assignments"] as const) {
          const start = { users: 0, assignments: 0, skus: 5, [what]: from };
          const found = findImplausibleDrop(start, { ...start, [what]: to }, percent, null);
          if (isTooMuch) expect(found).toEqual({ what, before: from, after: to });
          if (isFine) expect(found).toBeNull();
        }
      }),
      seeded,
    );
  });

  it("lets pass exactly what a person has accepted, and whatever lies above it", () => {
    fc.assert(
      fc.property(census, census, limit, fc.nat({ max: 1_000 }), (from, accepted, percent, more) => {
        expect(findImplausibleDrop(from, accepted, percent, accepted)).toBeNull();
        const better = { ...accepted, users: accepted.users + more, assignments: accepted.assignments + more };
        expect(findImplausibleDrop(from, better, percent, accepted)).toBeNull();
      }),
      seeded,
    );
  });

  it("stops a drop that goes much further than what was accepted", () => {
    const accepted = { users: 600, assignments: 1_200, skus: 17 };
    const further = { users: 300, assignments: 1_200, skus: 17 };
    expect(findImplausibleDrop(before, further, 30, accepted)).toEqual({ what: "users", before: 1_000, after: 300 });
  });

  it("does not get stricter by an acceptance of more than there is", () => {
    fc.assert(
      fc.property(census, census, limit, (from, after, percent) => {
        const generous = { users: from.users * 2, assignments: from.assignments * 2, skus: from.skus };
        if (findImplausibleDrop(from, after, percent, null) === null) {
          expect(findImplausibleDrop(from, after, percent, generous)).toBeNull();
        }
      }),
      seeded,
    );
  });
});

describe("isUserCountComplete", () => {
  it("takes a tenant that cannot count at its word", () => {
    expect(isUserCountComplete(0, [])).toBe(true);
  });

  it.each([
    [1_000, [1_000], true],
    [997, [1_000], true],
    [996, [1_000], false],
    [1_004, [1_000], false],
    [9_980, [10_000], true],
    [9_979, [10_000], false],
    // Somebody was hired while we read.
    [1_010, [1_000, 1_020], true],
    [0, [999], false],
  ])("%i read where Graph counts %j: %s", (read, counts, isComplete) => {
    expect(isUserCountComplete(read, counts)).toBe(isComplete);
  });

  it("accepts anything between two counts, and no page of 999 too few", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: 0, max: 400_000 }), (a, b) => {
        expect(isUserCountComplete(Math.floor((a + b) / 2), [a, b])).toBe(true);
        expect(isUserCountComplete(a, [a])).toBe(true);
        if (a >= 999 && a < 490_000) expect(isUserCountComplete(a - 999, [a])).toBe(false);
      }),
      seeded,
    );
  });
});
