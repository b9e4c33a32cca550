import { CircleCheck, CircleSlash, Timer } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";

export function AccountStatus({ account }: { account: { isEnabled: boolean; lockedUntil: Date | null } }) {
  const t = useTranslations("accounts.status");
  const format = useFormatter();
  if (!account.isEnabled) return <StatusBadge tone="grey" icon={<CircleSlash aria-hidden />} label={t("disabled")} />;
  if (account.lockedUntil) {
    const time = format.dateTime(account.lockedUntil, { timeStyle: "short" });
    return (
      <StatusBadge tone="amber" icon={<Timer aria-hidden />} label={t("locked")} title={t("lockedUntil", { time })} />
    );
  }
  return <StatusBadge tone="green" icon={<CircleCheck aria-hidden />} label={t("enabled")} />;
}
