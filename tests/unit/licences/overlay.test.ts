import { describe, expect, test } from "vitest";
import { messagesByLocale } from "@/lib/i18n/messages";
import { currentPrice, monthlyCostOf, overlaySchema, priceSchema, readTags } from "@/lib/licences/overlay";

const price = (startsOn: string, amount = "10") => ({ startsOn, amount, currency: "EUR" });

describe("the price that holds", () => {
  const prices = [price("2026-06-01", "12"), price("2027-01-01", "14"), price("2026-01-01", "10")];
  test.each([
    ["2025-12-31", null],
    ["2026-01-01", "10"],
    ["2026-05-31", "10"],
    ["2026-06-01", "12"],
    ["2030-01-01", "14"],
  ])("on %s", (today, amount) => {
    expect(currentPrice(prices, today)?.amount ?? null).toBe(amount);
  });
});

describe("the cost of a month", () => {
  test.each([
    ["12.5", { units: 100, holders: 80 }, { cost: 1250, free: 20, freeCost: 250 }],
    ["0.1", { units: 3, holders: 0 }, { cost: 0.3, free: 3, freeCost: 0.3 }],
    ["0.0001", { units: 12_345, holders: 12_345 }, { cost: 1.2345, free: 0, freeCost: 0 }],
    ["57.1234", { units: 1_000_000, holders: 999_999 }, { cost: 57_123_400, free: 1, freeCost: 57.1234 }],
    // More people than units: nothing is free, and nothing is paid for that was not bought.
    ["10", { units: 5, holders: 9 }, { cost: 50, free: 0, freeCost: 0 }],
    // Nobody can hold it.
    ["10", { units: 5, holders: null }, { cost: 50, free: 0, freeCost: 0 }],
  ])("at %s for %o", (amount, seats, wanted) => {
    expect(monthlyCostOf({ amount, currency: "CHF" }, seats)).toEqual({
      ...wanted,
      units: seats.units,
      currency: "CHF",
    });
  });
});

test.each([
  ["", []],
  [" , ;", []],
  ["Finance, EMEA ,finance;  two   words\nlast", ["Finance", "EMEA", "two words", "last"]],
])("tags out of %j", (text, tags) => {
  expect(readTags(text)).toEqual(tags);
});

describe("what is entered", () => {
  const valid = { licenceId: "7", startsOn: "2026-01-01", amount: "12,50", currency: " eur " };
  test("is taken as people write it", () => {
    expect(priceSchema.parse(valid)).toEqual({
      licenceId: 7,
      startsOn: "2026-01-01",
      amount: "12.50",
      currency: "EUR",
    });
  });
  test.each([
    ["1.234,50", "1234.50"],
    ["1,234.50", "1234.50"],
    ["1 234,5", "1234.5"],
    ["1'000", "1000"],
    ["1.000.000", "1000000"],
    ["1,000,000.25", "1000000.25"],
    ["0.125", "0.125"],
    ["0,1250", "0.1250"],
    ["1000", "1000"],
    ["1000.000", "1000.000"],
  ])("an amount of %s is %s", (amount, read) => {
    expect(priceSchema.parse({ ...valid, amount }).amount).toBe(read);
  });
  test.each([
    [{ amount: "" }, "price-amount"],
    [{ amount: "-1" }, "price-amount"],
    [{ amount: "1.23456" }, "price-amount"],
    [{ amount: "1,234.5,0" }, "price-amount"],
    [{ amount: "12.34,50" }, "price-amount"],
    [{ amount: "1.000" }, "price-ambiguous"],
    [{ amount: "123,456" }, "price-ambiguous"],
    [{ amount: "123456789" }, "price-amount"],
    [{ currency: "EURO" }, "price-currency"],
    [{ currency: "XYQ" }, "price-currency"],
    [{ startsOn: "" }, "price-date"],
    [{ startsOn: "2026-02-30" }, "price-date"],
  ])("%o is refused", (changes, code) => {
    const result = priceSchema.safeParse({ ...valid, ...changes });
    expect(result.error?.issues.map(({ message }) => message)).toContain(code);
    expect(Object.keys(messagesByLocale.en.errors)).toContain(code);
  });
  test("too many tags are refused in words", () => {
    const tags = Array.from({ length: 21 }, (_, index) => `tag ${index}`).join(",");
    const result = overlaySchema.safeParse({ licenceId: 1, tags });
    expect(result.error?.issues).toMatchObject([{ path: ["tags"], message: "overlay-tags" }]);
  });
});
