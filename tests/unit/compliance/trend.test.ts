import { describe, expect, it } from "vitest";
import { kindOf } from "@/lib/compliance/product-kind";
import { trendOf } from "@/lib/compliance/trend";

const at = (day: number, consumption: number) => ({ day, consumption });

describe("the trend of a product", () => {
  it("compares with the day before and with a month ago, or with the nearest earlier day", () => {
    expect(trendOf([at(1, 5), at(9, 7), at(40, 11), at(41, 10)])).toMatchObject({
      sinceYesterday: -1,
      sinceLastMonth: 3,
    });
    expect(trendOf([at(10, 5), at(20, 8), at(40, 8)])).toMatchObject({ sinceYesterday: 0, sinceLastMonth: 3 });
  });

  it("says nothing of a time that nobody calculated in", () => {
    expect(trendOf([])).toEqual({ points: [], sinceYesterday: null, sinceLastMonth: null });
    expect(trendOf([at(40, 8)])).toMatchObject({ sinceYesterday: null, sinceLastMonth: null });
    expect(trendOf([at(11, 8), at(40, 9)])).toMatchObject({ sinceYesterday: 1, sinceLastMonth: null });
  });
});

describe("the kind of a product", () => {
  it.each<[string | null, string | null, string, boolean?]>([
    ["SPE_E5", "User", "seats"],
    ["AAD_PREMIUM_P2", "User", "free", true],
    ["FLOW_FREE", "User", "free"],
    ["Dynamics_365_Guides_vTrial", "User", "free"],
    ["SHAREPOINTSTORAGE", "Company", "company"],
    [null, null, "seats"],
    ["CPC_STORAGE", "Company", "company", true],
  ])("of %s, which applies to %s, is %s (nothing but trials: %s)", (partNumber, appliesTo, kind, isTrial = false) => {
    expect(kindOf({ partNumber, appliesTo, isTrial })).toBe(kind);
  });
});
