"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { buttonClass } from "@/components/ui/button";
import type { PaneSelection } from "./use-selection";

type Props = {
  selection: PaneSelection;
  shown: readonly string[];
  label: string;
  icon: ReactNode;
  /** moves what is ticked into the other list */
  onMove: (ids: readonly string[]) => void;
};

/** Ticks everything that is shown, and does with what is ticked what a drag does. */
export function SelectionBar({ selection, shown, label, icon, onMove }: Props) {
  const t = useTranslations("exclusions");
  const id = useId();
  const { selectedIds } = selection;
  const selectedShown = shown.filter(selection.isSelected).length;
  const hidden = selectedIds.length - selectedShown;
  const isAll = shown.length > 0 && selectedShown === shown.length;
  const isNone = selectedIds.length === 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="flex min-h-6 items-center gap-2 px-1">
        <input
          type="checkbox"
          id={id}
          checked={isAll}
          disabled={shown.length === 0}
          ref={(input) => {
            if (input) input.indeterminate = selectedShown > 0 && !isAll;
          }}
          onChange={(event) => selection.tickAll(event.target.checked)}
          className="size-4 accent-brand"
        />
        {t("selectAll")}
      </label>
      <span className="min-w-0 flex-1 text-xs text-muted">
        {!isNone && t("selected", { count: selectedIds.length })}
        {hidden > 0 && ` ${t("selectedHidden", { count: hidden })}`}
      </span>
      <button
        type="button"
        // Not `disabled`: it would lose the focus by being pressed.
        aria-disabled={isNone || undefined}
        onClick={isNone ? undefined : () => onMove(selectedIds)}
        className={buttonClass({})}
      >
        {icon}
        {label}
      </button>
    </div>
  );
}
