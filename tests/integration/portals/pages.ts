import { type ListOptions, type ListState, listHref, type Page, parseListState } from "@/lib/paging/list-state";

/** The state of a list as a page reads it out of its URL. */
export function stateOf(search: string, options: ListOptions): ListState {
  return parseListState(new URLSearchParams(search), options);
}

/**
 * Goes through a list by the links that its pager would show, to the end and back again.
 * @returns the rows of each page on the way, in the order seen
 */
export async function walk<Row>(
  search: string,
  options: ListOptions,
  read: (state: ListState) => Promise<Page<Row>>,
): Promise<{ forwards: Row[][]; backwards: Row[][] }> {
  const follow = async (from: string, kind: "after" | "before"): Promise<{ pages: Row[][]; last: string }> => {
    const pages: Row[][] = [];
    for (let current = from; ; ) {
      const state = stateOf(current, options);
      // Small pages are not offered by a URL.
      const page = await read({ ...state, pageSize: 3 });
      pages.push(page.rows);
      const cursor = kind === "after" ? page.nextCursor : page.previousCursor;
      if (cursor === null || pages.length > 1_000) return { pages, last: current };
      current = listHref("", state, { page: { kind, cursor } }).slice(1);
    }
  };
  const there = await follow(search, "after");
  const back = await follow(there.last, "before");
  return { forwards: there.pages, backwards: back.pages };
}
