import { CloudDownload, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Origin } from "@/lib/db/generated/enums";

/** Green and by hand, blue and imported, as the manual has it. */
export function OriginBadge({ origin }: { origin: Origin }) {
  const t = useTranslations("contacts.origin");
  return origin === "manual" ? (
    <StatusBadge tone="green" isOutlined icon={<UserPen aria-hidden />} label={t("manual")} />
  ) : (
    <StatusBadge tone="blue" isOutlined icon={<CloudDownload aria-hidden />} label={t("portal")} />
  );
}
