import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { History } from "@/components/licences/history/history";
import { LicenceTabs } from "@/components/licences/licence-tabs";
import { Notes } from "@/components/licences/overlay/notes";
import { ProductNotes } from "@/components/licences/overlay/product-notes";
import { Seats } from "@/components/licences/reconciliation/seats";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import { historyList, type LicenceChange } from "@/lib/licences/queries-history";
import type { OverlayView } from "@/lib/licences/queries-overlay";
import { findingCodes } from "@/lib/licences/reconcile";
import { parseListState } from "@/lib/paging/list-state";

function render(locale: Locale, content: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={messagesByLocale[locale]}
      timeZone="UTC"
      now={new Date("2026-11-25T08:00:00Z")}
      onError={(error) => {
        throw error;
      }}
    >
      {content}
    </NextIntlClientProvider>,
  ).replaceAll(/&nbsp;|\u00a0|\u202f/g, " ");
}
/** What is read, without its markup. */
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ");

const at = new Date("2026-11-25T05:00:00Z");
const change = (id: number, field: string, before: string | null, after: string | null): LicenceChange => ({
  ...{ id, at, runId: 41, field, before, after },
});
const changes = [
  change(5, "unitsEnabled", "600", "660"),
  change(4, "capabilityStatus", "Enabled", "SomethingNew"),
  change(3, "unsyncReason", "excluded", null),
  change(2, "title", "Old", "New"),
  change(1, "arrived", null, "New"),
];
const showHistory = (locale: Locale, rows: LicenceChange[], total = rows.length) =>
  render(
    locale,
    <History
      state={parseListState({}, historyList)}
      page={{ rows, total, firstRowNumber: 1, nextCursor: total > rows.length ? "abc" : null, previousCursor: null }}
      hrefOf={(params) => `/x?${new URLSearchParams(params as Record<string, string>)}`}
    />,
  );

const overlay: OverlayView = {
  licenceId: 7,
  overlay: {
    ...{ note: "Renew\nwith Anna", owner: "Finance", costCentre: "4711", tags: ["EMEA", "core"] },
    ...{ updatedAt: at, updatedBy: "anna" },
  },
  prices: [
    { startsOn: "2027-01-01", amount: "60.0000", currency: "EUR" },
    { startsOn: "2026-01-01", amount: "54.7500", currency: "EUR" },
  ],
  current: { startsOn: "2026-01-01", amount: "54.7500", currency: "EUR" },
  monthly: { units: 100, free: 20, cost: 5475, freeCost: 1095, currency: "EUR" },
};

describe("in English", () => {
  it("a change reads as what it was, is, and by how much", () => {
    const text = textOf(showHistory("en", changes));
    expect(text).toContain("Enabled units 600 → 660 (+60)");
    expect(text).toContain("State Enabled → Unknown state: SomethingNew");
    expect(text).toContain("Synchronisation excluded → synchronised");
    expect(text).toContain("run 41");
    expect(text).toContain("Arrived with its first import");
  });

  it("prices and cost are money", () => {
    const text = textOf(render("en", <Notes view={overlay} actions={null} />));
    expect(text).toContain("€54.75from 1 Jan 2026 · holds today");
    expect(text).toContain("€5,475.00 for 100 usable units");
    expect(text).toContain("€1,095.00 20 units that nobody holds");
  });
});

describe.each(locales)("the tabs of a licence (%s)", (locale) => {
  const t = messagesByLocale[locale];

  it("are all there, and say which one is open", () => {
    const html = render(locale, <LicenceTabs current="seats" hrefOf={({ tab }) => `/x?tab=${tab}`} />);
    for (const label of Object.values(t.overlay.tabs)) expect(html).toContain(label);
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
  });

  it("an empty history says why; a long one leads on", () => {
    expect(showHistory(locale, [])).toContain(t.licenceHistory.none);
    expect(showHistory(locale, changes, 70)).toContain("olderThan=abc&amp;olderFrom=6");
  });

  it("every finding is worded, beside the voices", () => {
    const html = render(
      locale,
      <Seats
        reconciliation={{
          ...{ portalId: "p", skuId: "s", dataAsOf: at, hasDifference: true },
          voices: { units: 100, subscribed: null, consumed: 80, holders: 77 },
          findings: findingCodes.map((code) => ({ code, level: "check", count: 3 })),
        }}
      />,
    );
    for (const text of [t.reconciliation.voices.unknown, t.reconciliation.findings.agree]) expect(html).toContain(text);
    expect(html.match(/<li/g)).toHaveLength(findingCodes.length);
    expect(html).toContain('href="/master-data/contacts?assignment=CountViolation&amp;portal=p&amp;sku=s"');
  });

  it("who may only read gets no form, and sees what was written", () => {
    const html = render(locale, <Notes view={overlay} actions={null} />);
    expect(html).not.toContain("<form");
    for (const text of ["Finance", "4711", "EMEA", "anna"]) expect(html).toContain(text);
  });

  it("a product shows the notes of its licences, and leads to them", () => {
    const html = render(locale, <ProductNotes overlays={[{ ...overlay, licenceName: "Contoso: E5" }]} />);
    expect(html).toContain("licence=7&amp;tab=notes");
    expect(render(locale, <ProductNotes overlays={[]} />)).toBe("");
  });
});
