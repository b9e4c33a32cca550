import { describe, expect, it } from "vitest";
import {
  changeExclusion,
  exclude,
  include,
  listAvailable,
  listExcluded,
} from "@/components/portals/exclusions/sku-lists";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { ExclusionValue, SkuOption } from "@/lib/portals/exclusions";

const option = (skuId: string, partNumber: string, title: string): SkuOption => ({ skuId, partNumber, title });
const e3 = option("05e9a617-0261", "SPE_E3", "Microsoft 365 E3");
const e5 = option("06ebc4ee-1bb5", "SPE_E5", "Microsoft 365 E5");
const visio = option("c5928f49-12ba", "VISIOCLIENT", "Visio Plan 2");
const options = [e3, e5, visio];
const nothing: ExclusionValue = { exclusions: [], excludeFree: false };
const all = { query: "", subscribed: null };
const titles = (found: readonly SkuOption[]) => found.map(({ title }) => title);

describe("the left list", () => {
  it("[S31] has everything that is not excluded one by one, in the given order", () => {
    expect(listAvailable(options, nothing, all)).toEqual(options);
    expect(listAvailable(options, exclude(nothing, [e5.skuId]), all)).toEqual([e3, visio]);
  });

  it("[S32] can be limited to what the tenant subscribes to", () => {
    const subscription: SubscribedSku = {
      ...{ skuId: visio.skuId, partNumber: visio.partNumber, appliesTo: "User" },
      ...{ capabilityStatus: "Enabled", units: 5, consumedUnits: 2 },
    };
    const subscribed = new Map([[visio.skuId, subscription]]);
    expect(listAvailable(options, nothing, { query: "", subscribed })).toEqual([visio]);
    expect(listAvailable(options, nothing, { query: "microsoft", subscribed })).toEqual([]);
    expect(listAvailable(options, nothing, { query: "", subscribed: new Map() })).toEqual([]);
  });

  it.each([
    ["e3", ["Microsoft 365 E3"]],
    ["  MICROSOFT   e5 ", ["Microsoft 365 E5"]],
    ["spe_", ["Microsoft 365 E3", "Microsoft 365 E5"]],
    ["c5928f49", ["Visio Plan 2"]],
    ["plan spe", []],
    // No word reaches from one text into the next.
    ["e3spe", []],
  ])("finds “%s” in titles, part numbers and ids", (query, expected) => {
    expect(titles(listAvailable(options, nothing, { query, subscribed: null }))).toEqual(expected);
  });
});

describe("the right list", () => {
  it("has what is excluded in the same order, and what nobody knows any more at the end", () => {
    const value = exclude(nothing, ["unknown-id", visio.skuId, e3.skuId]);
    expect(listExcluded(options, value).map((row) => row.option.title)).toEqual([
      "Microsoft 365 E3",
      "Visio Plan 2",
      "unknown-id",
    ]);
  });
});

describe("moving", () => {
  const kept = { skuId: e3.skuId, reason: "not ours", endsOn: "2026-12-31" };
  const before: ExclusionValue = { exclusions: [kept], excludeFree: true };

  it("[S33] excludes several at once, and leaves what is excluded already as it is", () => {
    expect(exclude(before, [visio.skuId, e3.skuId])).toEqual({
      exclusions: [kept, { skuId: visio.skuId, reason: "", endsOn: null }],
      excludeFree: true,
    });
    expect(before.exclusions).toEqual([kept]);
  });

  it("[S34] takes one or several back", () => {
    const both = exclude(before, [visio.skuId]);
    expect(include(both, [visio.skuId])).toEqual(before);
    expect(include(both, [visio.skuId, e3.skuId, "unknown-id"])).toEqual({ exclusions: [], excludeFree: true });
  });

  it("changes reason and last day of the one that is meant", () => {
    const both = exclude(before, [visio.skuId]);
    const changed = { skuId: visio.skuId, reason: "trial", endsOn: "2026-11-30" };
    expect(changeExclusion(both, changed)).toEqual({ exclusions: [kept, changed], excludeFree: true });
  });
});
