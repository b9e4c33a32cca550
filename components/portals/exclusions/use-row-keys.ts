import { type FocusEvent, type KeyboardEvent, useState } from "react";
import type { RowLimit } from "./use-row-limit";
import type { PaneSelection } from "./use-selection";

const rowOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-sku]");
const controlsOf = (row: Element | null) => [...(row?.querySelectorAll<HTMLElement>("[data-control]") ?? [])];

/**
 * One row of a list takes part in the tab order, so that the way past a thousand rows is short: arrow up and down, Home and
 * End go to another row, left and right to another control of the row, Shift ticks on the way.
 * @param ids of the rows that are shown
 */
export function useRowKeys(
  ids: readonly string[],
  { onTick }: PaneSelection,
  { limit, drawUpTo }: RowLimit,
  isDragging: boolean,
) {
  const [focused, setFocused] = useState<string | null>(null);
  const at = focused === null ? -1 : ids.indexOf(focused);
  const current = (at >= 0 && at < limit ? focused : ids[0]) ?? null;

  const onFocus = (event: FocusEvent) => {
    const skuId = rowOf(event.target)?.dataset.sku;
    if (skuId !== undefined) setFocused(skuId);
  };
  const goToRow = (event: KeyboardEvent, row: HTMLElement, position: number) => {
    const [from, to] = [row.dataset.sku ?? "", ids[position]];
    event.preventDefault();
    if (to === undefined) return;
    if (position >= limit) drawUpTo(position);
    const name = (event.target as HTMLElement).dataset.control;
    const controls = controlsOf(event.currentTarget.querySelector(`[data-sku="${to}"]`));
    (controls.find((control) => control.dataset.control === name) ?? controls[0])?.focus();
    if (!event.shiftKey) return;
    onTick(from, true, false);
    onTick(to, true, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const row = rowOf(target);
    // While something is lifted the arrows move it; in the fields of a row they move the cursor.
    if (!row || isDragging || event.altKey || event.ctrlKey || event.metaKey || target.closest("[data-no-drag]"))
      return;
    const at = ids.indexOf(row.dataset.sku ?? "");
    const rows: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 };
    const position = rows[event.key];
    if (position !== undefined) return goToRow(event, row, position);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const controls = controlsOf(row);
      controls[controls.indexOf(target) + step]?.focus();
    }
    // Enter in a checkbox would send the form around.
    if (event.key === "Enter" && target instanceof HTMLInputElement) event.preventDefault();
  };
  return { current, onFocus, onKeyDown };
}
export type RowKeys = ReturnType<typeof useRowKeys>;
