import "server-only";
import { pool } from "@/lib/db/pool";
import type { Chosen } from "@/lib/paging/chosen";
import { chosenIds } from "@/lib/portals/chosen-ids";
import type { ProductDeletion } from "./deletion";
import { conditionsOf, from, listFolders } from "./queries";
import { readProductState } from "./queries-export";

/** @throws AppError too-many-chosen */
export const productsChosen = (chosen: Chosen): Promise<number[]> =>
  chosenIds(chosen, async (search, values) => {
    const state = readProductState(search, await listFolders());
    return `select p.id ${from} where ${conditionsOf(state, values)}`;
  });

/** What `deleteProducts` would do with each of these; those that are gone already are not among them. */
export async function previewDeletion(productIds: readonly number[]): Promise<ProductDeletion[]> {
  const { rows } = await pool().query<ProductDeletion>(
    `select p.id, p.name, p.origin = 'portal' and p.unsync_reason is null and o.deleted_at is null as "returns",
       (select count(*)::int from product_consumer x where x.product_id = p.id) as consumers,
       (select count(*)::int from product_licence x where x.product_id = p.id) as licences
     from product p left join portal o on o.id = p.portal_id
     where p.id = any($1::int[]) order by lower(p.name), p.id`,
    [productIds],
  );
  return rows;
}
