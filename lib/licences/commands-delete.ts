import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { deleteLeftPeople } from "@/lib/contacts/left-people";
import type { Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { excludeSkus } from "@/lib/portals/exclude-skus";
import { lockLicences, namesOf } from "./commands-rules";

export type Deleted = { licences: number; products: number };
type Details = Record<string, string | number | null>;
type Found = {
  id: number;
  name: string;
  origin: Origin;
  portalId: string | null;
  skuId: string | null;
  unsyncReason: UnsyncReason | null;
};

/**
 * Deletes licences, imported ones as well. The imported product of an imported licence goes with it, unless other licences
 * are linked to it. What its portal still has returns with the next import, unless it is excluded.
 * @param exclusion given: what would return is excluded from further imports, for that reason
 * @returns how many went; those that are gone already are not counted
 * @throws AppError licence-not-found; licence-has-upgrades, when one that stays names one of these as its base
 */
export async function deleteLicences(
  actor: Actor,
  { licenceIds, exclusion }: { licenceIds: readonly number[]; exclusion?: { reason: string } },
): Promise<Deleted> {
  return withTransaction(async (client) => {
    const licences = await lockForDeletion(client, "l.id = any($1::int[])", [licenceIds]);
    if (licences.length === 0) throw new AppError("licence-not-found");
    await refuseBases(client, licences);
    const excluded = exclusion ? await excludeSkus(client, actor, returningSkus(licences), exclusion.reason) : 0;
    const deleted = await remove(client, licences);
    await audit(client, actor, licences, { ...deleted, excluded });
    return deleted;
  });
}

/**
 * Deletes all licences that cannot be synchronised, and products left without one: of one portal, or of all.
 * @param wanted.includesPeople of deleted portals the contacts go as well; see `deleteLeftPeople`
 * @throws AppError licence-not-found, when there are none
 */
export async function deleteOrphans(
  actor: Actor,
  { portalId, includesPeople = false }: { portalId: string | null; includesPeople?: boolean },
): Promise<Deleted & { contacts: number }> {
  return withTransaction(async (client) => {
    const isOrphan = "unsync_reason is not null and ($1::uuid is null or portal_id = $1)";
    if (includesPeople) await lockDeletedPortals(client, portalId);
    const licences = await lockForDeletion(client, `l.origin = 'portal' and ${isOrphan}`, [portalId]);
    const deleted = await remove(client, licences);
    const alone = await client.query(
      `delete from product p where origin = 'portal' and ${isOrphan}
         and not exists (select from product_licence x where x.product_id = p.id)`,
      [portalId],
    );
    const products = deleted.products + (alone.rowCount ?? 0);
    const contacts = includesPeople ? await deleteLeftPeople(client, portalId) : 0;
    if (licences.length + products + contacts === 0) throw new AppError("licence-not-found");
    await removeEmptyFolders(client);
    await audit(client, actor, licences, { ...deleted, products, contacts, portalId });
    return { licences: deleted.licences, products, contacts };
  });
}

async function lockDeletedPortals(client: ClientBase, portalId: string | null): Promise<void> {
  await client.query(
    "select from portal where deleted_at is not null and ($1::uuid is null or id = $1) order by id for no key update",
    [portalId],
  );
}

async function lockForDeletion(client: ClientBase, condition: string, values: readonly unknown[]): Promise<Found[]> {
  await lockLicences(client);
  // An import that is being merged holds its portal: waiting for it there cannot end in a deadlock further down.
  await client.query(
    `select from portal where id in (select l.portal_id from licence l where ${condition}) order by id for no key update`,
    [...values],
  );
  const { rows } = await client.query<Found>(
    `select l.id, l.name, l.origin, l.portal_id as "portalId", l.sku_id as "skuId",
       l.unsync_reason as "unsyncReason" from licence l
     where ${condition} order by lower(l.name), l.id for update`,
    [...values],
  );
  return rows;
}

const idsOf = (licences: readonly Found[]) => licences.map(({ id }) => id);

async function refuseBases(client: ClientBase, licences: readonly Found[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select name from licence where base_licence_id = any($1::int[]) and id <> all($1::int[]) order by lower(name), id`,
    [idsOf(licences)],
  );
  if (rows.length > 0) throw new AppError("licence-has-upgrades", { params: { names: namesOf(rows) } });
}

/** SKUs that the next import would bring back; what is manual has none. */
const returningSkus = (licences: readonly Found[]) =>
  licences.flatMap(({ portalId, skuId, unsyncReason }) =>
    portalId && skuId && unsyncReason === null ? [{ portalId, skuId }] : [],
  );

async function remove(client: ClientBase, licences: readonly Found[]): Promise<Deleted> {
  const ids = idsOf(licences);
  const products = await client.query(
    `delete from product p using licence l
     where l.id = any($1::int[]) and p.origin = 'portal' and p.portal_id = l.portal_id and p.sku_id = l.sku_id
       and not exists (select from product_licence x where x.product_id = p.id and x.licence_id <> all($1::int[]))`,
    [ids],
  );
  // A base and its upgrade may go together, in whatever order.
  await client.query("update licence set kind = 'full_version', base_licence_id = null where id = any($1::int[])", [
    ids,
  ]);
  const deleted = await client.query("delete from licence where id = any($1::int[])", [ids]);
  return { licences: deleted.rowCount ?? 0, products: products.rowCount ?? 0 };
}

/** Of portals that were deleted: nothing will ever come into them again. */
async function removeEmptyFolders(client: ClientBase): Promise<void> {
  await client.query(
    `delete from folder f using portal o where o.id = f.portal_id and o.deleted_at is not null
       and not exists (select from product where folder_id = f.id)
       and not exists (select from folder c where c.parent_id = f.id)`,
  );
}

async function audit(client: ClientBase, actor: Actor, licences: readonly Found[], details: Details) {
  const [first, ...others] = licences;
  const isOne = first !== undefined && others.length === 0;
  await writeAuditLine(client, actor, {
    action: isOne ? "licence.deleted" : "licences.deleted",
    targetType: "licence",
    targetId: isOne ? first.id : null,
    targetName: namesOf(licences),
    details: { ...details, ids: idsOf(licences) },
  });
}
