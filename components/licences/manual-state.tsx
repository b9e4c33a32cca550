import { CalendarClock, CalendarX, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";

const EXPIRING_DAYS = 60;

/** Whether a licence made by hand may still be used, and for how long. */
export function ManualState({ daysLeft }: { daysLeft: number | null }) {
  const t = useTranslations("licences.validity");
  if (daysLeft !== null && daysLeft < 0) {
    return <StatusBadge tone="red" icon={<CalendarX aria-hidden />} label={t("expired")} title={t("expiredText")} />;
  }
  if (daysLeft !== null && daysLeft <= EXPIRING_DAYS) {
    return <StatusBadge tone="amber" icon={<CalendarClock aria-hidden />} label={t("expiring", { count: daysLeft })} />;
  }
  return <StatusBadge tone="green" icon={<CircleCheck aria-hidden />} label={t("valid")} />;
}
