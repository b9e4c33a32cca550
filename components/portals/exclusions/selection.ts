export type Selection = {
  ids: ReadonlySet<string>;
  /** what was ticked last: where a range begins */
  anchor: string | null;
};

export const emptySelection: Selection = { ids: new Set(), anchor: null };

function setAll(selection: Selection, ids: readonly string[], isOn: boolean): Set<string> {
  const after = new Set(selection.ids);
  for (const id of ids) {
    if (isOn) after.add(id);
    else after.delete(id);
  }
  return after;
}

/**
 * Ticks or unticks one row, or with `isRange` everything from the row that was ticked last to this one. Without such a row
 * among those shown, it is one row again.
 * @param shown what can be seen, in its order
 */
export function tick(
  selection: Selection,
  shown: readonly string[],
  { id, isOn, isRange }: { id: string; isOn: boolean; isRange: boolean },
): Selection {
  const from = isRange && selection.anchor !== null ? shown.indexOf(selection.anchor) : -1;
  const to = shown.indexOf(id);
  const range = from < 0 || to < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: setAll(selection, range, isOn), anchor: id };
}

/** All that can be seen. What the search hides stays as it is. */
export const tickAll = (selection: Selection, shown: readonly string[], isOn: boolean): Selection => ({
  ...selection,
  ids: setAll(selection, shown, isOn),
});

/** Without what is not in the list any more. */
export const untick = (selection: Selection, ids: readonly string[]): Selection => ({
  ids: setAll(selection, ids, false),
  anchor: selection.anchor !== null && ids.includes(selection.anchor) ? null : selection.anchor,
});

/** What moves when one row is dragged: all that are ticked if it is one of them, else it alone. */
export const draggedWith = (id: string, selectedIds: readonly string[]): readonly string[] =>
  selectedIds.includes(id) ? selectedIds : [id];

/** Which row comes next when `leaving` are taken out of the list: the one below, at its end the one above. */
export function neighbourOf(shown: readonly string[], leaving: readonly string[]): string | null {
  const gone = new Set(leaving);
  const first = shown.findIndex((id) => gone.has(id));
  if (first < 0) return null;
  return (
    shown.slice(first).find((id) => !gone.has(id)) ??
    shown
      .slice(0, first)
      .reverse()
      .find((id) => !gone.has(id)) ??
    null
  );
}
