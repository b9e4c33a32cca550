import { useFormatter, useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import type { PendingFigures as Pending } from "@/lib/compliance/queries-pending";
import { RefreshSoon } from "./refresh-soon";

/** People have changed what the figures are made of; nothing to see where the figures know it all. */
export function PendingFigures({ pending }: { pending: Pending | null }) {
  const t = useTranslations("compliance.pending");
  const format = useFormatter();
  if (!pending) return null;
  const { calculatedAt, isUnderWay } = pending;
  const time = calculatedAt && format.dateTime(calculatedAt, { dateStyle: "medium", timeStyle: "medium" });
  return (
    <MessageBar tone={isUnderWay ? "info" : "warning"}>
      {time ? t("asOf", { time }) : t("never")} {t(isUnderWay ? "underWay" : "failed")}
      <RefreshSoon everyMs={isUnderWay ? 2_000 : 30_000} />
    </MessageBar>
  );
}
