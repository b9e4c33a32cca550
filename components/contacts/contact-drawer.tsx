import { useFormatter, useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Copyable } from "@/components/portals/copyable";
import { Section } from "@/components/portals/section";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { MessageBar } from "@/components/ui/message-bar";
import type { ContactDetails } from "@/lib/contacts/queries";
import { AccountBadge } from "./account-badge";
import type { ContactActions } from "./actions";
import { ConsumedProducts } from "./consumed-products";
import { ContactCommands } from "./contact-commands";
import { HeldLicences } from "./held-licences";
import { useManualDetails } from "./manual-details";
import { OriginBadge } from "./origin-badge";
import { userTypeKey } from "./user-type";

type Props = {
  contact: ContactDetails;
  /** null: the person may only read */
  actions: ContactActions | null;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
};

export function ContactDrawer({ contact, actions, ...hrefs }: Props) {
  const t = useTranslations("contacts");
  const format = useFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const { portalDeletedAt, goneAt } = contact;
  const left = portalDeletedAt
    ? t("details.portalDeletedText", { date: day(portalDeletedAt) })
    : goneAt && t("details.goneText", { date: day(goneAt) });
  const isManual = contact.origin === "manual";
  const details = { manual: useManualDetails(contact), portal: useImportedDetails(contact) };
  return (
    <Drawer
      title={contact.displayName || contact.userPrincipalName}
      subtitle={
        isManual ? (
          <OriginBadge origin="manual" />
        ) : (
          t(contact.portalDeletedAt ? "details.led" : "details.leading", { portal: contact.portalName ?? "?" })
        )
      }
      actions={
        actions && (
          // State inside belongs to one contact.
          <ContactCommands key={contact.id} contact={contact} actions={actions} closeHref={hrefs.closeHref} />
        )
      }
      {...hrefs}
    >
      {left && (
        <div className="pb-4">
          <MessageBar tone="warning">{left}</MessageBar>
        </div>
      )}
      {!isManual && <HeldLicences licences={contact.licences} />}
      {(isManual || contact.products.length > 0) && <ConsumedProducts products={contact.products} />}
      <Section title={t("details.section")}>
        <DefinitionList items={details[contact.origin]} />
      </Section>
    </Drawer>
  );
}

function useImportedDetails(contact: ContactDetails): Definition[] {
  const t = useTranslations("contacts");
  const common = useTranslations("common");
  const { isOnPremisesSynced: isSynced, accountCreatedAt } = contact;
  const copyable = (label: string, value: string | null) => ({
    label,
    value: <Copyable label={label} value={value} />,
  });
  const always = [
    { label: t("details.account"), value: <AccountBadge contact={contact} /> },
    { label: t("details.type"), value: t(`type.${userTypeKey(contact.userType)}`) },
    copyable(t("details.userPrincipalName"), contact.userPrincipalName),
    copyable(t("details.mail"), contact.mail),
    {
      label: t("details.objectId"),
      value: <Copyable label={t("details.objectId")} value={contact.objectId} isId />,
    },
    { label: t("columns.origin"), value: <OriginBadge origin="portal" /> },
    { label: t("details.portal"), value: contact.portalName },
    { label: t("details.department"), value: contact.department },
  ];
  // What the portal does not tell of most people takes room only where it does.
  const told = [
    { label: t("details.jobTitle"), value: contact.jobTitle },
    { label: t("details.company"), value: contact.companyName },
    { label: t("details.office"), value: contact.officeLocation },
    { label: t("details.place"), value: [contact.city, contact.country].filter(Boolean).join(", ") },
    { label: t("details.usageLocation"), value: contact.usageLocation },
    { label: t("details.employeeId"), value: contact.employeeId },
    { label: t("details.synced"), value: isSynced === null ? null : common(isSynced ? "yes" : "no") },
    { label: t("details.accountCreated"), value: accountCreatedAt && <CalendarDay value={accountCreatedAt} /> },
    { label: t("details.firstSeen"), value: <CalendarDay value={contact.firstSeenAt} /> },
    { label: t("details.goneSince"), value: contact.goneAt && <CalendarDay value={contact.goneAt} /> },
  ];
  return [...always, ...told.filter(({ value }) => value)];
}
