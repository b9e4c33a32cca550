import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalogueLogCodes } from "@/lib/catalogue/log-codes";
import { graphErrorCodes } from "@/lib/graph/errors";
import { locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import { importLogCodes } from "@/lib/import/log-codes";

/** What the manual words, and in which language it does. */
const fixed = {
  en: {
    unreachable: "Could not connect to GraphAPI server.",
    "unreadable-success": "GraphAPI webcall returned success but information could not be deserialized.",
    "unreadable-failure": "GraphAPI webcall returned failure but error information could not be deserialized.",
    "certificate-thumbprint": "Thumbprint from public key could not be read.",
    "token-signing": "JSON Web Token generation for authentication with GraphAPI failed.",
  },
  de: { "graph-reported": "Die GraphAPI meldet einen Fehler und eine Fehlerbeschreibung." },
};

/** Codes that stand as words in the sources that write a run's log or its end. */
function codesInSources(): string[] {
  const files = ["lib/import", "lib/jobs", "lib/compliance"].flatMap((folder) =>
    fs.readdirSync(folder).map((name) => path.join(folder, name)),
  );
  files.push("lib/portals/run-catalogue.ts");
  const found = files.flatMap((file) =>
    [...fs.readFileSync(file, "utf8").matchAll(/\b(?:code|errorCode|error_code)\b ?[:=] ?["'`]([^"'`]+)["'`]/g)].map(
      ([, code]) => code ?? "",
    ),
  );
  return [...new Set(found)].sort();
}

describe("the texts of log lines", () => {
  it.each(locales)("are there for every code of an import, with a remedy (%s)", (locale) => {
    expect(Object.keys(messagesByLocale[locale].import.log).sort()).toEqual([...importLogCodes].sort());
  });

  it.each(locales)("are there for every code of Graph, with a remedy (%s)", (locale) => {
    expect(Object.keys(messagesByLocale[locale].graphErrors).sort()).toEqual([...graphErrorCodes].sort());
  });

  it.each(locales)("are there for every code of a refresh of the catalogue, with a remedy (%s)", (locale) => {
    expect(Object.keys(messagesByLocale[locale].catalogueLog).sort()).toEqual([...catalogueLogCodes].sort());
  });

  it.each(locales)("are two sentences: what happened, what to do (%s)", (locale) => {
    const all = [
      ...Object.entries(messagesByLocale[locale].import.log),
      ...Object.entries(messagesByLocale[locale].graphErrors),
      ...Object.entries(messagesByLocale[locale].catalogueLog),
    ];
    const faulty = all.filter(([, entry]) => !/[.)]$/.test(entry.text) || !/[.)]$/.test(entry.remedy));
    expect(faulty.map(([code]) => code)).toEqual([]);
  });

  it("know every code that the sources write", () => {
    const patterns = codesInSources();
    expect(patterns.length).toBeGreaterThan(12);
    const known: readonly string[] = [...importLogCodes, ...graphErrorCodes, ...catalogueLogCodes];
    // `${…}` inside a code stands for one word.
    const isKnown = (pattern: string) => {
      const [head = "", tail = ""] = pattern.split(/\$\{[^}]*\}?/);
      return pattern.includes("${")
        ? known.some((code) => code.startsWith(head) && code.endsWith(tail))
        : known.includes(pattern);
    };
    expect(patterns.filter((pattern) => !isKnown(pattern))).toEqual([]);
  });

  it("[S72] are the manual's own where it has them", () => {
    for (const [code, text] of Object.entries(fixed.en)) {
      expect(messagesByLocale.en.graphErrors[code as keyof typeof fixed.en].text).toBe(text);
    }
    expect(messagesByLocale.de.graphErrors["graph-reported"].text).toBe(fixed.de["graph-reported"]);
  });
});
