import { Link2 } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Copyable } from "@/components/portals/copyable";
import { Section } from "@/components/portals/section";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { MessageBar } from "@/components/ui/message-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LicenceDetails } from "@/lib/licences/queries";
import { LicenceState } from "./licence-state";
import { ServicePlans } from "./service-plans";
import { Subscriptions } from "./subscriptions";
import { Units } from "./units";

type Props = { licence: LicenceDetails; closeHref: string; previousHref: string | null; nextHref: string | null };

export function LicenceDrawer({ licence, ...hrefs }: Props) {
  const t = useTranslations("licences");
  return (
    <Drawer
      title={licence.name}
      subtitle={licence.portalName ? t("details.leading", { portal: licence.portalName }) : t("details.manual")}
      {...hrefs}
    >
      <Unsynchronised licence={licence} />
      <Section title={t("details.section")}>
        <DefinitionList items={useDetails(licence)} />
      </Section>
      <Units licence={licence} />
      <Subscriptions subscriptions={licence.subscriptions} />
      <LinkedProducts products={licence.products} />
      <ServicePlans plans={licence.servicePlans} />
    </Drawer>
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

function Unsynchronised({ licence: { unsyncReason, unsyncSince } }: { licence: LicenceDetails }) {
  const t = useTranslations("licences.unsync");
  const format = useFormatter();
  if (!unsyncReason || !unsyncSince) return null;
  return (
    <div className="pb-4">
      <MessageBar tone="warning" title={t("title", { date: format.dateTime(unsyncSince, { dateStyle: "medium" }) })}>
        {t(unsyncReason)} {t("text")}
      </MessageBar>
    </div>
  );
}

function LinkedProducts({ products }: Pick<LicenceDetails, "products">) {
  const t = useTranslations("licences.products");
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
          </li>
        ))}
      </ul>
    </Section>
  );
}
