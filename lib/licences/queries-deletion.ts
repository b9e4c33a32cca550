import "server-only";
import { pool } from "@/lib/db/pool";
import type { LicenceDeletion } from "./deletion";

/** What `deleteLicences` would do with each of these; those that are gone already are not among them. */
export async function previewDeletion(licenceIds: readonly number[]): Promise<LicenceDeletion[]> {
  const { rows } = await pool().query<LicenceDeletion>(
    `select l.id, l.name, o.name as "portalName",
       l.origin = 'portal' and l.unsync_reason is null and o.deleted_at is null as "returns",
       (select p.name from product p where l.origin = 'portal' and p.origin = 'portal'
          and p.portal_id = l.portal_id and p.sku_id = l.sku_id and not exists (
            select from product_licence x where x.product_id = p.id and x.licence_id <> all($1::int[]))) as product,
       array(select u.name from licence u where u.base_licence_id = l.id and u.id <> all($1::int[])
         order by lower(u.name), u.id) as upgrades
     from licence l left join portal o on o.id = l.portal_id
     where l.id = any($1::int[]) order by lower(l.name), l.id`,
    [licenceIds],
  );
  return rows;
}
