import { describe, expect, it } from "vitest";
import { negotiateLocale } from "../../../lib/i18n/locale-names";

describe("negotiateLocale", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["de", "de"],
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr-FR, en;q=0.4, de;q=0.5", "de"],
    ["en;q=0.9, de", "de"],
    ["de;q=0, en;q=0.1", "en"],
    ["fr, *;q=0.5", "en"],
    [";;,,q=", "en"],
  ])("%j gives %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});
