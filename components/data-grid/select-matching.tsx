"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CHOSEN_MAX } from "@/lib/paging/chosen";
import { type Matching, useRowSelection } from "./selection-provider";

type BarProps = {
  matching: Matching;
  /** rows of this page, all of them selected */
  onPage: number;
  isMatching: boolean;
  onSelect: () => void;
  onClear: () => void;
};

/** Once a page is selected as a whole: the way from there to all that match, or back. */
export function SelectMatchingBar({ matching: { total, isCapped }, onPage, isMatching, onSelect, onClear }: BarProps) {
  const t = useTranslations("ui.selection");
  const isTooMany = isCapped || total > CHOSEN_MAX;
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded bg-selected px-3 py-1">
      <span>{isMatching ? t("all", { total }) : t("page", { count: onPage })}</span>
      {isMatching ? (
        <Button size="small" appearance="subtle" onClick={onClear}>
          {t("clear")}
        </Button>
      ) : isTooMany ? (
        <span className="text-muted">{t("tooMany", { maximum: CHOSEN_MAX })}</span>
      ) : (
        <Button size="small" appearance="subtle" onClick={onSelect}>
          {t("select", { total })}
        </Button>
      )}
    </p>
  );
}

/** The bar of a list inside a SelectionProvider; there while its page is selected and is not all. */
export function SelectMatching() {
  const { matching, selectedIds, isAll, isMatching, selectMatching, tickAll } = useRowSelection();
  if (!matching || !isAll || (matching.total <= selectedIds.length && !matching.isCapped)) return null;
  const on = { onSelect: selectMatching, onClear: () => tickAll(false) };
  return <SelectMatchingBar {...{ matching, isMatching, onPage: selectedIds.length, ...on }} />;
}
