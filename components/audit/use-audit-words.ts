import { useTranslations } from "next-intl";
import type { AuditRow } from "@/lib/monitor/audit";

/** A line of the audit in words; an action of another version of Seatwise stays as it is stored. */
export function useAuditWords() {
  const t = useTranslations("audit");
  const keyOf = (action: string) => `actions.${action}` as "actions.portal.created";
  return {
    wordAction: ({ action }: AuditRow) => (t.has(keyOf(action)) ? t(keyOf(action)) : action),
    wordWho: ({ who, token }: AuditRow) => (token === null || token === who ? who : t("withToken", { who, token })),
  };
}
