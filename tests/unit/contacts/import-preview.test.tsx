import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ConsumedProducts } from "@/components/contacts/consumed-products";
import { ImportPreview } from "@/components/contacts/import/import-preview";
import { OriginBadge } from "@/components/contacts/origin-badge";
import type { ContactImportPreview } from "@/lib/contacts/import-preview";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import { messagesByLocale, pickMessages } from "@/lib/i18n/messages";

/** The words that a person reads, with the texts that a page gives to the browser, and no others. */
function show(content: ReactNode, locale: Locale = "en") {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={pickMessages(messagesByLocale[locale], ["common", "ui", "errors", "contacts"])}
      timeZone="Europe/Berlin"
      onError={(error) => {
        throw error;
      }}
    >
      {content}
    </NextIntlClientProvider>,
  );
  return html
    .replaceAll(/<[^>]+>/g, "|")
    .replaceAll(/\|+/g, "|")
    .trim();
}

const preview: ContactImportPreview = {
  counts: { created: 1_200, updated: 1, unchanged: 0, imported: 1, faulty: 2 },
  faults: [
    { line: 3, field: "mail", code: "contact-mail-taken", params: {} },
    { line: 4, field: "city", code: "field-too-long", params: { maximum: 120 } },
    { line: 4, field: null, code: "csv-too-many-cells", params: {} },
  ],
  lines: [{ line: 2, displayName: "Alex Kim", mail: "", customId: "P-1", state: "created" }],
  unknownColumns: ["Shoe size"],
};

describe("the preview of a file", () => {
  test("says what would happen, and line by line what is wrong and what to do", () => {
    const text = show(<ImportPreview preview={preview} />);
    expect(text).toContain("Shoe size");
    expect(text).toContain("|New|1,200|Changed|1|Unchanged|0|Imported contacts, left alone|1|");
    expect(text).toContain("|3|E-mail|Another contact made by hand has this e-mail");
    expect(text).toContain("|4|City|Enter at most 120 characters.|");
    expect(text).toContain("|4|The line|This line has more values than there are columns.");
    expect(text).toContain("|Alex Kim|–|P-1|New|2|");
    expect(text).toContain("the first 1 of 1,202");
  });

  test("says it in German as well", () => {
    const text = show(<ImportPreview preview={preview} />, "de");
    expect(text).toContain("|Neu|1.200|Geändert|1|");
    expect(text).toContain("|4|Ort|");
  });

  test("says nothing of errors where there are none", () => {
    expect(show(<ImportPreview preview={{ ...preview, faults: [] }} />)).not.toContain("What to do");
  });
});

test("a contact's origin is a word in each language, not only a colour", () => {
  const words = (["en", "de"] as const).map((locale) =>
    show([<OriginBadge key="1" origin="manual" />, <OriginBadge key="2" origin="portal" />], locale),
  );
  expect(words).toEqual(["|By hand|Imported|", "|Von Hand|Importiert|"]);
});

test("a product says whether a licence is there for the person, or that nobody has calculated it", () => {
  const product = (name: string, isCovered: boolean | null) => ({ id: name.length, name, isCovered });
  const products = [product("A", true), product("BB", false), product("CCC", null)];
  expect(show(<ConsumedProducts products={products} />)).toContain("|A|Covered|BB|Not covered|CCC|Not calculated yet|");
  expect(show(<ConsumedProducts products={[]} />)).toContain("No product names this person");
});
