import type { ClientBase } from "pg";
import type { TenantSku } from "@/lib/graph/tenant";
import { type MergeCounts, markUnsynchronised } from "@/lib/portals/merge";

const ROOT_KEY = "microsoft-365";
const ROOT_NAME = "Microsoft 365";
/** Any number that no other lock of ours uses. */
export const FOLDER_LOCK = 36_502;

/**
 * Takes imported licences into products: one per (portal, SKU), named as the licence and linked to it. The folder is set
 * when a product is made and never again, so that it stays where people put it.
 * @param skus without the excluded ones
 */
export async function mergeProducts(
  client: ClientBase,
  portal: { id: string; name: string },
  skus: readonly TenantSku[],
  excludedSkuIds: readonly string[],
): Promise<MergeCounts> {
  const updated = await client.query(
    `update product p set name = i.name, unsync_reason = null, unsync_since = null, last_synced_at = null, updated_at = now()
     from licence i
     where p.portal_id = $1 and i.portal_id = $1 and i.sku_id = p.sku_id and i.unsync_reason is null
       and (p.name, p.unsync_reason) is distinct from (i.name, null)`,
    [portal.id],
  );
  const created = await createProducts(client, portal);
  await client.query(
    `insert into product_licence (product_id, licence_id)
     select p.id, i.id from product p join licence i on i.portal_id = p.portal_id and i.sku_id = p.sku_id
     where p.portal_id = $1 on conflict do nothing`,
    [portal.id],
  );
  const vanished = await markUnsynchronised(client, "product", portal.id, skus, excludedSkuIds);
  const changed = updated.rowCount ?? 0;
  return { created, updated: changed, unchanged: Math.max(0, skus.length - created - changed), vanished };
}

async function createProducts(client: ClientBase, portal: { id: string; name: string }): Promise<number> {
  const missing = `from licence i where i.portal_id = $1 and i.unsync_reason is null
    and not exists (select from product p where p.portal_id = i.portal_id and p.sku_id = i.sku_id)`;
  const { rowCount } = await client.query(`select 1 ${missing} limit 1`, [portal.id]);
  if (!rowCount) return 0;
  const folderId = await portalFolder(client, portal);
  const created = await client.query(
    `insert into product (origin, name, folder_id, portal_id, sku_id, updated_at)
     select 'portal', i.name, $2, i.portal_id, i.sku_id, now() ${missing}`,
    [portal.id, folderId],
  );
  return created.rowCount ?? 0;
}

/** `Microsoft 365 / <portal>`, made when missing. Folders of that name that people made are used, not doubled. */
async function portalFolder(client: ClientBase, portal: { id: string; name: string }): Promise<number> {
  // Two portals that are imported for the first time at once would both make the root.
  await client.query("select pg_advisory_xact_lock($1)", [FOLDER_LOCK]);
  const root = await findOrMakeFolder(client, "system_key", ROOT_KEY, ROOT_NAME, null);
  return findOrMakeFolder(client, "portal_id", portal.id, portal.name, root);
}

async function findOrMakeFolder(
  client: ClientBase,
  keyColumn: "system_key" | "portal_id",
  key: string,
  name: string,
  parentId: number | null,
): Promise<number> {
  const known = await client.query<{ id: number }>(`select id from folder where ${keyColumn} = $1`, [key]);
  if (known.rows[0]) return known.rows[0].id;
  const made = await client.query<{ id: number }>(
    `insert into folder (parent_id, name, ${keyColumn}) values ($1, $2, $3)
     on conflict (coalesce(parent_id, 0), lower(name)) do update set ${keyColumn} = coalesce(folder.${keyColumn}, excluded.${keyColumn})
     returning id`,
    [parentId, name, key],
  );
  const [row] = made.rows;
  if (!row) throw new Error("a folder was neither found nor made");
  return row.id;
}
