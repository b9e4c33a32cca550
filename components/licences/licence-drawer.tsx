import { Link2, Pencil } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Copyable } from "@/components/portals/copyable";
import { Section } from "@/components/portals/section";
import type { WayOutView } from "@/components/portals/way-out/way-out-actions";
import { WayOutHint } from "@/components/portals/way-out/way-out-hint";
import { ButtonLink } from "@/components/ui/button";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { MessageBar } from "@/components/ui/message-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LicenceDetails } from "@/lib/licences/queries";
import { DeleteLicence } from "./delete-buttons";
import type { LicenceActions } from "./licence-actions";
import { LicenceBalance } from "./licence-balance";
import { LicenceState } from "./licence-state";
import { LicenceTabBody, LicenceTabs, type TabsOfLicence } from "./licence-tabs";
import { ManualDetails } from "./manual-details";
import { ServicePlans } from "./service-plans";
import { Subscriptions } from "./subscriptions";
import { Units } from "./units";
import { UnlinkProduct } from "./unlink-product";

type Props = {
  licence: LicenceDetails;
  /** of what cannot be synchronised */
  wayOut: WayOutView | null;
  /** of an imported one */
  tabs: TabsOfLicence | null;
  /** null for who may only look */
  actions: LicenceActions | null;
  /** of another licence in the same list */
  hrefOf: (licenceId: number) => string;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
};

export function LicenceDrawer({ licence, wayOut, tabs, actions, hrefOf, ...hrefs }: Props) {
  const t = useTranslations("licences");
  return (
    <Drawer
      title={licence.name}
      subtitle={licence.portalName ? t("details.leading", { portal: licence.portalName }) : t("details.manual")}
      actions={actions && <Commands licence={licence} closeHref={hrefs.closeHref} actions={actions} />}
      tabs={tabs && <LicenceTabs current={tabs.view.tab} hrefOf={tabs.hrefOf} />}
      {...hrefs}
    >
      <Unsynchronised licence={licence} wayOut={wayOut} />
      {tabs && tabs.view.tab !== "details" ? (
        <LicenceTabBody {...tabs} view={tabs.view} />
      ) : (
        <>
          {licence.origin === "manual" ? (
            <>
              <ManualDetails licence={licence} hrefOf={hrefOf} actions={actions} />
              <LicenceBalance licence={licence} />
            </>
          ) : (
            <ImportedDetails licence={licence} />
          )}
          <LinkedProducts licence={licence} setProduct={actions?.setProduct ?? null} />
          {licence.origin === "portal" && <ServicePlans plans={licence.servicePlans} />}
        </>
      )}
    </Drawer>
  );
}

type CommandProps = { licence: LicenceDetails; closeHref: string; actions: LicenceActions };

function Commands({ licence, closeHref, actions }: CommandProps) {
  const common = useTranslations("common");
  const { id, origin } = licence;
  return (
    <>
      {origin === "manual" && (
        <ButtonLink size="small" href={`/licence-management/licences/${id}/edit`} icon={<Pencil aria-hidden />}>
          {common("edit")}
        </ButtonLink>
      )}
      <DeleteLicence key={id} id={id} closeHref={closeHref} actions={actions} />
    </>
  );
}

function ImportedDetails({ licence }: { licence: LicenceDetails }) {
  const t = useTranslations("licences");
  return (
    <>
      <Section title={t("details.section")}>
        <DefinitionList items={useDetails(licence)} />
      </Section>
      <Units licence={licence} />
      <LicenceBalance licence={licence} />
      <Subscriptions subscriptions={licence.subscriptions} />
    </>
  );
}

function useDetails(licence: LicenceDetails): Definition[] {
  const t = useTranslations("licences");
  const { appliesTo, partNumber, skuId, firstSeenAt, dataAsOf } = licence;
  return [
    { label: t("details.state"), value: <LicenceState licence={licence} /> },
    { label: t("details.partNumber"), value: <Copyable label={t("details.partNumber")} value={partNumber} /> },
    { label: t("details.skuId"), value: <Copyable label={t("details.skuId")} value={skuId} isId /> },
    {
      label: t("details.appliesTo"),
      value: appliesTo === "User" || appliesTo === "Company" ? t(`appliesTo.${appliesTo}`) : appliesTo,
    },
    { label: t("details.asOf"), value: dataAsOf && <RelativeTime value={dataAsOf} /> },
    { label: t("details.firstSeen"), value: <CalendarDay value={firstSeenAt} /> },
  ];
}

function Unsynchronised({ licence, wayOut }: Pick<Props, "licence" | "wayOut">) {
  const t = useTranslations("licences.unsync");
  const format = useFormatter();
  const { title, unsyncReason, unsyncSince } = licence;
  if (!unsyncReason || !unsyncSince) return null;
  return (
    <div className="pb-4">
      <MessageBar tone="warning" title={t("title", { date: format.dateTime(unsyncSince, { dateStyle: "medium" }) })}>
        {t(unsyncReason)} {t("text")} {wayOut && <WayOutHint view={wayOut} name={title} />}
      </MessageBar>
    </div>
  );
}

type LinkedProps = { licence: LicenceDetails; setProduct: LicenceActions["setProduct"] | null };

function LinkedProducts({ licence, setProduct }: LinkedProps) {
  const t = useTranslations("licences.products");
  const { products } = licence;
  return (
    <Section title={t("section")} count={products.length}>
      {products.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col gap-1">
        {products.map(({ id, name }) => (
          <li key={id} className="flex items-center gap-2">
            <Link2 aria-hidden className="size-4 shrink-0 text-muted" />
            <Link className="link min-w-0" href={`/licence-management/compliance?product=${id}`}>
              {name}
            </Link>
            {setProduct && licence.origin === "manual" && (
              <UnlinkProduct licence={licence} product={name} setProduct={setProduct} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
