import { type ListState, listHref } from "./list-state";

/** So many entries of a list can be deleted at once. */
export const CHOSEN_MAX = 10_000;

/** What a person chose in a list: entries by their ids, or all that its search and filters match, as the address says them. */
export type Chosen = { ids: number[] } | { search: string };

/** The search and filters of a list, wherever in it somebody stands. */
export function searchOf(state: ListState): string {
  return listHref("", { ...state, cursor: null }).split("?")[1] ?? "";
}
