import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AcquisitionFields } from "@/components/licences/form/acquisition-fields";
import { GeneralFields } from "@/components/licences/form/general-fields";
import { LicenceForm } from "@/components/licences/form/licence-form";
import { emptyLicence, type LicenceValues } from "@/components/licences/form/licence-values";
import { ProductFields } from "@/components/licences/form/product-fields";
import { TypeFields } from "@/components/licences/form/type-fields";
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

const choicesOf = () => ({
  ...{ channels: [...choices.channels], bases: [...choices.bases], products: [...choices.products] },
});

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
const form = (licence: StoredLicence, locale?: Locale) =>
  render(<LicenceForm licence={licence} choices={choicesOf()} save={never} addChannel={never} />, locale);
/** The groups of fields as the wizard shows them. */
function stepsOf(values: Partial<LicenceValues>, locale?: Locale): string {
  const fields = { values: { ...emptyLicence, ...values }, onChange: never, fieldError: () => undefined };
  return render(
    <>
      <GeneralFields {...fields} />
      <AcquisitionFields {...fields} channels={choices.channels} addChannel={never} hasStoredKey={false} />
      <TypeFields {...fields} {...choicesOf()} />
      <ProductFields {...fields} products={choices.products} />
    </>,
    locale,
  );
}
const boxOf = (html: string, name: string) => new RegExp(`<(?:input|select)[^>]*name="${name}"[^>]*>`).exec(html)?.[0];
const choiceOf = (html: string) => [...html.matchAll(/<input[^>]*role="combobox"[^>]*>/g)].map(([box]) => box);

describe("the fields of a licence", () => {
  it("ask for everything the manual names, the channels in the person's language", () => {
    const html = stepsOf({ kind: "upgrade" });
    for (const name of ["name", "licenceNumber", "quantity", "expiresOn", "notes", "channelId", "licenceKey"]) {
      expect(html).toContain(`name="${name}"`);
    }
    for (const name of ["serialNumber", "metric", "kind"]) expect(html).toContain(`name="${name}"`);
    expect(textOf(html)).toMatch(/Upgrade of .* Linked product/);
    expect(html).toContain('type="password"');
    expect(textOf(stepsOf({}, "de"))).toContain("Volumenlizenz Auction");
  });

  it("of a stored one hold its values, and never its key", () => {
    const html = form(stored);
    expect(boxOf(html, "name")).toContain('value="Visio 2024"');
    expect(boxOf(html, "quantity")).toContain('value="25"');
    expect(boxOf(html, "expiresOn")).toContain('value="2027-12-31"');
    expect(choiceOf(html).map((box) => / value="([^"]*)"/.exec(box)?.[1])).toEqual(["Visio 2021", "Visio"]);
    expect(textOf(html)).toContain("•••••••• stored");
    expect(html).not.toContain('type="password"');
  });

  it("offer bases and products of the same metric only, and say so where there is none", () => {
    const text = textOf(stepsOf({ kind: "upgrade", metric: "user_cal" }));
    expect(text).toContain("There is no manual licence of this metric yet.");
    expect(text).toContain("There is no product of this metric yet.");
  });

  it("count what the linked product counts", () => {
    const html = stepsOf({ metric: "device_cal", productId: 5 });
    expect(textOf(html)).toContain("What the linked product Visio counts.");
    const options = [...html.matchAll(/<option value="(\w+_cal|installation)"( disabled="")?/g)];
    expect(options.map(([, value, isDisabled]) => [value, isDisabled !== undefined])).toEqual([
      ["user_cal", true],
      ["device_cal", false],
      ["installation", true],
    ]);
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
    ...{ total: 5, valid: 3, faultyLines: 2, moreFaults: 4, unknownColumns: ["Colour"], newChannels: ["Auction"] },
    ...{
      repeated: 2,
      repeats: [
        { line: 5, name: "Visio", ofLine: 2 },
        { line: 6, name: "Project", ofLine: null },
      ],
    },
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
    "Project",
    messagesByLocale[locale].licences.import.repeatsKnown,
    locale === "de" ? "1 gültige Zeile importieren" : "Import 1 valid line",
  ]) {
    expect(text).toContain(part);
  }
});
