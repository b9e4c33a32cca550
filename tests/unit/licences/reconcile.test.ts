import { describe, expect, test } from "vitest";
import { messagesByLocale } from "@/lib/i18n/messages";
import { findingCodes, reconcileSeats, type SeatFigures } from "@/lib/licences/reconcile";

/** 100 units, 80 people: all four voices agree. */
const plain: SeatFigures = {
  appliesTo: "User",
  isFree: false,
  isTrial: false,
  isUnsynchronised: false,
  unitsEnabled: 100,
  unitsWarning: 0,
  unitsSuspended: 0,
  unitsLockedOut: 0,
  consumedUnits: 80,
  holders: 80,
  waiting: 0,
  failures: {},
  holdersByGroup: 0,
  recentlyGone: 0,
  subscriptions: [{ status: "Enabled", totalLicences: 100 }],
  ageHours: 2,
};
const enabled = (totalLicences: number) => ({ status: "Enabled", totalLicences });

describe("what is said about the figures", () => {
  test.each<[string, Partial<SeatFigures>, string[]]>([
    ["all agree", {}, ["agree"]],
    ["units in grace count on both sides", { unitsEnabled: 90, unitsWarning: 10 }, ["grace 10", "agree"]],
    [
      "a subscription in grace counts like an enabled one",
      { unitsEnabled: 60, unitsWarning: 40, subscriptions: [enabled(60), { status: "Warning", totalLicences: 40 }] },
      ["grace 40", "agree"],
    ],
    [
      "suspended subscriptions count for neither",
      { unitsSuspended: 25, subscriptions: [enabled(100), { status: "Suspended", totalLicences: 25 }] },
      ["suspended 25", "agree"],
    ],
    ["nothing but trials", { isTrial: true }, ["trial", "agree"]],
    ["a free SKU is said to be free, whatever is subscribed to", { isFree: true, isTrial: true }, ["free", "agree"]],
    ["locked units", { unitsLockedOut: 7 }, ["locked-out 7", "agree"]],
    ["no right to read subscriptions", { subscriptions: null }, ["subscriptions-unreadable", "agree"]],
    ["none listed for this licence", { subscriptions: [] }, ["subscriptions-none 100", "agree"]],
    ["a free licence needs none", { isFree: true, subscriptions: [] }, ["free", "agree"]],
    ["subscriptions say less", { subscriptions: [enabled(40), enabled(50)] }, ["subscriptions-fewer 10"]],
    ["subscriptions say more", { subscriptions: [enabled(120)] }, ["subscriptions-more 20"]],
    [
      "all subscriptions are suspended while units are not",
      { subscriptions: [{ status: "Suspended", totalLicences: 100 }] },
      ["subscriptions-fewer 100"],
    ],
    ["fewer holders than consumed", { holders: 77 }, ["holders-fewer 3"]],
    ["people were deleted lately", { holders: 77, recentlyGone: 5 }, ["holders-fewer 3", "deleted-people 5"]],
    ["people gone explain nothing where nothing is missing", { recentlyGone: 5 }, ["agree"]],
    ["a group may still be at work", { holders: 77, holdersByGroup: 30 }, ["holders-fewer 3", "group-pending 30"]],
    ["more holders than consumed", { holders: 84 }, ["holders-more 4"]],
    [
      "assignments failed, each for Microsoft's reason",
      { waiting: 6, failures: { Other: 1, MutuallyExclusiveViolation: 5 } },
      ["waiting 6", "failed-exclusive 5", "failed-other 1"],
    ],
    ["assignments found no unit", { waiting: 2, failures: { CountViolation: 2 } }, ["waiting 2", "failed-count 2"]],
    ["more hold it than may", { holders: 104, consumedUnits: 104 }, ["more-than-usable 4", "agree"]],
    ["old data", { ageHours: 30.5 }, ["stale 30", "agree"]],
    ["not synchronised says more than old", { isUnsynchronised: true, ageHours: 400 }, ["unsynchronised", "agree"]],
    ["never imported has no age", { ageHours: null }, ["agree"]],
  ])("%s", (_, changes, wanted) => {
    const { findings } = reconcileSeats({ ...plain, ...changes });
    expect(findings.map(({ code, count }) => (count > 0 ? `${code} ${count}` : code))).toEqual(wanted);
  });

  test("a licence of the whole organisation has no holders, and misses none", () => {
    const company = { ...plain, appliesTo: "Company", consumedUnits: 0, holders: 0, waiting: 2, unitsEnabled: 5 };
    const { voices, findings, hasDifference } = reconcileSeats({ ...company, subscriptions: [enabled(5)] });
    expect(voices).toEqual({ units: 5, subscribed: 5, consumed: 0, holders: null });
    expect(findings.map(({ code }) => code)).toEqual(["company", "agree"]);
    expect(hasDifference).toBe(false);
  });
});

test("the four voices are taken from their own sources", () => {
  const { voices } = reconcileSeats({
    ...plain,
    unitsEnabled: 90,
    unitsWarning: 5,
    subscriptions: [enabled(40), { status: "Warning", totalLicences: 8 }, { status: "Deleted", totalLicences: 99 }],
    holders: 79,
  });
  expect(voices).toEqual({ units: 95, subscribed: 48, consumed: 80, holders: 79 });
});

test("every finding has its words", () => {
  for (const { reconciliation } of Object.values(messagesByLocale)) {
    expect(Object.keys(reconciliation.findings).sort()).toEqual([...findingCodes].sort());
  }
});
