import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OrphanList } from "@/components/licences/clean-up/orphan-list";
import { WayOutCommands } from "@/components/portals/way-out/way-out-actions";
import { WayOutText } from "@/components/portals/way-out/way-out-text";
import { type Locale, languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale, pickMessages } from "@/lib/i18n/messages";
import type { WayOut } from "@/lib/portals/way-out";

const refuse = async () => ({ ok: false as const, error: { code: "not-allowed", params: {}, fields: {} } });
const actions = { removeExclusion: refuse, startImport: refuse };
const router = {} as NonNullable<ComponentProps<typeof AppRouterContext>["value"]>;

/** With the texts that the pages give to the browser, and no others. */
function show(content: React.ReactNode, locale: Locale): string {
  return renderToStaticMarkup(
    <AppRouterContext value={router}>
      <NextIntlClientProvider
        locale={languageTags[locale]}
        messages={pickMessages(messagesByLocale[locale], ["common", "ui", "errors", "licences", "wayOut"])}
        timeZone="America/Los_Angeles"
        now={new Date("2026-11-29T08:00:00Z")}
        onError={(error) => {
          throw error;
        }}
      >
        {content}
      </NextIntlClientProvider>
    </AppRouterContext>,
  );
}

const ways = {
  reconnect: { kind: "reconnect", portalId: "p1" },
  replaced: { kind: "replaced", portalName: "Second" },
  exclusion: { kind: "exclusion", portalId: "p1", portalName: "Contoso", skuId: "s1", isEnabled: true },
  ending: { kind: "ending", portalId: "p1", endsOn: "2026-12-24" },
  free: { kind: "free", portalId: "p1" },
  import: { kind: "import", portalId: "p1", isReconnected: true, isEnabled: true },
} satisfies Record<string, WayOut>;

const commandsOf = (wayOut: WayOut, locale: Locale) =>
  show(<WayOutCommands wayOut={wayOut} name="E3" actions={actions} />, locale);

test.each(locales)("each way out says what it is and offers its click (%s)", (locale) => {
  const texts = Object.values(ways).map((wayOut) => show(<WayOutText wayOut={wayOut} />, locale));
  expect(new Set(texts).size).toBe(texts.length);
  const words = messagesByLocale[locale].wayOut;
  expect(commandsOf(ways.reconnect, locale)).toContain('href="/settings/microsoft-365/new?reconnect=p1"');
  expect(commandsOf(ways.reconnect, locale)).toContain(words.connectAgain);
  expect(commandsOf(ways.exclusion, locale)).toContain(words.removeExclusion);
  for (const wayOut of [ways.ending, ways.free]) {
    expect(commandsOf(wayOut, locale)).toContain('href="/settings/microsoft-365/p1/edit?tab=exclusions"');
  }
  expect(commandsOf(ways.import, locale)).toContain(messagesByLocale[locale].common.import.start);
  expect(commandsOf(ways.replaced, locale)).toBe("");
});

test("a day is the same day wherever it is read", () => {
  expect(show(<WayOutText wayOut={ways.ending} />, "en")).toContain("24");
});

const orphan = (id: number, unsyncReason: "excluded" | "portal_deleted" | "gone_from_portal") => ({
  ...{ kind: "licence" as const, product: "goes" as const },
  ...{ id, name: `Contoso: ${id}`, portalId: "p1", portalName: "Contoso", unsyncReason },
  ...{ unsyncSince: new Date(0) },
});
const list = (canAct: boolean) =>
  show(
    <OrphanList
      orphans={[orphan(1, "excluded"), orphan(2, "portal_deleted"), orphan(3, "gone_from_portal")]}
      people={[]}
      portalId={null}
      deleteOrphans={refuse}
      waysOut={{
        licence: new Map<number, WayOut>([
          [1, ways.exclusion],
          [2, ways.reconnect],
        ]),
        product: new Map(),
      }}
      wayOutActions={canAct ? actions : null}
    />,
    "en",
  );

test("each row of Clean up has its own way back; who may not take it reads of it", () => {
  expect(list(true).match(/Remove the exclusion/g)).toHaveLength(1);
  expect(list(true).match(/\?reconnect=p1/g)).toHaveLength(1);
  expect(list(false)).not.toContain("reconnect=");
  expect(list(false)).toContain("it returns with the next import");
});
