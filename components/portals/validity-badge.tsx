import { CircleAlert, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Validity } from "@/lib/portals/validity";

/** How long a credential is still good; words alone as long as there is time. */
export function ValidityBadge({ validity: { daysLeft, level } }: { validity: Validity }) {
  const t = useTranslations("portals.validity");
  const label = daysLeft < 0 ? t("ended") : t(level, { days: daysLeft });
  if (level === "fine") return <span className="text-muted">{label}</span>;
  return level === "warning" ? (
    <StatusBadge tone="amber" icon={<Clock aria-hidden />} label={label} />
  ) : (
    <StatusBadge tone="red" icon={<CircleAlert aria-hidden />} label={label} />
  );
}
