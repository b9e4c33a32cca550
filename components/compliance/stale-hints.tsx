import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ComplianceSummary } from "@/lib/compliance/queries";

/** What keeps the numbers from being of today, and the way to the reason. */
export function StaleHints({ summary: { stalePortals, isBehindImports } }: { summary: ComplianceSummary }) {
  const t = useTranslations("compliance.stale");
  const format = useFormatter();
  return (
    <>
      {stalePortals.map(({ name, dataAsOf, failure }) => (
        <MessageBar
          key={name}
          tone="warning"
          actions={
            failure && (
              <ButtonLink size="small" href={`/system/monitor/${failure.runId}`}>
                {t("open", { id: failure.runId })}
              </ButtonLink>
            )
          }
        >
          {t(failure?.status ?? "old", {
            name,
            time: dataAsOf ? format.dateTime(dataAsOf, { dateStyle: "medium", timeStyle: "short" }) : t("never"),
          })}
        </MessageBar>
      ))}
      {isBehindImports && <MessageBar tone="info">{t("behind")}</MessageBar>}
    </>
  );
}
