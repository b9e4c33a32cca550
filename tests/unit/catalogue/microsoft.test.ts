import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type CatalogueList, parseCatalogue } from "@/lib/catalogue/csv";
import { seedSkus } from "@/lib/catalogue/seed";
import { pickTitle } from "@/lib/catalogue/spelling";

test("a title is the commonest spelling; unkempt ones count only among themselves", () => {
  const pick = (...spellings: [string, number][]) => pickTitle(new Map(spellings), "THE_PLAN");
  expect(pick(["A plan", 1], ["Plan A", 2])).toBe("Plan A");
  expect(pick(["A plan", 2], ["Plan A", 2])).toBe("A plan");
  expect(pick(["THE_PLAN", 9], ["Plan Plan A", 8], ["PLAN A", 7], ["Plan A", 1])).toBe("Plan A");
  expect(pick(["THE_PLAN", 1], ["PLAN A", 7])).toBe("PLAN A");
  expect(pick(["Planned plan", 2], ["Plan A", 1])).toBe("Planned plan");
  expect(pick()).toBe("");
});

test("what Seatwise brings along has the form of the list", () => {
  expect(new Set(seedSkus.map(({ skuId }) => skuId)).size).toBe(seedSkus.length);
  for (const { skuId, partNumber, title } of seedSkus) {
    expect(skuId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect([partNumber, title]).not.toContain("");
  }
});

/**
 * Copies of Microsoft's own list, in a folder `shared/data` beside the checkout. They are not ours to publish, so a checkout may
 * be without them; the invented list of tests/support/catalogue has all of their quirks.
 */
const folder = path.resolve(import.meta.dirname, "../../../../shared/data");
const copies = fs.existsSync(folder)
  ? fs.readdirSync(folder).filter((name) => /^microsoft-sku-catalogue-.*\.csv$/.test(name))
  : [];

/** Counted from the files by other means. */
const counts: Record<
  string,
  { rows: number; skus: number; partNumbers: number; servicePlans: number; duplicates: number }
> = {
  "microsoft-sku-catalogue-2025-12.csv": { rows: 5_457, skus: 569, partNumbers: 568, servicePlans: 723, duplicates: 9 },
  "microsoft-sku-catalogue-2026-07.csv": {
    rows: 5_990,
    skus: 619,
    partNumbers: 618,
    servicePlans: 791,
    duplicates: 31,
  },
};

for (const name of copies) {
  describe(name, () => {
    const list = parseCatalogue(fs.readFileSync(path.join(folder, name)));
    const titleOf = (skuId: string) => list.skus.find((sku) => sku.skuId === skuId)?.title;
    const planOf = (planName: string) => list.servicePlans.find((plan) => plan.name === planName)?.title;

    test("is read whole", () => {
      expect(list.skipped).toEqual([]);
      expect(countsOf(list)).toEqual(counts[name] ?? countsOf(list));
      expect(list.skus.length).toBeGreaterThan(500);
    });

    test("knows the SKU whose GUID ends in a no-break space, and both of MCOPSTN5", () => {
      expect(titleOf("420c7602-7f70-4895-9394-d3d679ea36fb")).toBe("Microsoft Teams Shared Devices for Faculty");
      expect(list.skus.filter(({ partNumber }) => partNumber === "MCOPSTN5")).toHaveLength(2);
    });

    test("shows names without blanks around or within, and without doubled words", () => {
      const all = [
        ...list.skus.flatMap((sku) => [sku.title, sku.partNumber]),
        ...list.servicePlans.map(({ title }) => title),
      ];
      expect(all.filter((text) => text === "" || text !== text.trim() || /[\u00a0\t]| {2}/.test(text))).toEqual([]);
      expect(planOf("RMS_S_ENTERPRISE")).toBe("Azure Rights Management");
      expect(planOf("BI_AZURE_P0")).toBe("Power BI (free)");
    });

    test.each([
      ["05e9a617-0261-4cee-bb44-138d3ef5d965", "Microsoft 365 E3"],
      ["66b55226-6b4f-492c-910c-a3b7a3c9d993", "Microsoft 365 F3"],
      ["f245ecc8-75af-4f8e-b61f-27d8114de5f3", "Microsoft 365 Business Standard"],
    ])("says of %s %s", (skuId, title) => {
      expect(titleOf(skuId)).toBe(title);
    });
  });
}

function countsOf({ rows, skus, servicePlans, duplicates }: CatalogueList) {
  const partNumbers = new Set(skus.map(({ partNumber }) => partNumber)).size;
  return { rows, skus: skus.length, partNumbers, servicePlans: servicePlans.length, duplicates };
}
