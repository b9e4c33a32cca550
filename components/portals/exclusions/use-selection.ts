import { useEvent } from "@dnd-kit/utilities";
import { useMemo, useState } from "react";
import { emptySelection, tick, tickAll, untick } from "./selection";

export type Tick = (id: string, isOn: boolean, isRange: boolean) => void;

/**
 * What is ticked in one list. Ticks of what the search hides stay.
 * @param all of the list, in its order
 * @param shown those of them that can be seen
 */
export function useSelection(all: readonly string[], shown: readonly string[]) {
  const [selection, setSelection] = useState(emptySelection);
  const selectedIds = useMemo(() => all.filter((id) => selection.ids.has(id)), [all, selection]);
  const onTick: Tick = useEvent((id: string, isOn: boolean, isRange: boolean) =>
    setSelection((before) => tick(before, shown, { id, isOn, isRange })),
  );
  return {
    selectedIds,
    isSelected: (id: string) => selection.ids.has(id),
    onTick,
    tickAll: (isOn: boolean) => setSelection((before) => tickAll(before, shown, isOn)),
    untick: (ids: readonly string[]) => setSelection((before) => untick(before, ids)),
  };
}
export type PaneSelection = ReturnType<typeof useSelection>;
