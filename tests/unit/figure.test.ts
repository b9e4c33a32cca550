import fc from "fast-check";
import { expect, it } from "vitest";
import { usedShare } from "@/lib/figure";

const units = fc.integer({ min: 0, max: 2_147_483_647 });
const owned = fc.integer({ min: 1, max: 2_147_483_647 });

it("a share is on the side of nothing and of all on which the units are, and off by half a per cent at most", () => {
  fc.assert(
    fc.property(units, owned, (used, total) => {
      const share = usedShare(used, total) ?? Number.NaN;
      expect(Math.sign(share - 1)).toBe(Math.sign(used - total));
      expect(Math.sign(share)).toBe(Math.sign(used));
      expect(Math.abs(share - used / total)).toBeLessThanOrEqual(0.005 + 1e-9 * share);
    }),
  );
});

it("near to all of it too", () => {
  fc.assert(
    fc.property(owned, fc.integer({ min: -3, max: 3 }), (total, more) => {
      const used = Math.max(0, total + more);
      expect(Math.sign((usedShare(used, total) ?? Number.NaN) - 1)).toBe(Math.sign(used - total));
    }),
  );
});
