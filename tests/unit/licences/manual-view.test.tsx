import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LicenceForm } from "@/components/licences/form/licence-form";
import { Preview } from "@/components/licences/import/preview";
import { LicenceState } from "@/components/licences/licence-state";
import { ManualDetails } from "@/components/licences/manual-details";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale, pickMessages } from "@/lib/i18n/messages";
import type { ImportPreview } from "@/lib/licences/commands-import";
import type { LicenceDetails } from "@/lib/licences/queries";
import type { LicenceForm as StoredLicence } from "@/lib/licences/queries-form";

const never = async () => {
  throw new Error("nobody presses a button here");
};

/** With the texts that a page gives to the browser, and no others. */
function render(content: ReactNode, locale: Locale = "en"): string {
  return renderToStaticMarkup(
    <AppRouterContext.Provider value={{} as AppRouterInstance}>
      <NextIntlClientProvider
        locale={languageTags[locale]}
        messages={pickMessages(messagesByLocale[locale], ["common", "ui", "errors", "licences"])}
        timeZone="Europe/Berlin"
        onError={(error) => {
          throw error;
        }}
      >
        {content}
      </NextIntlClientProvider>
    </AppRouterContext.Provider>,
  );
}
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const choices = {
  channels: [
    { id: 1, name: "volume", isBuiltIn: true },
    { id: 9, name: "Auction", isBuiltIn: false },
  ],
  bases: [{ id: 4, name: "Visio 2021", metric: "device_cal", hint: "V-1" }],
  products: [{ id: 5, name: "Visio", metric: "device_cal", hint: null }],
} as const;

const stored: StoredLicence = {
  ...{ id: 7, version: 3, name: "Visio 2024", licenceNumber: "V-2", quantity: 25, channelId: 9, metric: "device_cal" },
  ...{
    kind: "upgrade",
    baseLicenceId: 4,
    expiresOn: "2027-12-31",
    hasLicenceKey: true,
    serialNumber: null,
    notes: "",
    productId: 5,
  },
};
const form = (licence: StoredLicence | null, locale?: Locale) =>
  render(
    <LicenceForm
      licence={licence}
      choices={{ channels: [...choices.channels], bases: [...choices.bases], products: [...choices.products] }}
      save={never}
      addChannel={never}
    />,
    locale,
  );
const fieldValue = (html: string, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

describe("the form of a licence", () => {
  it("of a new one asks for everything the manual names, the channels in the person's language", () => {
    const html = form(null);
    for (const name of [
      "name",
      "licenceNumber",
      "quantity",
      "metric",
      "channelId",
      "kind",
      "expiresOn",
      "licenceKey",
    ]) {
      expect(html).toContain(`name="${name}"`);
    }
    for (const name of ["serialNumber", "notes", "productId"]) expect(html).toContain(`name="${name}"`);
    expect(html).toContain('type="password"');
    expect(textOf(form(null, "de"))).toContain("Volumenlizenz Auction");
  });

  it("of a stored one holds its values and its version, and never its key", () => {
    const html = form(stored);
    expect(
      ["licenceId", "version", "baseLicenceId", "productId", "isKeyKept", "licenceKey"].map((name) =>
        fieldValue(html, name),
      ),
    ).toEqual(["7", "3", "4", "5", "yes", ""]);
    expect(html).not.toContain('type="password"');
  });

  it("offers bases and products of the same metric only", () => {
    const html = form({ ...stored, metric: "user_cal" });
    expect([fieldValue(html, "baseLicenceId"), fieldValue(html, "productId")]).toEqual(["", ""]);
    expect(textOf(html)).toContain("There is no manual licence of this metric yet.");
  });
});

const details = {
  ...{
    id: 7,
    origin: "manual",
    name: "Visio 2024",
    kind: "upgrade",
    metric: "device_cal",
    quantity: 25,
    consumption: 20,
  },
  ...{
    daysLeft: 30,
    expiresOn: "2027-12-31",
    licenceNumber: "V-2",
    serialNumber: null,
    notes: "two\nlines",
    version: 3,
  },
  ...{ channel: choices.channels[0], hasLicenceKey: true, bases: [{ id: 4, name: "Visio 2021" }], upgrades: [] },
  ...{ firstSeenAt: new Date(0), updatedAt: new Date(0), createdBy: "anna", updatedBy: "bea", unsyncReason: null },
} as unknown as LicenceDetails;

it.each(locales)("the details of a manual licence show no key before it is asked for (%s)", (locale) => {
  const show = (actions: Parameters<typeof ManualDetails>[0]["actions"]) =>
    textOf(render(<ManualDetails licence={details} hrefOf={(id) => `?licence=${id}`} actions={actions} />, locale));
  const actions = {
    deleteLicences: never,
    deleteAndExclude: never,
    previewDeletion: never,
    setProduct: never,
    showLicenceKey: never,
  };
  const word = locale === "de" ? "Anzeigen" : "Show";
  expect(show(actions)).toContain(`•••••••• ${locale === "de" ? "hinterlegt" : "stored"} ${word}`);
  // Who may only look cannot ask.
  expect(show(null)).not.toContain(word);
  expect(show(null)).toContain("Visio 2021");
});

it.each([
  [null, "Valid"],
  [61, "Valid"],
  [60, "Ends in 60 days"],
  [0, "Ends today"],
  [-1, "Expired"],
])("a manual licence with %s days left is: %s", (daysLeft, word) => {
  expect(textOf(render(<LicenceState licence={{ ...details, daysLeft }} />)).trim()).toBe(word);
});

it.each(locales)("the preview of an import tells each mistake (%s)", (locale) => {
  const preview: ImportPreview = {
    ...{ total: 3, valid: 1, faultyLines: 2, moreFaults: 4, unknownColumns: ["Colour"], newChannels: ["Auction"] },
    faults: [
      { line: 3, field: "quantity", code: "quantity-invalid", params: { maximum: 100_000_000 }, value: "many" },
      { line: 4, field: "licenceNumber", code: "duplicate-known", params: { name: "Visio" }, value: "V-1" },
    ],
    lines: [
      {
        ...{ line: 2, name: "Visio", licenceNumber: null, quantity: 5, metric: "user_cal", channel: null },
        ...{ upgradeOf: null, expiresOn: "2027-12-31", serialNumber: null, notes: "" },
      },
    ],
  };
  const text = textOf(
    render(
      <Preview preview={preview} source={new FormData()} importLicences={never} onDone={never} onAgain={never} />,
      locale,
    ),
  );
  for (const part of [
    "many",
    "Visio",
    "Colour",
    "Auction",
    locale === "de" ? "1 gültige Zeile importieren" : "Import 1 valid line",
  ]) {
    expect(text).toContain(part);
  }
});
