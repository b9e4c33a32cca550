import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Overview } from "@/components/compliance/overview";
import type { ProductCompliance } from "@/lib/compliance/queries-product";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

const at = new Date("2026-11-25T05:00:00Z");
const plain: ProductCompliance = {
  ...{ id: 1, name: "CAD", folderId: 1, portalName: null, origin: "manual", kind: "seats", isConcurrent: false },
  ...{ status: "not_enough_licences", reason: null, available: 1, consumption: 3, balance: -2, uncovered: 2 },
  ...{ unitsWarning: 0, unitsSuspended: 0, asOf: at, runId: 7, runKind: null, statusSince: at, calculatedAt: at },
  ...{ dataAsOf: null, unsyncSince: null, failed: null, licences: [] },
};

const show = (locale: Locale, changes: Partial<ProductCompliance> = {}) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={messagesByLocale[locale]}
      timeZone="UTC"
      now={at}
      onError={(error) => {
        throw error;
      }}
    >
      <Overview details={{ ...plain, ...changes }} wayOut={null} folders={[]} consumersHref="/consumers" />
    </NextIntlClientProvider>,
  );

describe.each(locales)("how numbers come about (%s)", (locale) => {
  const t = messagesByLocale[locale].compliance;

  it("what is short is red", () => {
    expect(show(locale)).toContain("text-red");
  });

  it("concurrent use is not short, and says why", () => {
    const html = show(locale, { status: "concurrent_use", isConcurrent: true, uncovered: 0 });
    expect(html).not.toContain("text-red");
    expect(html).toContain(locale === "en" ? "2 consumers more than units" : "2 Verbraucher mehr als Einheiten");
  });

  it.each(["company", "free"] as const)("what is free of a product that is %s is nothing to save", (kind) => {
    const status = "fully_licensed" as const;
    const html = show(locale, { kind, status, available: 500, consumption: 0, balance: 500, uncovered: 0 });
    expect(html).toContain(t.details.kindText[kind]);
    if (kind === "company") expect(html).toContain(t.details.consumptionCompany);
  });

  it.each(["gone_from_portal", "excluded", "portal_deleted"] as const)("%s tells its own story", (reason) => {
    const html = show(locale, { status: "cannot_be_synchronised", reason, unsyncSince: at });
    expect(html).toContain(t.reason[reason].figures);
    expect(html).not.toContain(t.status.cannot_be_synchronised.text);
  });

  it("assignments that failed lead to the people", () => {
    const html = show(locale, { failed: { portalId: "p", skuId: "s", count: 4 } });
    expect(html).toContain("/master-data/contacts?assignment=failed&amp;portal=p&amp;sku=s");
  });
});
