import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ExclusionEditor } from "@/components/portals/exclusions/exclusion-editor";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale, pickMessages } from "@/lib/i18n/messages";
import type { ExclusionValue, SkuOption } from "@/lib/portals/exclusions";

const option = (skuId: string, partNumber: string, title: string): SkuOption => ({ skuId, partNumber, title });
const e3 = option("sku-e3", "SPE_E3", "Microsoft 365 E3");
const visio = option("sku-visio", "VISIOCLIENT", "Visio Plan 2");
const flow = option("sku-flow", "FLOW_FREE", "Power Automate Free");
const storage = option("sku-storage", "SHAREPOINTSTORAGE", "Extra File Storage");
const options = [e3, visio, flow, storage];
const subscribe = ({ skuId, partNumber }: SkuOption, units: number, consumedUnits: number): SubscribedSku => ({
  ...{ skuId, partNumber, units, consumedUnits },
  ...{ appliesTo: skuId === storage.skuId ? "Company" : "User", capabilityStatus: "Enabled" },
});
const subscribed = [subscribe(e3, 1_250, 1_204), subscribe(flow, 10_000, 7), subscribe(storage, 500, 0)];
const nothing: ExclusionValue = { exclusions: [], excludeFree: false };

type Given = Partial<Parameters<typeof ExclusionEditor>[0]>;

/** As a page shows it: with the texts that a page gives to the browser, and no others. */
function show(given: Given, locale: Locale = "en") {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={languageTags[locale]}
      messages={pickMessages(messagesByLocale[locale], ["common", "ui", "exclusions"])}
      timeZone="Europe/Berlin"
      onError={(error) => {
        throw error;
      }}
    >
      <ExclusionEditor
        {...{ options, subscribed, importedSkuIds: [], value: nothing, today: "2026-11-24", ...given }}
        onChange={() => undefined}
      />
    </NextIntlClientProvider>,
  );
  const [, left = "", right = "", below = ""] =
    /data-pane="available"(.*)data-pane="excluded"(.*?)<\/section>(.*)/s.exec(html) ?? [];
  const text = (part: string) =>
    part
      .replaceAll(/<[^>]+>/g, "|")
      .replaceAll(/\|+/g, "|")
      .trim();
  const rowsOf = (pane: string) =>
    [...pane.matchAll(/<tbody data-sku="([^"]+)".*?<\/tbody>/gs)].map(([row, skuId]) => `${skuId}${text(row)}`);
  return { html, left: rowsOf(left), right: rowsOf(right), leftHtml: left, below: text(below) };
}

describe("the editor of exclusions", () => {
  it("[S31] [S32] shows at the left what the portal subscribes to, with units and holders", () => {
    const { left, right, leftHtml } = show({});
    expect(left).toEqual([
      "sku-e3|Microsoft 365 E3|SPE_E3|1,204 of 1,250 held|",
      "sku-flow|Power Automate Free|FLOW_FREE|7 of 10,000 held|",
      "sku-storage|Extra File Storage|SHAREPOINTSTORAGE|500 units|",
    ]);
    expect(right).toEqual([]);
    expect(leftHtml).toMatch(/<input type="checkbox"[^>]*checked=""[^>]*\/>Only licences subscribed/);
  });

  it("[S32] shows the whole catalogue while nobody has asked the tenant, and says why it cannot be limited", () => {
    const { left, leftHtml, below } = show({ subscribed: null });
    expect(left.map((row) => row.split("|")[0])).toEqual(options.map(({ skuId }) => skuId));
    expect(leftHtml).toMatch(
      /<input type="checkbox"[^>]*disabled=""[^>]*aria-describedby="([^"]+)"[^>]*\/>Only licences/,
    );
    expect(leftHtml).toContain("once its connection has been tested");
    expect(below).toContain("How many licences will be imported is known once");
  });

  it("[S33] [S34] names handle and buttons of each row, and puts one row of a list into the tab order", () => {
    const { html } = show({ value: { ...nothing, exclusions: [{ skuId: visio.skuId, reason: "", endsOn: null }] } });
    for (const name of ["Move Microsoft 365 E3", "Exclude Microsoft 365 E3", "Move Visio Plan 2"]) {
      expect(html).toContain(`aria-label="${name}"`);
    }
    expect(html).toContain('aria-label="Remove Visio Plan 2 from the exclusions"');
    // handle, tick and button at the left; those and the details at the right
    expect(html.match(/data-control="\w+"[^>]*tabindex="0"/g)).toHaveLength(3 + 4);
    expect(html.match(/aria-describedby="portal-exclusions"/g)).toHaveLength(4);
  });

  it("shows at the right why and until when, and what is over", () => {
    const { right } = show({
      value: {
        ...nothing,
        exclusions: [
          { skuId: e3.skuId, reason: "sold with the branch", endsOn: "2026-12-31" },
          { skuId: visio.skuId, reason: "", endsOn: "2026-11-23" },
        ],
      },
    });
    expect(right).toEqual([
      "sku-e3|Microsoft 365 E3|SPE_E3|until 31 Dec 2026|sold with the branch|",
      "sku-visio|Visio Plan 2|VISIOCLIENT|ended on 23 Nov 2026|",
    ]);
  });

  it("[S41] marks what the rule hits, and says what the next import makes of it all", () => {
    const { left, below } = show({
      importedSkuIds: [e3.skuId, flow.skuId],
      value: { exclusions: [{ skuId: e3.skuId, reason: "", endsOn: null }], excludeFree: true },
    });
    expect(left[0]).toBe("sku-flow|Power Automate Free|FLOW_FREE|7 of 10,000 held|by rule|");
    expect(below).toContain("|1 licence will be imported, 2 skipped. 1 of them is not imported now.");
    expect(below).toContain("2 licences that are imported already will become “Product cannot be synchronised”.");
  });

  it("draws of a thousand licences those that can be seen", () => {
    const many = Array.from({ length: 1_000 }, (_, n) => option(`sku-${n}`, `P_${n}`, `Licence ${n}`));
    const { left, html } = show({ options: many, subscribed: null });
    expect(left).toHaveLength(40);
    expect(html).toContain('aria-rowcount="1000"');
    expect(html.length).toBeLessThan(150_000);
  });

  it.each(locales)("has every text (%s)", (locale) => {
    const value = { exclusions: [{ skuId: e3.skuId, reason: "x", endsOn: "2026-11-23" }], excludeFree: true };
    expect(show({ value, importedSkuIds: [flow.skuId] }, locale).html).not.toMatch(/exclusions\.\w/);
  });
});
