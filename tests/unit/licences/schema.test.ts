import { describe, expect, test } from "vitest";
import { builtInChannelOf } from "@/lib/licences/channels";
import { readDay } from "@/lib/licences/day";
import { readQuantity } from "@/lib/licences/quantity";
import { editLicenceSchema, licenceSchema, licenceStepSchema } from "@/lib/licences/schema";
import { fieldsOfStep } from "@/lib/licences/steps";

const form = {
  ...{ name: " Visio ", licenceNumber: "", quantity: "10", channelId: "", metric: "user_cal", kind: "full_version" },
  ...{ baseLicenceId: "", expiresOn: "", licenceKey: "", serialNumber: "", notes: "", productId: "" },
};
const faultsOf = (changes: object) => {
  const { error } = licenceSchema.safeParse({ ...form, ...changes });
  return error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
};

test("empty fields are none", () => {
  expect(licenceSchema.parse(form)).toEqual({
    ...{ name: "Visio", quantity: 10, metric: "user_cal", kind: "full_version", notes: "" },
    ...{ licenceNumber: null, channelId: null, baseLicenceId: null, expiresOn: null, licenceKey: null },
    ...{ serialNumber: null, productId: null },
  });
});

test("an upgrade names its base; a full version forgets the one that was chosen", () => {
  expect(faultsOf({ kind: "upgrade" })).toEqual(["baseLicenceId base-licence-missing"]);
  expect(licenceSchema.parse({ ...form, kind: "upgrade", baseLicenceId: "7" }).baseLicenceId).toBe(7);
  expect(licenceSchema.parse({ ...form, baseLicenceId: "7" }).baseLicenceId).toBeNull();
  expect(editLicenceSchema.parse({ ...form, licenceId: "3", version: "2", baseLicenceId: "7" })).toMatchObject({
    ...{ licenceId: 3, version: 2, baseLicenceId: null },
  });
});

test("a day and a quantity that are none are refused at their field", () => {
  expect(faultsOf({ expiresOn: "2027-02-30" })).toEqual(["expiresOn day-invalid"]);
  expect(faultsOf({ quantity: "many" })).toEqual(["quantity quantity-invalid"]);
  expect(faultsOf({ quantity: "0" })).toHaveLength(1);
  expect(faultsOf({ name: " " })).toHaveLength(1);
});

describe("the steps of the wizard", () => {
  const faultsIn = (step: string, changes: object) => {
    const { error } = licenceStepSchema.safeParse({ ...form, step, ...changes });
    return error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
  };

  test("ask for each field of a licence once", () => {
    expect(Object.values(fieldsOfStep).flat().sort()).toEqual(Object.keys(licenceSchema.parse(form)).sort());
  });

  test.each([
    ["general", { quantity: "many" }, ["quantity quantity-invalid"]],
    ["general", { expiresOn: "2027-02-30" }, ["expiresOn day-invalid"]],
    ["type", { kind: "upgrade" }, ["baseLicenceId base-licence-missing"]],
  ])("%s refuses %o as the whole does", (step, changes, faults) => {
    expect(faultsIn(step, changes)).toEqual(faults);
    expect(faultsOf(changes)).toEqual(faults);
  });

  test("look at their own fields only", () => {
    expect(faultsIn("general", { kind: "upgrade", licenceKey: "k".repeat(1_001) })).toEqual([]);
    expect(faultsIn("acquisition", { quantity: "many", licenceKey: "k".repeat(1_001) })).toHaveLength(1);
    expect(faultsIn("type", { name: "", quantity: "" })).toEqual([]);
    expect(faultsIn("nowhere", {})).toHaveLength(1);
  });
});

describe("a quantity", () => {
  test.each([
    ...([
      ["7", 7],
      ["1000", 1000],
      ["1.000", 1000],
      ["1,000,000", 1_000_000],
      ["1 000", 1000],
    ] as const),
    ...([
      ["1'000", 1000],
      ["25,00", 25],
      ["25.0", 25],
      [" 3 ", 3],
    ] as const),
  ])("may be written %j", (text, count) => {
    expect(readQuantity(text)).toBe(count);
  });
  test.each(["", "-1", "1.5", "1,00,000", "1.000,000", "10 pieces", "1e3", "12345678901"])("is not %j", (text) => {
    expect(readQuantity(text)).toBeNull();
  });
});

describe("a day", () => {
  test.each([
    ["2027-03-31", "2027-03-31"],
    ["31.03.2027", "2027-03-31"],
    ["1.3.2028", "2028-03-01"],
    ["29.02.2028", "2028-02-29"],
  ])("may be written %s", (text, day) => {
    expect(readDay(text)).toBe(day);
  });
  test.each(["", "29.02.2027", "2027-13-01", "31/03/2027", "1027-01-01", "31.03.27"])("is not %j", (text) => {
    expect(readDay(text)).toBeNull();
  });
});

test.each([
  ["Volumenlizenz", "volume"],
  ["used-software", "used_software"],
  ["FPP", "full_packaged_product"],
  ["Auction", null],
])("the channel %s is %s", (name, key) => {
  expect(builtInChannelOf(name)).toBe(key);
});
