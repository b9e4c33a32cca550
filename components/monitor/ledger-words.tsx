import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { ImportLedger } from "@/lib/import/ledger";

/** What was asked and read, as two sentences of facts. */
export function LedgerWords({ ledger }: { ledger: Partial<ImportLedger> }) {
  const t = useTranslations("monitor.ledger");
  const { usersRead = 0, userPages = 0, usersCounted, skusRead = 0, skusExcluded = 0 } = ledger;
  const { requests = 0, retries = 0, waitedMs = 0, bytes = 0, restarts = 0, duplicateUsers = 0 } = ledger;
  const hasRead = usersRead + userPages + skusRead > 0;
  const read = [
    t("users", { read: usersRead, pages: userPages }),
    typeof usersCounted === "number" && t("usersCounted", { counted: usersCounted }),
    duplicateUsers > 0 && t("duplicates", { count: duplicateUsers }),
    t("skus", { count: skusRead }),
    skusExcluded > 0 && t("skusExcluded", { count: skusExcluded }),
    typeof ledger.subscriptionsRead === "number" && t("subscriptions", { count: ledger.subscriptionsRead }),
    typeof ledger.groupsRead === "number" && t("groups", { count: ledger.groupsRead }),
  ];
  const asked = [
    t("requests", { count: requests }),
    t("retries", { count: retries }),
    waitedMs > 0 && t("waited", { seconds: Math.round(waitedMs / 100) / 10 }),
    restarts > 0 && t("restarts", { count: restarts }),
    t("bytes", { megabytes: Math.round(bytes / 10_000) / 100 }),
  ];
  const sentence = (facts: (string | false)[]) => facts.filter(Boolean).join(", ");
  return (
    <DefinitionList
      items={[
        { label: t("labels.read"), value: hasRead ? sentence(read) : t("nothingRead") },
        { label: t("labels.requests"), value: sentence(asked) },
      ]}
    />
  );
}
