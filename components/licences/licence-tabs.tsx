import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";
import type { LicenceTabView } from "@/lib/licences/queries-tabs";
import { licenceTabs } from "@/lib/licences/tabs";
import { History } from "./history/history";
import type { OverlayActions } from "./overlay/actions";
import { Notes } from "./overlay/notes";
import { Seats } from "./reconciliation/seats";

type HrefOf = (params: Record<string, string | null>) => string;

/** What an imported licence has beside its details. */
export function LicenceTabs({ current, hrefOf }: { current: LicenceTabView["tab"]; hrefOf: HrefOf }) {
  const t = useTranslations("overlay.tabs");
  return (
    <Tabs
      label={t("label")}
      current={current}
      tabs={licenceTabs.map((key) => ({ key, label: t(key), href: hrefOf({ tab: key === "details" ? null : key }) }))}
    />
  );
}

export type TabsOfLicence = {
  view: LicenceTabView;
  hrefOf: HrefOf;
  /** null: the person may only read */
  overlayActions: OverlayActions | null;
};

type Props = TabsOfLicence & { view: Exclude<LicenceTabView, { tab: "details" }> };

export function LicenceTabBody({ view, hrefOf, overlayActions }: Props) {
  const t = useTranslations("overlay.tabs");
  return (
    <section
      aria-label={t(view.tab)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: where nothing in here takes the focus, the keyboard must be able to scroll
      tabIndex={0}
      className="rounded outline-offset-4"
    >
      {view.tab === "seats" && <Seats reconciliation={view.reconciliation} />}
      {view.tab === "notes" && <Notes view={view.overlay} actions={overlayActions} />}
      {view.tab === "history" && (
        <History {...view.history} hrefOf={(params) => hrefOf({ tab: "history", ...params })} />
      )}
    </section>
  );
}
