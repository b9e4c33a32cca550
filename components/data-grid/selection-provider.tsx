"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";

type Selection = {
  /** in the order of the page */
  selectedIds: number[];
  isSelected: (id: number) => boolean;
  /** `isRange`: everything from the row that was ticked last to this one */
  tick: (id: number, isOn: boolean, isRange: boolean) => void;
  tickAll: (isOn: boolean) => void;
  isAll: boolean;
};

const SelectionContext = createContext<Selection | null>(null);

/** What is ticked on this page of the list. Ticks of other pages do not count: nothing is deleted that cannot be seen. */
export function SelectionProvider({ ids, children }: { ids: readonly number[]; children: ReactNode }) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [anchor, setAnchor] = useState<number | null>(null);
  const selection = useMemo((): Selection => {
    const selectedIds = ids.filter((id) => ticked.has(id));
    const set = (changed: readonly number[], isOn: boolean) => {
      const others = selectedIds.filter((id) => !changed.includes(id));
      setTicked(new Set(isOn ? [...others, ...changed] : others));
    };
    return {
      selectedIds,
      isSelected: (id) => ticked.has(id),
      tick: (id, isOn, isRange) => {
        const from = isRange && anchor !== null ? ids.indexOf(anchor) : -1;
        const to = ids.indexOf(id);
        set(from < 0 || to < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1), isOn);
        setAnchor(id);
      },
      tickAll: (isOn) => set(ids, isOn),
      isAll: ids.length > 0 && selectedIds.length === ids.length,
    };
  }, [ids, ticked, anchor]);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

export function useRowSelection(): Selection {
  const selection = use(SelectionContext);
  if (!selection) throw new Error("there is no SelectionProvider above");
  return selection;
}
