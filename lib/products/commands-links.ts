import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import type { LicenceMetric } from "@/lib/db/generated/enums";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { lockManualProduct } from "./commands";

type StoredLicence = { id: number; name: string; origin: string; metric: LicenceMetric };

/** Its metric cannot change until the link is there. @throws AppError licence-not-found, imported-read-only */
async function lockLicence(client: ClientBase, licenceId: number): Promise<StoredLicence> {
  const { rows } = await client.query<StoredLicence>(
    "select id, name, origin, metric from licence where id = $1 for update",
    [licenceId],
  );
  const [licence] = rows;
  if (!licence) throw new AppError("licence-not-found");
  // The import links it to its own product.
  if (licence.origin !== "manual") throw new AppError("imported-read-only");
  return licence;
}

/**
 * A licence covers the consumers of one product: of the same metric, since units of different kinds cannot be compared.
 * Linking it again changes nothing.
 * @throws AppError product-not-found, licence-not-found, imported-read-only, metric-differs, licence-linked-elsewhere
 */
export async function linkLicences(
  actor: Actor,
  { productId, licenceIds }: { productId: number; licenceIds: readonly number[] },
): Promise<{ linked: number }> {
  return withTransaction(async (client) => {
    const product = await lockManualProduct(client, productId);
    let linked = 0;
    for (const licenceId of [...new Set(licenceIds)].sort((a, b) => a - b)) {
      linked += await link(client, actor, product, await lockLicence(client, licenceId));
    }
    return { linked };
  });
}

export const linkLicence = (actor: Actor, { productId, licenceId }: { productId: number; licenceId: number }) =>
  linkLicences(actor, { productId, licenceIds: [licenceId] });

async function link(
  client: ClientBase,
  actor: Actor,
  product: { id: number; name: string; metric: LicenceMetric },
  licence: StoredLicence,
): Promise<number> {
  if (licence.metric !== product.metric) throw new AppError("metric-differs", { params: { name: licence.name } });
  const { rowCount } = await client.query(
    "insert into product_licence (product_id, licence_id) values ($1, $2) on conflict do nothing",
    [product.id, licence.id],
  );
  if (rowCount) {
    await writeAuditLine(client, actor, {
      action: "product.licence-linked",
      targetType: "product",
      targetId: product.id,
      targetName: product.name,
      details: { licenceId: licence.id, licence: licence.name },
    });
    return 1;
  }
  const { rows } = await client.query<{ name: string }>(
    `select p.name from product_licence x join product p on p.id = x.product_id
     where x.licence_id = $1 and x.product_id <> $2`,
    [licence.id, product.id],
  );
  if (rows[0]) {
    throw new AppError("licence-linked-elsewhere", { params: { name: licence.name, product: rows[0].name } });
  }
  return 0;
}

/** @throws AppError product-not-found, licence-not-found, imported-read-only */
export async function unlinkLicence(
  actor: Actor,
  { productId, licenceId }: { productId: number; licenceId: number },
): Promise<void> {
  await withTransaction(async (client) => {
    const product = await lockManualProduct(client, productId);
    const licence = await lockLicence(client, licenceId);
    // People who were to be served by it first are served in the usual order again.
    await client.query("delete from consumer_assignment where product_id = $1 and licence_id = $2", [
      productId,
      licenceId,
    ]);
    const { rowCount } = await client.query("delete from product_licence where product_id = $1 and licence_id = $2", [
      productId,
      licenceId,
    ]);
    if (!rowCount) return;
    await writeAuditLine(client, actor, {
      action: "product.licence-unlinked",
      targetType: "product",
      targetId: productId,
      targetName: product.name,
      details: { licenceId, licence: licence.name },
    });
  });
}
