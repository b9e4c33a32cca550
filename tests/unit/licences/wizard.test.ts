import { expect, test } from "vitest";
import { emptyLicence, isSameEntry, toSave, valuesOfStored } from "@/components/licences/form/licence-values";
import {
  emptyDraft,
  isStepFilled,
  isTouched,
  licenceMemory,
  withValues,
} from "@/components/licences/wizard/licence-draft";

const typed = withValues(emptyDraft, { name: "Visio", quantity: "5", licenceKey: "AAAA-BBBB" });
const reload = (draft: typeof emptyDraft) =>
  licenceMemory.revive(JSON.parse(JSON.stringify(licenceMemory.toStored(draft))));

test("a reload keeps what was typed; the key is never stored, and that it is missing is known until it is typed again", () => {
  expect(JSON.stringify(licenceMemory.toStored(typed))).not.toContain("AAAA");
  const reloaded = reload(typed);
  expect(reloaded).toMatchObject({ isKeyLost: true, values: { name: "Visio", quantity: "5", licenceKey: "" } });
  expect(reload(withValues(reloaded, { serialNumber: "S9" }))).toMatchObject({ isKeyLost: true });
  expect(withValues(reloaded, { licenceKey: "C" }).isKeyLost).toBe(false);
  expect(reload(withValues(emptyDraft, { name: "Visio" })).isKeyLost).toBe(false);
});

test("what another version has stored is filled up", () => {
  expect(licenceMemory.revive({})).toEqual(emptyDraft);
});

test("a name and a quantity open the second step, a base the last one of an upgrade", () => {
  const filled = (changes: Partial<typeof emptyLicence>) =>
    (["general", "acquisition", "type", "product"] as const).filter((step) =>
      isStepFilled(step, { ...emptyLicence, ...changes }),
    );
  expect(filled({ name: " " })).toEqual(["acquisition", "type", "product"]);
  expect(filled({ name: "Visio", quantity: "5", kind: "upgrade" })).toEqual(["general", "acquisition", "product"]);
  expect(filled({ kind: "upgrade", baseLicenceId: 4 })).toContain("type");
});

test("leaving asks for what was typed, not for a product that was chosen before", () => {
  expect(isTouched(withValues(emptyDraft, { productId: 5, metric: "device_cal" }))).toBe(false);
  for (const change of [{ notes: "n" }, { licenceKey: "k" }, { channelId: 1 }, { kind: "upgrade" }] as const) {
    expect(isTouched(withValues(emptyDraft, change))).toBe(true);
  }
});

test("a stored key is neither shown nor sent", () => {
  const values = valuesOfStored({
    ...{ id: 7, version: 3, name: "Visio", licenceNumber: null, quantity: 25, channelId: 9, metric: "device_cal" },
    ...{ kind: "upgrade", baseLicenceId: 4, expiresOn: null, hasLicenceKey: true, serialNumber: null, notes: "" },
    productId: 5,
  });
  expect(values).toMatchObject({ quantity: "25", expiresOn: "", licenceKey: null, productId: 5 });
  expect(values).not.toHaveProperty("version");
  expect(toSave(values).licenceKey).toBe("");
});

test("what was said of a field holds until that field is changed", () => {
  const changed = { ...emptyLicence, name: "Visio" };
  expect(isSameEntry("name", emptyLicence, changed)).toBe(false);
  expect(isSameEntry("quantity", emptyLicence, changed)).toBe(true);
});
