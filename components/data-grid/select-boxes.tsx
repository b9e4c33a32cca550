"use client";

import { useTranslations } from "next-intl";
import { useRowSelection } from "./selection-provider";

export function SelectAll() {
  const t = useTranslations("ui.grid");
  const { isAll, selectedIds, tickAll } = useRowSelection();
  return (
    <input
      type="checkbox"
      aria-label={t("selectAll")}
      checked={isAll}
      ref={(box) => {
        if (box) box.indeterminate = !isAll && selectedIds.length > 0;
      }}
      onChange={(event) => tickAll(event.target.checked)}
      className="size-4 align-middle accent-brand"
    />
  );
}

export function SelectRow({ id, name }: { id: number; name: string }) {
  const t = useTranslations("ui.grid");
  const { isSelected, tick } = useRowSelection();
  return (
    <input
      type="checkbox"
      aria-label={t("selectRow", { row: name })}
      checked={isSelected(id)}
      // What React calls a change of a checkbox is its click, which knows the keys that are held.
      onChange={(event) => tick(id, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey === true)}
      className="size-4 align-middle accent-brand"
    />
  );
}
