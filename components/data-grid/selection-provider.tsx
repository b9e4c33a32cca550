"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Chosen } from "@/lib/paging/chosen";

/** All that a list's search and filters match, however many pages that are. */
export type Matching = {
  /** as the address says them */
  search: string;
  total: number;
  /** there are more than `total` */
  isCapped: boolean;
};

type Selection = {
  /** in the order of the page */
  selectedIds: number[];
  isSelected: (id: number) => boolean;
  /** `isRange`: everything from the row that was ticked last to this one */
  tick: (id: number, isOn: boolean, isRange: boolean) => void;
  tickAll: (isOn: boolean) => void;
  isAll: boolean;
  matching: Matching | null;
  /** all that match are selected, beyond this page */
  isMatching: boolean;
  selectMatching: () => void;
  /** what is done with the selection, and to how many */
  chosen: Chosen;
  count: number;
};

const SelectionContext = createContext<Selection | null>(null);

type Props = {
  ids: readonly number[];
  /** there is more to select than the page; not given: the page alone */
  matching?: Matching;
  children: ReactNode;
};

/**
 * What is ticked on this page of the list. Ticks of other pages do not count: nothing is deleted that cannot be seen, unless all that
 * match were selected with their number in sight.
 */
export function SelectionProvider({ ids, matching, children }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [anchor, setAnchor] = useState<number | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const selection = useMemo((): Selection => {
    const isMatching = matching !== undefined && wanted === matching.search;
    const selectedIds = ids.filter((id) => isMatching || ticked.has(id));
    const set = (changed: readonly number[], isOn: boolean) => {
      const others = selectedIds.filter((id) => !changed.includes(id));
      setWanted(null);
      setTicked(new Set(isOn ? [...others, ...changed] : others));
    };
    return {
      selectedIds,
      isSelected: (id) => isMatching || ticked.has(id),
      tick: (id, isOn, isRange) => {
        const from = isRange && anchor !== null ? ids.indexOf(anchor) : -1;
        const to = ids.indexOf(id);
        set(from < 0 || to < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1), isOn);
        setAnchor(id);
      },
      tickAll: (isOn) => set(ids, isOn),
      isAll: ids.length > 0 && selectedIds.length === ids.length,
      matching: matching ?? null,
      isMatching,
      selectMatching: () => matching && setWanted(matching.search),
      chosen: isMatching ? { search: matching.search } : { ids: selectedIds },
      count: isMatching ? matching.total : selectedIds.length,
    };
  }, [ids, matching, ticked, anchor, wanted]);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

export function useRowSelection(): Selection {
  const selection = use(SelectionContext);
  if (!selection) throw new Error("there is no SelectionProvider above");
  return selection;
}
