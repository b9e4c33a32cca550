import type { ListOptions, ListState } from "@/lib/paging/list-state";
import type { PortalListItem } from "./queries";

/** Why a portal needs somebody: its import does not work, or its credentials end soon. */
export const portalAttention = ["imports", "credentials"] as const;

/** How the address of the list of portals is read. */
export const portalListOptions = {
  sortable: ["name"],
  defaultSort: { sort: "name" },
  filters: { attention: portalAttention },
} satisfies ListOptions;

/** What the search and the filter leave of the portals. @param stale those whose import does not work */
export function narrowPortals(
  portals: readonly PortalListItem[],
  { q, filters: { attention } }: ListState,
  stale: readonly { id: string }[],
): PortalListItem[] {
  const text = q.toLocaleLowerCase();
  const matches = ({ name, organisationName }: PortalListItem) =>
    [name, organisationName ?? ""].some((each) => each.toLocaleLowerCase().includes(text));
  const needs = ({ id, validity }: PortalListItem) =>
    (attention?.includes("imports") && stale.some((each) => each.id === id)) ||
    (attention?.includes("credentials") && validity !== null && validity.level !== "fine");
  return portals.filter((portal) => matches(portal) && (!attention || needs(portal)));
}
