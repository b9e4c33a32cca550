import type { ClientBase } from "pg";

/** Absent: all portals, all SKUs. */
export type RenameScope = { portalId?: string; skuIds?: readonly string[] };

/**
 * Gives imported licences and products the names that an import would give them now: the title of the catalogue, and
 * `<portal name>: <title>`. What a deleted portal left behind keeps its names. Belongs into the transaction of what changed
 * a portal's name or a title.
 * @returns rows whose name changed
 */
export async function renameImported(
  client: ClientBase,
  { portalId, skuIds }: RenameScope,
): Promise<{ licences: number; products: number }> {
  const scope = [portalId ?? null, skuIds ?? null];
  // An import that is being merged holds its portal. Waiting for it here makes ours the last word on the name.
  await client.query(
    "select from portal where deleted_at is null and ($1::uuid is null or id = $1) order by id for no key update",
    scope.slice(0, 1),
  );
  const licences = await client.query(
    `update licence i set title = n.title, name = n.name, updated_at = now()
     from (select l.id, t.title, p.name || ': ' || t.title as name
           from licence l
           join portal p on p.id = l.portal_id and p.deleted_at is null
           left join catalogue_sku k on k.sku_id = l.sku_id
           cross join lateral (select coalesce(k.own_title, k.title, nullif(l.part_number, ''), l.sku_id::text) as title) t
           where l.origin = 'portal' and ($1::uuid is null or l.portal_id = $1) and ($2::uuid[] is null or l.sku_id = any($2))) n
     where i.id = n.id and (i.title, i.name) is distinct from (n.title, n.name)`,
    scope,
  );
  const products = await client.query(
    `update product d set name = i.name, updated_at = now()
     from licence i join portal p on p.id = i.portal_id and p.deleted_at is null
     where d.origin = 'portal' and i.origin = 'portal' and d.portal_id = i.portal_id and d.sku_id = i.sku_id
       and ($1::uuid is null or i.portal_id = $1) and ($2::uuid[] is null or i.sku_id = any($2))
       and d.name is distinct from i.name`,
    scope,
  );
  return { licences: licences.rowCount ?? 0, products: products.rowCount ?? 0 };
}
