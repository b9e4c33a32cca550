import { expect, test } from "vitest";
import { emptyLicence, mergeTheirs } from "@/components/licences/form/licence-values";

const opened = { ...emptyLicence, name: "Visio", quantity: "5", notes: "old", productId: 3 };

test("what was typed stays, and theirs is taken where nothing was", () => {
  const stored = { ...opened, quantity: "7", notes: "theirs", productId: null };
  const mine = { ...opened, quantity: "9", serialNumber: "S-1" };
  const { values, changes } = mergeTheirs(opened, stored, mine);
  expect(values).toEqual({ ...mine, notes: "theirs", productId: null });
  expect(changes).toEqual([
    { field: "quantity", before: "5", after: "7", isMineKept: true },
    { field: "notes", before: "old", after: "theirs", isMineKept: false },
    { field: "productId", before: 3, after: null, isMineKept: false },
  ]);
});

test("who typed the same has nothing to look at", () => {
  const stored = { ...opened, quantity: "7" };
  expect(mergeTheirs(opened, stored, stored)).toEqual({ values: stored, changes: [] });
});
