import "server-only";
import { pool } from "@/lib/db/pool";
import type { Chosen } from "@/lib/paging/chosen";
import { parseListState } from "@/lib/paging/list-state";
import { chosenIds } from "@/lib/portals/chosen-ids";
import type { LicenceDeletion } from "./deletion";
import { conditionsOf, from, licenceListOptions } from "./queries";

/** @throws AppError too-many-chosen */
export const licencesChosen = (chosen: Chosen): Promise<number[]> =>
  chosenIds(chosen, (search, values) => {
    const state = parseListState(search, licenceListOptions);
    return `select l.id ${from} where ${conditionsOf(state, values)}`;
  });

/** What `deleteLicences` would do with each of these; those that are gone already are not among them. */
export async function previewDeletion(licenceIds: readonly number[]): Promise<LicenceDeletion[]> {
  const { rows } = await pool().query<LicenceDeletion>(
    `select l.id, l.name, o.name as "portalName",
       l.origin = 'portal' and l.unsync_reason is null and o.deleted_at is null as "returns",
       (select p.name from product p where l.origin = 'portal' and p.origin = 'portal'
          and p.portal_id = l.portal_id and p.sku_id = l.sku_id and not exists (
            select from product_licence x where x.product_id = p.id and x.licence_id <> all($1::int[]))) as product,
       array(select p.name from product_licence x join product p on p.id = x.product_id
         where x.licence_id = l.id and not (p.origin = 'portal' and (p.portal_id, p.sku_id) is not distinct from (l.portal_id, l.sku_id)
           and not exists (select from product_licence y where y.product_id = p.id and y.licence_id <> all($1::int[])))
         order by lower(p.name), p.id) as linked,
       (select count(*)::int from consumer_assignment b where b.licence_id = l.id) as bound,
       array(select u.name from licence u where u.base_licence_id = l.id and u.id <> all($1::int[])
         order by lower(u.name), u.id) as upgrades
     from licence l left join portal o on o.id = l.portal_id
     where l.id = any($1::int[]) order by lower(l.name), l.id`,
    [licenceIds],
  );
  return rows;
}
