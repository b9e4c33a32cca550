import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, test } from "vitest";
import { History } from "@/components/compliance/history";
import { TrendPlot } from "@/components/compliance/trend-plot";
import { ListedLicenceState } from "@/components/licences/licence-state";
import { ListedProductStatus } from "@/components/products/product-status";
import { trendOf } from "@/lib/compliance/trend";
import { UnsyncReason } from "@/lib/db/generated/enums";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import { findingCodes } from "@/lib/licences/reconcile";

function render(locale: Locale, content: ReactNode): string {
  return renderToStaticMarkup(
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
  );
}
/** What is read, without its markup. */
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const since = new Date("2026-11-27T08:00:00Z");

describe("what cannot be synchronised tells in lists why and since when", () => {
  test.each<[Locale, UnsyncReason, string]>([
    ["en", "excluded", "Cannot be synchronised Excluded since 27 Nov 2026"],
    ["en", "gone_from_portal", "Cannot be synchronised Not in portal since 27 Nov 2026"],
    ["de", "portal_deleted", "Nicht synchronisierbar Portal gelöscht seit 27.11.2026"],
  ])("%s: %s", (locale, reason, text) => {
    const product = { status: "fully_licensed", unsyncReason: reason, unsyncSince: since } as const;
    expect(textOf(render(locale, <ListedProductStatus product={product} />))).toBe(text);
    const licence = { origin: "portal", daysLeft: null, capabilityStatus: "Enabled", ...product } as const;
    expect(textOf(render(locale, <ListedLicenceState licence={licence} />))).toBe(text);
  });

  it("and nothing else does", () => {
    const product = { status: "fully_licensed", unsyncReason: null, unsyncSince: null } as const;
    expect(textOf(render("en", <ListedProductStatus product={product} />))).toBe("Fully licensed");
  });

  test.each(locales)("the reason alone where nobody knows since when: %s", (locale) => {
    for (const reason of Object.values(UnsyncReason)) {
      const product = { status: null, unsyncReason: reason, unsyncSince: null };
      expect(textOf(render(locale, <ListedProductStatus product={product} />))).not.toMatch(/since|seit|reason\./);
    }
  });
});

describe("the trend of a product", () => {
  const trend = trendOf([
    { day: 100, consumption: 1 },
    { day: 140, consumption: 16 },
    { day: 141, consumption: 13 },
  ]);

  it("tells both changes in figures that are seen and in words that are read out", () => {
    const html = render("en", <TrendPlot trend={trend} />);
    expect(textOf(html)).toBe("Day −3 Month +12 −3 since the day before, +12 in a month");
    expect(html).toContain('title="−3 since the day before, +12 in a month"');
    expect(textOf(render("de", <TrendPlot trend={trend} />))).toMatch(/^Tag −3 Monat \+12 /);
  });

  it("leaves out what has no day to compare with", () => {
    const short = trendOf(trend.points.slice(1));
    expect(textOf(render("en", <TrendPlot trend={short} />))).toBe("Day −3 −3 since the day before");
    expect(render("en", <TrendPlot trend={trendOf([])} />)).toBe("");
  });
});

test.each(locales)("each finding about seats has a short form beside the long one: %s", (locale) => {
  const { findings, shortFindings } = messagesByLocale[locale].reconciliation;
  expect(Object.keys(shortFindings).sort()).toEqual([...findingCodes].sort());
  for (const code of findingCodes) expect(shortFindings[code].length).toBeLessThanOrEqual(findings[code].length);
});

describe("the history of a product", () => {
  const snapshots = [
    { day: "2026-11-01", status: "fully_licensed", available: 1_000_000, consumption: 0 },
    { day: "2026-11-08", status: "fully_licensed", available: 1_000_000, consumption: 79 },
    { day: "2026-11-09", status: "fully_licensed", available: 0, consumption: 81 },
  ] as const;

  test.each<[Locale, string, string]>([
    ["en", "0 500k 1m 1 Nov 2026 5 Nov 2026 9 Nov 2026", "9 Nov 2026: 81 consumed, 0 available"],
    ["de", "0 500.000 1 Mio. 01.11.2026 05.11.2026 09.11.2026", "09.11.2026: 81 verbraucht, 0 verfügbar"],
  ])("has axes, and a slider that reads the last day first: %s", (locale, axes, reading) => {
    const html = render(locale, <History snapshots={snapshots} />).replaceAll("\u00a0", " ");
    expect(textOf(html).toLowerCase()).toContain(axes.toLowerCase());
    expect(html).toContain(`aria-valuetext="${reading}"`);
    expect(html).toMatch(/<input type="range"[^>]* max="2"/);
    expect(html.match(/<tr /g)).toHaveLength(4);
  });

  it("is no plot of a single day", () => {
    const html = render("en", <History snapshots={snapshots.slice(0, 1)} />);
    expect(html).not.toContain("<svg aria-hidden");
    expect(html).not.toContain("range");
  });
});
