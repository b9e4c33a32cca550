import type { ClientBase } from "pg";
import { type Actor, writeAuditLine, writeAuditLines } from "@/lib/audit/record";
import type { LicenceMetric } from "@/lib/db/generated/enums";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { excludeSkus } from "@/lib/portals/exclude-skus";
import { consumerKindOf } from "./consumer-kind";
import type { ProductEdit, ProductInput, ProductMove } from "./schema";

type ManualProduct = {
  id: number;
  name: string;
  metric: LicenceMetric;
  version: number;
  updatedBy: string | null;
};

/** Keeps a folder there until the product is in it. @throws AppError folder-not-found */
async function holdFolders(client: ClientBase, folderIds: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await client.query<{ id: number; name: string }>(
    "select id, name from folder where id = any($1::int[]) order by id for key share",
    [folderIds],
  );
  if (rows.length < new Set(folderIds).size) throw new AppError("folder-not-found");
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * A product that people may change: nobody else does until the end of the transaction.
 * @throws AppError product-not-found; imported-read-only, whatever screen or call it comes from
 */
export async function lockManualProduct(client: ClientBase, productId: number): Promise<ManualProduct> {
  const { rows } = await client.query<ManualProduct & { origin: string }>(
    `select id, name, metric, version, updated_by as "updatedBy", origin from product where id = $1 for update`,
    [productId],
  );
  const [product] = rows;
  if (!product) throw new AppError("product-not-found");
  if (product.origin !== "manual") throw new AppError("imported-read-only");
  return product;
}

/** @throws AppError folder-not-found */
export async function addProduct(actor: Actor, input: ProductInput): Promise<{ id: number }> {
  const { name, folderId, metric, isConcurrent, notes } = input;
  return withTransaction(async (client) => {
    await holdFolders(client, [folderId]);
    const { rows } = await client.query<{ id: number }>(
      `insert into product (origin, name, folder_id, metric, is_concurrent, notes, created_by, updated_by, updated_at)
       values ('manual', $1, $2, $3::licence_metric, $4, $5, $6, $6, now()) returning id`,
      [name, folderId, metric, isConcurrent, notes, actor.username],
    );
    const id = rows[0]?.id ?? 0;
    await writeAuditLine(client, actor, {
      action: "product.created",
      targetType: "product",
      targetId: id,
      targetName: name,
      details: { folderId, metric, isConcurrent },
    });
    return { id };
  });
}

/**
 * @throws AppError product-not-found, imported-read-only, folder-not-found; product-changed, when it is not the product that
 *   the person saw; metric-in-use, when licences are linked or consumers of the other kind are there
 */
export async function updateProduct(actor: Actor, edit: ProductEdit): Promise<void> {
  const { productId, version, name, folderId, metric, isConcurrent, notes } = edit;
  await withTransaction(async (client) => {
    // Folders before products, as everywhere: who deletes a folder waits for its products.
    await holdFolders(client, [folderId]);
    const before = await lockManualProduct(client, productId);
    if (before.version !== version)
      throw new AppError("product-changed", { params: { name: before.updatedBy ?? "?" } });
    if (before.metric !== metric) await refuseMetricInUse(client, productId, metric);
    await client.query(
      `update product set name = $2, folder_id = $3, metric = $4::licence_metric, is_concurrent = $5, notes = $6,
         version = version + 1, updated_by = $7, updated_at = now() where id = $1`,
      [productId, name, folderId, metric, isConcurrent, notes, actor.username],
    );
    await writeAuditLine(client, actor, {
      action: "product.updated",
      targetType: "product",
      targetId: productId,
      targetName: name,
      details: { before: { name: before.name, metric: before.metric }, after: { metric, folderId, isConcurrent } },
    });
  });
}

async function refuseMetricInUse(client: ClientBase, productId: number, metric: LicenceMetric): Promise<void> {
  const { rows } = await client.query<{ licences: number; consumers: number }>(
    `select (select count(*)::int from product_licence where product_id = $1) as licences,
            (select count(*)::int from product_consumer where product_id = $1 and kind <> $2::consumer_kind) as consumers`,
    [productId, consumerKindOf(metric)],
  );
  const { licences = 0, consumers = 0 } = rows[0] ?? {};
  if (licences + consumers === 0) return;
  throw new AppError("metric-in-use", { fields: { metric: "metric-in-use" }, params: { licences, consumers } });
}

/**
 * Puts products into other folders, imported ones too: the folder is theirs to choose, and no import takes it back.
 * @returns where they were, to be put back by another call; those that were there already are left out
 * @throws AppError folder-not-found, product-not-found
 */
export async function moveProducts(
  actor: Actor,
  moves: readonly ProductMove[],
): Promise<{ moved: number; before: ProductMove[] }> {
  const targets = moves.flatMap(({ folderId, productIds }) => productIds.map((id) => ({ id, folderId })));
  return withTransaction(async (client) => {
    const names = await holdFolders(client, [...new Set(moves.map(({ folderId }) => folderId))]);
    // In the order of their ids, so that two that move the same ones do not wait for each other.
    const { rows } = await client.query<{ id: number; name: string; folderId: number }>(
      `select id, name, folder_id as "folderId" from product where id = any($1::int[]) order by id for no key update`,
      [targets.map(({ id }) => id)],
    );
    if (rows.length < new Set(targets.map(({ id }) => id)).size) throw new AppError("product-not-found");
    const to = new Map(targets.map(({ id, folderId }) => [id, folderId]));
    const moving = rows.filter(({ id, folderId }) => to.get(id) !== folderId);
    await client.query(
      `update product p set folder_id = m.folder_id, updated_at = now()
       from unnest($1::int[], $2::int[]) as m(id, folder_id) where p.id = m.id`,
      [moving.map(({ id }) => id), moving.map(({ id }) => to.get(id))],
    );
    for (const [folderId, name] of names) {
      const moved = moving.filter(({ id }) => to.get(id) === folderId);
      if (moved.length === 0) continue;
      await writeAuditLine(client, actor, {
        action: "product.moved",
        targetType: "folder",
        targetId: folderId,
        targetName: name,
        details: { products: moved.map((product) => ({ id: product.id, name: product.name, from: product.folderId })) },
      });
    }
    const before = new Map<number, number[]>();
    for (const { id, folderId } of moving) before.set(folderId, [...(before.get(folderId) ?? []), id]);
    return {
      moved: moving.length,
      before: [...before].map(([folderId, productIds]) => ({ folderId, productIds })),
    };
  });
}

type Deletable = {
  id: number;
  name: string;
  origin: string;
  unsyncReason: string | null;
  portalId: string | null;
  skuId: string | null;
};

/**
 * Deletes products, imported ones as well. Licences stay. What an import still feeds returns with the next one, unless it is
 * excluded.
 * @param exclusion given: the SKU of what would return is excluded from further imports, for that reason
 * @throws AppError product-not-found: then none goes
 */
export async function deleteProducts(
  actor: Actor,
  productIds: readonly number[],
  exclusion?: { reason: string },
): Promise<{ deleted: number }> {
  return withTransaction(async (client) => {
    // An import that is being merged holds its portal: waiting for it there cannot end in a deadlock further down.
    await client.query(
      `select from portal where id in (select portal_id from product where id = any($1::int[])) order by id for no key update`,
      [productIds],
    );
    const { rows } = await client.query<Deletable>(
      `select id, name, origin, unsync_reason as "unsyncReason", portal_id as "portalId", sku_id as "skuId"
       from product where id = any($1::int[]) order by id for update`,
      [productIds],
    );
    if (rows.length < new Set(productIds).size) throw new AppError("product-not-found");
    const fed = rows.flatMap(({ unsyncReason, portalId, skuId }) =>
      unsyncReason === null && portalId && skuId ? [{ portalId, skuId }] : [],
    );
    if (exclusion && fed.length > 0) await excludeSkus(client, actor, fed, exclusion.reason);
    await client.query("delete from product where id = any($1::int[])", [productIds]);
    const lines = rows.map(({ id, name, origin, unsyncReason }) => ({
      ...{ action: "product.deleted", targetType: "product", targetId: id, targetName: name },
      details: { origin, unsyncReason },
    }));
    await writeAuditLines(client, actor, lines);
    return { deleted: rows.length };
  });
}
