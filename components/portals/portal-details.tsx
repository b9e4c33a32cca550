import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PortalDetails as Portal } from "@/lib/portals/queries";
import { CalendarDay } from "./calendar-day";
import { Copyable } from "./copyable";
import { CredentialDetails } from "./credential-details";
import { LastImport } from "./last-import";
import { Section } from "./section";

type Props = {
  portal: Portal;
  /** the connection test */
  connection: ReactNode;
  /** the second credential */
  standby: ReactNode;
};

/** The right half of the split view. */
export function PortalDetails({ portal, connection, standby }: Props) {
  const t = useTranslations("portals");
  return (
    <article aria-label={portal.name} className="rounded border border-line bg-surface px-4 pt-4 md:px-6">
      <h2 className="min-w-0 pb-4 text-xl wrap-break-word">{portal.name}</h2>
      <CredentialMessage portal={portal} />
      <div className="grid gap-x-10 lg:grid-cols-2">
        <LastImport last={portal.lastImport} />
        <Section title={t("data.section")}>
          <DefinitionList items={useData(portal)} />
        </Section>
      </div>
      <Section title={t("identity.section")}>
        <DefinitionList items={useIdentity(portal)} />
      </Section>
      <CredentialDetails credential={portal.credential} />
      {standby}
      {connection}
      <Exclusions portal={portal} />
    </article>
  );
}

function useIdentity(portal: Portal): Definition[] {
  const t = useTranslations("portals");
  return [
    { label: t("identity.description"), value: portal.description },
    { label: t("identity.state"), value: t(portal.isEnabled ? "enabled" : "disabled") },
    { label: t("identity.organisation"), value: portal.organisationName },
    { label: t("identity.domain"), value: portal.defaultDomain },
    { label: t("identity.cloud"), value: t(`cloud.${portal.cloud}`) },
    { label: t("identity.clientId"), value: <Copyable label={t("identity.clientId")} value={portal.clientId} isId /> },
    { label: t("identity.tenantId"), value: <Copyable label={t("identity.tenantId")} value={portal.tenantId} isId /> },
    {
      label: t("identity.created"),
      value: (
        <>
          <CalendarDay value={portal.createdAt} />{" "}
          {portal.createdBy && t("identity.createdBy", { name: portal.createdBy })}
        </>
      ),
    },
  ];
}

function useData({ id, dataAsOf, counts }: Portal): Definition[] {
  const t = useTranslations("portals.data");
  const linked = (label: string, href: string, count: number) => ({
    label,
    value: (
      <Link className="link tabular" href={`${href}?portal=${id}`}>
        <NumberText value={count} />
      </Link>
    ),
  });
  return [
    { label: t("asOf"), value: dataAsOf && <RelativeTime value={dataAsOf} /> },
    linked(t("licences"), "/licence-management/licences", counts.licences),
    linked(t("products"), "/licence-management/products", counts.products),
    linked(t("contacts"), "/master-data/contacts", counts.contacts),
  ];
}

function CredentialMessage({ portal: { credential } }: { portal: Portal }) {
  const t = useTranslations("portals.validityMessage");
  const format = useFormatter();
  const { validity, validUntil } = credential ?? {};
  if (!validity || !validUntil || validity.level === "fine") return null;
  const date = format.dateTime(validUntil, { dateStyle: "medium" });
  return (
    <div className="pb-4">
      <MessageBar tone={validity.level}>{t(validity.daysLeft < 0 ? "ended" : validity.level, { date })}</MessageBar>
    </div>
  );
}

function Exclusions({ portal: { exclusions, excludeFree } }: { portal: Portal }) {
  const t = useTranslations("portals.exclusions");
  const format = useFormatter();
  return (
    <Section title={t("section")} count={exclusions.length}>
      {excludeFree && <p>{t("free")}</p>}
      {exclusions.length === 0 && !excludeFree && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col gap-1">
        {exclusions.map(({ skuId, title, reason, endsOn }) => (
          <li key={skuId}>
            {title} {reason && <span className="text-muted">{reason}</span>}{" "}
            {endsOn && (
              <span className="text-muted">
                {t("until", { date: format.dateTime(new Date(`${endsOn}T12:00:00Z`), { dateStyle: "medium" }) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
