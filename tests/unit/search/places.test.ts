import { describe, expect, test } from "vitest";
import { placesOf, reachableFor } from "@/components/search/places";
import { matchByWords } from "@/lib/search/match";
import { messagesByLocale } from "../../../lib/i18n/messages";
import { readEntryPoints } from "../../support/entry-points";

const { pages } = readEntryPoints(process.cwd());

const placesFor = (role: string, locale: "en" | "de" = "en") => {
  const { shell, search } = messagesByLocale[locale];
  return placesOf(reachableFor({ role }), {
    navigation: (key) => shell.navigation[key],
    settings: (key) => search.settings[key],
    commands: (key) => search.commands[key],
  });
};
const all = (role: string) => Object.values(placesFor(role)).flat();

describe("the search", () => {
  test.each(["administrator", "viewer"])("leads the %s to pages that exist and let the role in", (role) => {
    const places = all(role);
    expect(places.length).toBeGreaterThan(6);
    for (const { href } of places) {
      const page = pages.find(({ path }) => path === href.split("?")[0]);
      expect(page, href).toBeDefined();
      if (role === "viewer") expect(page?.role, href).toBe("viewer");
    }
  });

  test("offers a viewer no command but those of their own", () => {
    expect(placesFor("viewer").commands.map(({ key }) => key)).toEqual(["addToken"]);
    expect(placesFor("administrator").commands).toHaveLength(11);
  });

  test("offers nothing to nobody and to an unknown role", () => {
    expect(all("nobody")).toEqual([]);
  });

  test.each([
    ["en", "office 365", "Microsoft 365"],
    ["en", "benutzer", "Users"],
    ["en", "neu berechnen", "Recalculate"],
    ["en", "retention", "Retention of runs"],
    ["de", "people", "Kontakte"],
    ["de", "recalculate completely", "Vollständig neu berechnen"],
    ["de", "lizenz hinz", "Lizenz hinzufügen"],
    ["de", "aufbewahrung", "Aufbewahrung der Läufe"],
    ["de", "tenant verbinden", "Portal hinzufügen"],
  ] as const)("in %s finds for %s: %s", (locale, search, label) => {
    const { pages: settings, commands } = placesFor("administrator", locale);
    const labels = matchByWords(search, [...settings, ...commands]).map((place) => place.label);
    expect(labels).toContain(label);
  });

  test("names each place once", () => {
    for (const locale of ["en", "de"] as const) {
      const labels = Object.values(placesFor("administrator", locale)).flatMap((places) =>
        places.map(({ label }) => label),
      );
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});
