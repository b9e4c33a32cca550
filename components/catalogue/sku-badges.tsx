import { CircleHelp, PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { CatalogueRow } from "@/lib/portals/queries-catalogue";

type Names = Pick<CatalogueRow, "title" | "ownTitle">;

/** Beside a name that needs a word: nobody has named it, or somebody here has. */
export function SkuBadges({ sku: { title, ownTitle } }: { sku: Names }) {
  const t = useTranslations("catalogue");
  if (ownTitle !== null) {
    return <StatusBadge tone="blue" isOutlined icon={<PenLine aria-hidden />} label={t("columns.ownTitle")} />;
  }
  if (title === null) return <StatusBadge tone="amber" icon={<CircleHelp aria-hidden />} label={t("unnamed")} />;
  return null;
}
