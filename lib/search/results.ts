/** What the server finds, in the order in which it is shown. */
export const groupKinds = ["portals", "products", "licences", "contacts", "runs"] as const;
export type GroupKind = (typeof groupKinds)[number];

/** @property detail what tells it from others of the same name, in the person's language; "" for nothing */
export type SearchHit = { id: string; name: string; detail: string };

/**
 * @property total of all that match; null: not all were looked at, so the list may find more, and others
 */
export type SearchGroup = { kind: GroupKind; hits: SearchHit[]; total: number | null };

const lists: Record<GroupKind, { path: string; entry: string }> = {
  portals: { path: "/settings/microsoft-365", entry: "?portal=" },
  products: { path: "/licence-management/products", entry: "?product=" },
  licences: { path: "/licence-management/licences", entry: "?licence=" },
  contacts: { path: "/master-data/contacts", entry: "?contact=" },
  runs: { path: "/system/monitor", entry: "/" },
};

/** The address under which the list opens this entry. */
export const hrefOfHit = (kind: GroupKind, id: string) => lists[kind].path + lists[kind].entry + encodeURIComponent(id);

/** The list, searched for the same. */
export const hrefOfAll = (kind: GroupKind, search: string) =>
  `${lists[kind].path}?${new URLSearchParams({ q: search })}`;
