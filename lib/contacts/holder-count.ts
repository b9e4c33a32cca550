import type { ClientBase } from "pg";

/** As a count over `assignment` gives them. */
const FIGURES = `count(*)::int as assigned, count(*) filter (where is_held)::int as holders,
  count(*) filter (where not is_held and error is not null)::int as waiting,
  count(*) filter (where is_held and group_ids <> '{}')::int as by_group`;

/** The figures of a licence, counted anew. @param licence the alias of the table `licence` */
export const countedHolders = (licence: string) =>
  `(select ${FIGURES} from assignment a where a.portal_id = ${licence}.portal_id and a.sku_id = ${licence}.sku_id)`;

/**
 * Counts who holds each SKU of a portal, for lists. Belongs into the transaction that wrote the portal's assignments, after the last of
 * them: nothing but an import and the deletion of a portal or its people changes any.
 */
export async function countHolders(client: Pick<ClientBase, "query">, portalId: string): Promise<void> {
  await client.query(
    `with counted as materialized (select sku_id, ${FIGURES} from assignment where portal_id = $1 group by sku_id),
       ended as (delete from holder_count h
         where h.portal_id = $1 and not exists (select from counted c where c.sku_id = h.sku_id))
     insert into holder_count (portal_id, sku_id, assigned, holders, waiting, by_group)
     select $1, sku_id, assigned, holders, waiting, by_group from counted
     on conflict (portal_id, sku_id) do update set assigned = excluded.assigned, holders = excluded.holders,
       waiting = excluded.waiting, by_group = excluded.by_group
     where (holder_count.assigned, holder_count.holders, holder_count.waiting, holder_count.by_group)
       is distinct from (excluded.assigned, excluded.holders, excluded.waiting, excluded.by_group)`,
    [portalId],
  );
}
