import { type ListState, parseListState } from "@/lib/paging/list-state";
import { readId } from "@/lib/portals/read-id";

export const drawerTabs = ["overview", "consumers", "history"] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** What the drawer shows. The list behind it has the plain names in the URL; the consumers' list has `who…`. */
export type DrawerView = { productId: number; tab: DrawerTab; consumers: ListState };

type Params = Record<string, string | string[] | undefined>;

export function readDrawerView(params: Params): DrawerView | null {
  const productId = readId(params.product);
  if (productId === undefined) return null;
  const tab = drawerTabs.find((each) => each === params.tab) ?? "overview";
  const consumers = parseListState(
    { q: params.who, after: params.whoAfter, from: params.whoFrom, sort: params.whoSort },
    { sortable: ["covered", "order"], defaultSort: { sort: "covered" } },
  );
  return { productId, tab, consumers };
}
