import { CircleCheck, CircleHelp, CircleSlash, UserX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";

/** The person's account in the portal. */
export function AccountBadge({ contact }: { contact: { isEnabled: boolean | null; goneAt: Date | null } }) {
  const t = useTranslations("contacts");
  const format = useFormatter();
  const { isEnabled, goneAt } = contact;
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
