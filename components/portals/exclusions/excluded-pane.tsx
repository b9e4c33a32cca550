"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Exclusion } from "@/lib/portals/exclusions";
import { ExcludedRow } from "./excluded-row";
import { Pane } from "./pane";
import type { PaneName } from "./pane-name";
import { SelectionBar } from "./selection-bar";
import type { ExcludedSku } from "./sku-lists";
import { useRowKeys } from "./use-row-keys";
import { useRowLimit } from "./use-row-limit";
import type { PaneSelection } from "./use-selection";

type Props = {
  rows: readonly ExcludedSku[];
  ids: readonly string[];
  today: string;
  selection: PaneSelection;
  draggedFrom: PaneName | undefined;
  onRemove: (skuIds: readonly string[]) => void;
  onRemoveOne: (skuId: string) => void;
  onChange: (exclusion: Exclusion) => void;
};

/** Right: what is excluded one by one. */
export function ExcludedPane({ rows, ids, today, selection, draggedFrom, ...on }: Props) {
  const t = useTranslations("exclusions");
  const limit = useRowLimit(rows.length);
  const keys = useRowKeys(ids, selection, limit, draggedFrom !== undefined);
  return (
    <Pane
      name="excluded"
      title={t("excluded")}
      count={rows.length}
      limit={limit}
      keys={keys}
      draggedFrom={draggedFrom}
      empty={t("nothingExcluded")}
      tools={
        <SelectionBar
          selection={selection}
          shown={ids}
          label={t("remove")}
          icon={<ArrowLeft aria-hidden />}
          onMove={on.onRemove}
        />
      }
    >
      {rows.slice(0, limit.limit).map(({ option, exclusion }) => (
        <ExcludedRow
          key={option.skuId}
          option={option}
          exclusion={exclusion}
          today={today}
          isSelected={selection.isSelected(option.skuId)}
          isCurrent={keys.current === option.skuId}
          onTick={selection.onTick}
          onChange={on.onChange}
          onRemove={on.onRemoveOne}
        />
      ))}
    </Pane>
  );
}
