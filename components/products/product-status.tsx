import { ArrowUp, Bug, CircleAlert, CircleCheck, CircleDashed, Minus, TrendingUp, Unlink, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { UnsyncStatus } from "@/components/portals/unsync-status";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { ComplianceStatus, UnsyncReason } from "@/lib/db/generated/enums";

const looks: Record<ComplianceStatus, { tone: Tone; icon: ReactNode; isOutlined?: boolean }> = {
  not_enough_licences: { tone: "red", icon: <CircleAlert aria-hidden /> },
  cannot_be_synchronised: { tone: "amber", icon: <Unlink aria-hidden /> },
  calculation_error: { tone: "red", icon: <Bug aria-hidden />, isOutlined: true },
  not_enough_base_licences: { tone: "amber", icon: <TrendingUp aria-hidden /> },
  right_to_new_version: { tone: "blue", icon: <ArrowUp aria-hidden /> },
  concurrent_use: { tone: "green", icon: <Users aria-hidden />, isOutlined: true },
  fully_licensed: { tone: "green", icon: <CircleCheck aria-hidden /> },
  clear: { tone: "grey", icon: <Minus aria-hidden /> },
};

/** The status in a list: of what cannot be synchronised with the reason and since when. */
export function ListedProductStatus({ product }: { product: Product & { unsyncSince: Date | null } }) {
  return (
    <UnsyncStatus reason={product.unsyncReason} since={product.unsyncSince}>
      <ProductStatus product={product} />
    </UnsyncStatus>
  );
}

type Product = { status: ComplianceStatus | null; unsyncReason: UnsyncReason | null };

export function ProductStatus({ product: { status: calculated, unsyncReason } }: { product: Product }) {
  const t = useTranslations("products");
  // Known from the import on, before the next recalculation says the same.
  const status = unsyncReason ? "cannot_be_synchronised" : calculated;
  if (!status) {
    return <StatusBadge tone="grey" isOutlined icon={<CircleDashed aria-hidden />} label={t("status.none")} />;
  }
  const title = unsyncReason ? t(`unsync.${unsyncReason}`) : undefined;
  return <StatusBadge {...looks[status]} label={t(`status.${status}`)} title={title} />;
}
