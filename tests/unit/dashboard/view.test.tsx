import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Dashboard } from "@/components/dashboard/dashboard";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
import type { Dashboard as DashboardView, EndingCredential } from "@/lib/monitor/dashboard";
import { parseListState } from "@/lib/paging/list-state";

const at = new Date("2026-11-24T08:00:00Z");
const empty: DashboardView = {
  ...{ portals: 0, aheadDays: 60, short: [], trend: [] },
  summary: {
    ...{ byStatus: {}, byReason: {}, byKind: {}, seatsByStatus: {}, calculatedAt: null, runId: null },
    ...{ isBehindImports: false, stalePortals: [] },
  },
  renewals: { total: 0, items: [] },
  losses: { total: 0, items: [] },
  expiries: { total: 0, items: [] },
  paid: { available: 0, held: 0, free: 0, missing: 0 },
};
const busy: DashboardView = {
  ...empty,
  portals: 2,
  summary: {
    ...empty.summary,
    byStatus: { not_enough_licences: 3, cannot_be_synchronised: 2, fully_licensed: 40 },
    seatsByStatus: { not_enough_licences: 3, fully_licensed: 36 },
    byKind: { seats: 41, free: 4 },
    byReason: { excluded: 2 },
    calculatedAt: at,
    runId: 41,
    stalePortals: [
      { id: "p1", name: "Contoso", dataAsOf: at, failure: { runId: 40, status: "failed" } },
      { id: "p2", name: "Fabrikam", dataAsOf: null, failure: null },
    ],
  },
  short: [{ id: 5, name: "Contoso: Visio", uncovered: 7 }],
  renewals: { total: 1, items: [{ licenceId: 8, name: "E5", portalName: "Contoso", totalLicences: 10, at }] },
  losses: {
    total: 2,
    items: [
      { licenceId: 6, name: "E3", portalName: "Contoso", totalLicences: 3, at, status: "Warning" },
      { licenceId: 7, name: "Visio", portalName: "Contoso", totalLicences: 3, at, status: "Suspended" },
    ],
  },
  expiries: { total: 1, items: [{ licenceId: 9, name: "Own", quantity: 7, expiresOn: "2026-12-01" }] },
  paid: { available: 115, held: 103, free: 20, missing: 8 },
  trend: [
    { day: "2026-11-23", available: 100, consumption: 85 },
    { day: "2026-11-24", available: 115, consumption: 103 },
  ],
};
const credentials: EndingCredential[] = [
  { portalId: "p1", name: "Contoso", validUntil: at, validity: { daysLeft: -1, level: "error" } },
];

const list = {
  path: "/licence-management/compliance",
  state: parseListState({}, { sortable: ["status", "balance"], defaultSort: { sort: "status" }, filters: {} }),
};

const show = (locale: Locale, dashboard: DashboardView, canSeePortals: boolean) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={messagesByLocale[locale]}
      timeZone="UTC"
      now={new Date("2026-11-25T08:00:00Z")}
      onError={(error) => {
        throw error;
      }}
    >
      <Dashboard {...{ dashboard, canSeePortals, list }} credentials={canSeePortals ? credentials : []} />
    </NextIntlClientProvider>,
  );

describe.each(locales)("the overview (%s)", (locale) => {
  const t = messagesByLocale[locale].dashboard;

  it("leads from each figure to the list behind it", () => {
    const html = show(locale, busy, true);
    for (const href of [
      ...["/licence-management/compliance?status=not_enough_licences", "/system/monitor/40", "/system/monitor/41"],
      "/licence-management/compliance?reason=excluded&amp;status=cannot_be_synchronised",
      "/licence-management/licences?origin=portal&amp;expiry=renewing&amp;sort=nextLifecycleAt",
      "/licence-management/licences?origin=portal&amp;expiry=losing&amp;sort=nextLifecycleAt",
      "/licence-management/licences?origin=manual&amp;expiry=expired&amp;expiry=expiring",
      ...["/settings/microsoft-365?attention=imports", "/settings/microsoft-365?attention=credentials"],
      ...[
        "/settings/microsoft-365?attention=credentials&amp;portal=p1",
        "/licence-management/compliance?kind=seats&amp;status=fully_licensed",
      ],
    ]) {
      expect(html).toContain(`"${href}"`);
    }
    for (const word of [t.attention.suspended, t.attention.deleted]) expect(html).toContain(word);
    const sums = html.match(/href="[^"]*sort=balance&amp;dir=desc"/)?.[0];
    expect(sums).toContain("status=fully_licensed");
    expect(sums).not.toContain("status=cannot_be_synchronised");
    expect(html.match(/<polyline/g)).toHaveLength(2);
  });

  it("shows a viewer no way to the settings", () => {
    expect(show(locale, busy, false)).not.toContain("/settings/");
    expect(show(locale, busy, false), "runs that failed are not portals that fail").not.toContain('"/system/monitor?');
    const html = show(locale, empty, false);
    expect(html).not.toContain("/settings/");
    expect(html).toContain(t.empty.textViewer);
  });

  it("leads an administrator without portals to the first one", () => {
    const html = show(locale, empty, true);
    expect(html).toContain("/settings/microsoft-365/new");
    expect(html).not.toContain(t.totals.title);
  });

  it("says so when nothing needs a person", () => {
    const html = show(locale, { ...empty, portals: 1 }, false);
    for (const text of [t.attention.nothing, t.totals.none, t.trend.none]) expect(html).toContain(text);
  });
});
