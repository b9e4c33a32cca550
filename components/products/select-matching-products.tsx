"use client";

import { SelectMatchingBar } from "@/components/data-grid/select-matching";
import { useWorkspace } from "./workspace";

/** Once the page of products is selected as a whole: the way to all that match. */
export function SelectMatchingProducts() {
  const { actions, rows, selectedRows, matching, isMatching, selectMatching, selection } = useWorkspace();
  const isAll = rows.length > 0 && selectedRows.length === rows.length;
  if (!actions || !isAll || matching.total <= rows.length) return null;
  const on = { onSelect: selectMatching, onClear: () => selection.tickAll(false) };
  return <SelectMatchingBar {...{ matching, isMatching, onPage: rows.length, ...on }} />;
}
