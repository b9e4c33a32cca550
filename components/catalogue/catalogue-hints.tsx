import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { type ListState, listHref } from "@/lib/paging/list-state";
import type { CatalogueSummary } from "@/lib/portals/queries-catalogue";

type Props = { list: { path: string; state: ListState }; summary: CatalogueSummary };

/** What keeps names away from people: a refresh that failed, SKUs that nobody has named. */
export function CatalogueHints({ list, summary: { failure, unnamed } }: Props) {
  const t = useTranslations("catalogue.hints");
  const format = useFormatter();
  const isShown = list.state.filters.naming?.includes("unnamed");
  return (
    <>
      {failure && (
        <MessageBar
          tone="warning"
          actions={
            <ButtonLink size="small" href={`/system/monitor/${failure.runId}`}>
              {t("openRun", { id: failure.runId })}
            </ButtonLink>
          }
        >
          {t("failed", { time: format.dateTime(failure.at, { dateStyle: "medium", timeStyle: "short" }) })}
        </MessageBar>
      )}
      {unnamed > 0 && (
        <MessageBar
          tone="info"
          actions={
            !isShown && (
              <ButtonLink
                size="small"
                href={listHref(list.path, list.state, { q: "", filters: showOnlyUnnamed(list.state) })}
              >
                {t("show")}
              </ButtonLink>
            )
          }
        >
          {t("unnamed", { count: unnamed })} {t("remedy")}
        </MessageBar>
      )}
    </>
  );
}

/** Other filters would hide some of those that were counted. */
const showOnlyUnnamed = ({ filters }: ListState) => ({
  ...Object.fromEntries(Object.keys(filters).map((name) => [name, []])),
  naming: ["unnamed"],
});
