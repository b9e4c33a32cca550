import { describe, expect, it } from "vitest";
import { exclusionValueSchema } from "@/lib/portals/exclusion-schema";
import { type ExclusionValue, listExcludedSkuIds, previewImport, whyExcluded } from "@/lib/portals/exclusions";

const TODAY = "2026-11-24";
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const e3 = { skuId: id(1), partNumber: "SPE_E3" };
const visio = { skuId: id(2), partNumber: "VISIOCLIENT" };
const flow = { skuId: id(3), partNumber: "FLOW_FREE" };
const powerBi = { skuId: id(4), partNumber: "POWER_BI_STANDARD" };
const tenant = [e3, visio, flow, powerBi];

const exclusion = (skuId: string, endsOn: string | null = null) => ({ skuId, reason: "", endsOn });
const value = (exclusions: ExclusionValue["exclusions"], excludeFree = false): ExclusionValue => ({
  exclusions,
  excludeFree,
});

describe("whyExcluded", () => {
  it.each<[string, { skuId: string; partNumber: string }, ExclusionValue, "item" | "free" | null]>([
    ["nothing is excluded", e3, value([]), null],
    ["it is an item", e3, value([exclusion(e3.skuId)]), "item"],
    ["another one is an item", e3, value([exclusion(visio.skuId)]), null],
    ["its last day is to come", e3, value([exclusion(e3.skuId, "2026-11-25")]), "item"],
    ["its last day is today", e3, value([exclusion(e3.skuId, TODAY)]), "item"],
    ["its last day was yesterday", e3, value([exclusion(e3.skuId, "2026-11-23")]), null],
    ["the rule is off", flow, value([]), null],
    ["the rule hits it", flow, value([], true), "free"],
    ["the rule is for others", e3, value([], true), null],
    ["it is an item and the rule hits it", flow, value([exclusion(flow.skuId)], true), "item"],
    ["its item has ended, and the rule hits it", flow, value([exclusion(flow.skuId, "2026-01-01")], true), "free"],
  ])("when %s", (_, sku, given, expected) => expect(whyExcluded(sku, given, TODAY)).toBe(expected));
});

describe("listExcludedSkuIds", () => {
  it("[S35] takes items that hold, also of SKUs the tenant does not have, and by rule every free SKU of the tenant", () => {
    const given = value([exclusion(id(9)), exclusion(visio.skuId), exclusion(e3.skuId, "2026-11-01")], true);
    expect([...listExcludedSkuIds(tenant, given, TODAY)].sort()).toEqual([id(2), id(3), id(4), id(9)]);
    expect([...listExcludedSkuIds(tenant, { ...given, excludeFree: false }, TODAY)].sort()).toEqual([id(2), id(9)]);
  });
});

describe("previewImport", () => {
  const preview = (given: ExclusionValue, importedSkuIds: string[] = []) =>
    previewImport({ subscribed: tenant, importedSkuIds, value: given, today: TODAY });

  it("counts what a new portal will import and skip; nothing can return to it", () => {
    expect(preview(value([exclusion(visio.skuId)], true))).toEqual({
      imported: 1,
      skipped: 3,
      becomingUnsynchronised: 0,
      returning: 0,
    });
  });

  it("[S41] counts what is imported already and will not be any more, also where the tenant has lost it", () => {
    const given = value([exclusion(visio.skuId), exclusion(id(9))], true);
    expect(preview(given, [e3.skuId, visio.skuId, flow.skuId, id(9)])).toMatchObject({
      imported: 1,
      becomingUnsynchronised: 3,
    });
  });

  it("[S39] counts what comes back when an exclusion goes or has ended", () => {
    expect(preview(value([exclusion(visio.skuId, "2026-11-23")]), [e3.skuId])).toEqual({
      imported: 4,
      skipped: 0,
      becomingUnsynchronised: 0,
      returning: 3,
    });
  });
});

describe("exclusionValueSchema", () => {
  const parse = (exclusions: unknown[]) => exclusionValueSchema.safeParse({ exclusions, excludeFree: true });

  it("puts ids in one spelling and texts in one line", () => {
    const parsed = parse([
      { skuId: "05E9A617-0261-4CEE-BB44-138D3EF5D965", reason: " not\n ours \0", endsOn: "2028-02-29" },
    ]);
    expect(parsed.data?.exclusions).toEqual([
      { skuId: "05e9a617-0261-4cee-bb44-138d3ef5d965", reason: "not ours", endsOn: "2028-02-29" },
    ]);
  });

  it.each(["2026-02-29", "2026-13-01", "2026-2-1", "0000-01-01", "24.11.2026", ""])("refuses %s as a day", (endsOn) =>
    expect(parse([{ ...exclusion(id(1)), endsOn }]).success).toBe(false),
  );

  it("refuses a SKU that is named twice, in whatever spelling", () => {
    const twice = "0000000a-0000-4000-8000-000000000000";
    expect(parse([exclusion(twice), exclusion(id(1))]).success).toBe(true);
    expect(parse([exclusion(twice), exclusion(twice.toUpperCase())]).success).toBe(false);
  });

  it("takes reasons of up to 200 characters and up to 2,000 exclusions", () => {
    expect(parse([{ ...exclusion(id(1)), reason: "x".repeat(200) }]).success).toBe(true);
    expect(parse([{ ...exclusion(id(1)), reason: "x".repeat(201) }]).success).toBe(false);
    const many = (count: number) => Array.from({ length: count }, (_, n) => exclusion(id(n)));
    expect(parse(many(2_000)).success).toBe(true);
    expect(parse(many(2_001)).success).toBe(false);
  });
});
