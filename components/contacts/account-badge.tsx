import { CircleCheck, CircleHelp, CircleSlash, Unplug, UserX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ContactRow } from "@/lib/contacts/queries";

/** The person's account in the portal. */
export function AccountBadge({ contact }: { contact: Pick<ContactRow, "isEnabled" | "goneAt" | "portalDeletedAt"> }) {
  const t = useTranslations("contacts");
  const format = useFormatter();
  const { isEnabled, goneAt, portalDeletedAt } = contact;
  if (portalDeletedAt) {
    const date = format.dateTime(portalDeletedAt, { dateStyle: "medium" });
    const title = t("details.portalDeletedText", { date });
    return <StatusBadge tone="amber" icon={<Unplug aria-hidden />} label={t("account.portalDeleted")} title={title} />;
  }
  if (goneAt) {
    const date = format.dateTime(goneAt, { dateStyle: "medium" });
    const title = t("details.goneText", { date });
    return <StatusBadge tone="amber" icon={<UserX aria-hidden />} label={t("account.gone")} title={title} />;
  }
  if (isEnabled === null) {
    return <StatusBadge tone="grey" isOutlined icon={<CircleHelp aria-hidden />} label={t("account.unknown")} />;
  }
  return isEnabled ? (
    <StatusBadge tone="green" icon={<CircleCheck aria-hidden />} label={t("account.enabled")} />
  ) : (
    <StatusBadge tone="grey" icon={<CircleSlash aria-hidden />} label={t("account.disabled")} />
  );
}
