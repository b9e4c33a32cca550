import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ListState } from "@/lib/paging/list-state";
import { clearHref } from "./filter-chips";

/** The search or the filters hide everything: says so, and one button clears them. */
export function NoResult({ list: { path, state } }: { list: { path: string; state: ListState } }) {
  const t = useTranslations("ui.noResult");
  return (
    <EmptyState
      icon={<SearchX />}
      title={t("title")}
      action={
        <ButtonLink href={clearHref(path, state)} scroll={false}>
          {t("clear")}
        </ButtonLink>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
