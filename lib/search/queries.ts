import "server-only";
import { can, type Permission } from "@/lib/auth/permissions";
import { findPeople } from "@/lib/contacts/queries-find";
import { pool } from "@/lib/db/pool";
import { licenceListOptions, listLicences } from "@/lib/licences/queries";
import type { Translate } from "@/lib/monitor/log-text";
import { RUN_ROWS, type RunRow } from "@/lib/monitor/run-list";
import { type ListOptions, parseListState } from "@/lib/paging/list-state";
import { narrowPortals, portalListOptions } from "@/lib/portals/narrow";
import { listPortals } from "@/lib/portals/queries";
import { listProducts, productListOptions } from "@/lib/products/queries";
import { cleanSearch, reachOf } from "./reach";
import { type GroupKind, groupKinds, type SearchGroup, type SearchHit } from "./results";

/** So many of each kind; the rest is seen in the list. */
export const HITS_MAX = 5;

type Found = Pick<SearchGroup, "hits" | "total">;

const needed: Record<GroupKind, Permission> = {
  portals: "portals:read",
  products: "read",
  licences: "read",
  contacts: "read",
  runs: "read",
};

const stateOf = (q: string, options: ListOptions) => ({
  ...parseListState({ q }, options),
  pageSize: HITS_MAX,
});

/** What is not empty, as one line. */
const line = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(" · ");

/**
 * Portals, products, licences, contacts and the run that a search is for, as their lists find them, and only what the role may see.
 * What the search does not reach is not asked for: see `reachOf`.
 * @param t words the details
 */
export async function searchEverything(
  account: { role: string },
  text: string,
  t: Translate,
  now: Date,
): Promise<SearchGroup[]> {
  const q = cleanSearch(text);
  const reach = reachOf(q);
  const isReached: Record<GroupKind, boolean> = {
    portals: reach.lists,
    products: reach.lists,
    licences: reach.lists,
    contacts: reach.lists,
    runs: reach.run !== null,
  };
  const kinds = groupKinds.filter((kind) => isReached[kind] && can(account, needed[kind]));
  const found = await Promise.all(kinds.map((kind) => finders[kind](q, t, now)));
  return kinds.flatMap((kind, at) => {
    const { hits = [], total = 0 } = found[at] ?? {};
    return total === 0 ? [] : [{ kind, hits, total }];
  });
}

const finders: Record<GroupKind, (q: string, t: Translate, now: Date) => Promise<Found>> = {
  portals: async (q, t, now) => {
    const found = narrowPortals(await listPortals(now), stateOf(q, portalListOptions), []);
    const hits = found.slice(0, HITS_MAX).map(({ id, name, organisationName, isEnabled }) => ({
      ...{ id, name },
      detail: line(organisationName, !isEnabled && t("portals.disabled")),
    }));
    return { hits, total: found.length };
  },
  products: async (q, t) => {
    const { rows, total } = await listProducts(stateOf(q, productListOptions));
    return { hits: rows.map((row) => ownedHit(row, t)), total };
  },
  licences: async (q, t) => {
    const { rows, total } = await listLicences(stateOf(q, licenceListOptions));
    return { hits: rows.map((row) => ownedHit(row, t)), total };
  },
  contacts: async (q, t) => {
    const { rows, total } = await findPeople(q, HITS_MAX);
    const hits = rows.map(({ id, displayName, userPrincipalName, mail, customId, portalName, goneAt }) => {
      const address = userPrincipalName || mail || customId;
      const place = portalName ?? t("contacts.origin.manual");
      return {
        ...{ id: String(id), name: displayName },
        detail: line(address, place, goneAt !== null && t("contacts.account.gone")),
      };
    });
    return { hits, total };
  },
  runs: async (q, t) => {
    const { rows } = await pool().query<RunRow>(`${RUN_ROWS} where r.id = $1`, [reachOf(q).run]);
    const hits = rows.map(({ id, kind, status }) => ({
      ...{ id: String(id), name: t("monitor.runTitle", { id }) },
      detail: line(t(`monitor.kind.${kind}`), t(`monitor.status.${status}`)),
    }));
    return { hits, total: hits.length };
  },
};

type Owned = { id: number; name: string; portalName: string | null; unsyncReason: string | null };

const ownedHit = ({ id, name, portalName, unsyncReason }: Owned, t: Translate): SearchHit => ({
  ...{ id: String(id), name },
  detail: line(
    portalName ?? t("licences.details.manual"),
    unsyncReason !== null && t("licences.states.cannot_be_synchronised"),
  ),
});
