import { type ListState, listHref } from "@/lib/paging/list-state";

type List = { path: string; state: ListState };

/** The addresses of a drawer: of the list without it, and of the entries before and after on this page of the list. */
export function neighboursOf(list: List, parameter: string, rows: readonly { id: number }[], openId: number) {
  const position = rows.findIndex(({ id }) => id === openId);
  const hrefOf = (row: { id: number } | undefined) =>
    row ? listHref(list.path, list.state, { params: { [parameter]: row.id } }) : null;
  return {
    closeHref: listHref(list.path, list.state),
    previousHref: position > 0 ? hrefOf(rows[position - 1]) : null,
    nextHref: position >= 0 ? hrefOf(rows[position + 1]) : null,
  };
}
