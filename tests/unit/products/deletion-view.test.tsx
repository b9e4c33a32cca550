import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SelectMatchingBar } from "@/components/data-grid/select-matching";
import { LicenceOutcome } from "@/components/licences/delete-licences";
import { ProductOutcome } from "@/components/products/delete-products";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import type { LicenceDeletion } from "@/lib/licences/deletion";
import { CHOSEN_MAX } from "@/lib/paging/chosen";

const show = (content: ReactNode, locale: Locale = "en") =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={messagesByLocale[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {content}
    </NextIntlClientProvider>,
  )
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

const licence = (id: number, changes: Partial<LicenceDeletion> = {}): LicenceDeletion => ({
  ...{ id, name: `Licence ${id}`, portalName: null, returns: false, product: null, linked: [], bound: 0, upgrades: [] },
  ...changes,
});

describe.each(locales)("a question before deletion (%s)", (locale) => {
  it("names one licence's product, and counts who loses a binding", () => {
    const one = licence(1, { linked: ["Painting"], bound: 3 });
    const text = show(<LicenceOutcome found={[one]} isOne />, locale);
    expect(text).toContain("Painting");
    expect(text).toMatch(locale === "en" ? /3 consumers are bound/ : /3 Verbraucher sind hier gebunden/);
  });

  it("names five of many licences, and how many more", () => {
    const many = Array.from({ length: 8 }, (_, at) => licence(at + 1));
    const text = show(<LicenceOutcome found={many} isOne={false} />, locale);
    expect(text).toContain("Licence 5");
    expect(text).not.toContain("Licence 6");
    expect(text).toContain(locale === "en" ? "and 3 more" : "und 3 weitere");
  });

  it("names products, and counts their consumers and licences", () => {
    const found = [
      { id: 1, name: "CAD", returns: false, consumers: 14, licences: 2 },
      { id: 2, name: "BIM", returns: true, consumers: 0, licences: 1 },
    ];
    const text = show(<ProductOutcome found={found} isOne={false} />, locale);
    for (const part of ["CAD", "BIM", "14", "3"]) expect(text).toContain(part);
  });

  it("leads from a page to all that match, within a limit that it tells", () => {
    const bar = (total: number, isMatching = false) =>
      show(
        <SelectMatchingBar
          matching={{ search: "", total, isCapped: false }}
          onPage={50}
          isMatching={isMatching}
          onSelect={() => undefined}
          onClear={() => undefined}
        />,
        locale,
      );
    const words = messagesByLocale[locale].ui.selection;
    expect(bar(4_898)).toMatch(/4[.,]898/);
    expect(bar(4_898, true)).toContain(words.clear);
    expect(bar(CHOSEN_MAX + 1)).toMatch(/10[.,]000/);
  });
});
