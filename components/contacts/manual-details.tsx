import { useFormatter, useTranslations } from "next-intl";
import { Copyable } from "@/components/portals/copyable";
import type { Definition } from "@/components/ui/definition-list";
import type { ContactDetails } from "@/lib/contacts/queries";

/** What is known of a contact that is kept by hand. */
export function useManualDetails(contact: ContactDetails): Definition[] {
  const t = useTranslations("contacts");
  const format = useFormatter();
  const { mail, customId, phone, notes, createdBy, updatedBy, firstSeenAt, updatedAt, version } = contact;
  const copyable = (label: string, value: string | null) => ({
    label,
    value: <Copyable label={label} value={value} />,
  });
  const by = (date: Date, name: string | null) =>
    t("details.createdBy", { date: format.dateTime(date, { dateStyle: "medium" }), name: name ?? "?" });
  const always = [
    mail ? copyable(t("fields.mail"), mail) : { label: t("fields.mail"), value: null },
    customId ? copyable(t("fields.customId"), customId) : { label: t("fields.customId"), value: null },
    { label: t("fields.phone"), value: phone },
    { label: t("fields.department"), value: contact.department },
  ];
  const told = [
    { label: t("fields.companyName"), value: contact.companyName },
    { label: t("fields.jobTitle"), value: contact.jobTitle },
    { label: t("details.place"), value: [contact.city, contact.country].filter(Boolean).join(", ") },
    { label: t("fields.notes"), value: notes && <span className="whitespace-pre-wrap">{notes}</span> },
    { label: t("details.created"), value: by(firstSeenAt, createdBy) },
    { label: t("details.changed"), value: version > 1 && by(updatedAt, updatedBy) },
  ];
  return [...always, ...told.filter(({ value }) => value)];
}
