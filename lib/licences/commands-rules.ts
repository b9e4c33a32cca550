import type { ClientBase } from "pg";
import type { LicenceMetric } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";

/** One change of manual licences at a time: that a chain of upgrades has no cycle must still be true when it is written. */
export async function lockLicences(client: ClientBase): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('seatwise.licences'))");
}

export type StoredLicence = { name: string; metric: LicenceMetric; version: number; updatedBy: string | null };

/** The row of a manual licence, until the end of the transaction. @throws AppError licence-not-found, imported-read-only */
export async function lockManualLicence(client: ClientBase, licenceId: number): Promise<StoredLicence> {
  const { rows } = await client.query<StoredLicence & { isImported: boolean }>(
    `select name, metric, version, updated_by as "updatedBy", origin = 'portal' as "isImported"
     from licence where id = $1 for no key update`,
    [licenceId],
  );
  const [licence] = rows;
  if (!licence) throw new AppError("licence-not-found");
  if (licence.isImported) throw new AppError("imported-read-only");
  return licence;
}

/** @throws AppError channel-not-found */
export async function checkChannel(client: ClientBase, channelId: number | null): Promise<void> {
  if (channelId === null) return;
  const { rows } = await client.query("select from acquisition_channel where id = $1 for key share", [channelId]);
  if (rows.length > 0) return;
  throw new AppError("channel-not-found", { fields: { channelId: "channel-not-found" } });
}

type Upgrade = { licenceId: number | null; metric: LicenceMetric; baseLicenceId: number };

/** @throws AppError base-licence-not-found, base-metric-differs, upgrade-cycle */
export async function checkBase(client: ClientBase, { licenceId, metric, baseLicenceId }: Upgrade): Promise<void> {
  const { rows } = await client.query<{ metric: LicenceMetric; isCycle: boolean }>(
    `with recursive chain(id, base_id) as (
       select id, base_licence_id from licence where id = $1
       union select l.id, l.base_licence_id from licence l join chain on l.id = chain.base_id)
     select metric, exists (select from chain where id = $2) as "isCycle"
     from licence where id = $1 and origin = 'manual'`,
    [baseLicenceId, licenceId],
  );
  const fail = (code: string) => new AppError(code, { fields: { baseLicenceId: code } });
  const [base] = rows;
  if (!base) throw fail("base-licence-not-found");
  if (base.isCycle) throw fail("upgrade-cycle");
  if (base.metric !== metric) throw fail("base-metric-differs");
}

/** Upgrades count what their base counts. @throws AppError upgrades-metric-differ */
export async function checkUpgrades(client: ClientBase, licenceId: number, metric: LicenceMetric): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from licence where base_licence_id = $1 and metric <> $2::licence_metric order by lower(name), id",
    [licenceId, metric],
  );
  if (rows.length === 0) return;
  throw new AppError("upgrades-metric-differ", {
    fields: { metric: "upgrades-metric-differ" },
    params: { names: namesOf(rows) },
  });
}

/**
 * Makes a licence the one of a product, or of none. Consumers of the product before that were bound to it are served in the usual
 * order again. @returns the product's name
 * @throws AppError product-not-found, metric-differs
 */
export async function linkProduct(
  client: ClientBase,
  licence: { id: number; name: string; metric: LicenceMetric },
  productId: number | null,
): Promise<string | null> {
  // Shared with nobody who changes the product's metric, or binds a consumer of the one before, until we are done.
  const { rows } = await client.query<{ id: number; name: string; metric: LicenceMetric }>(
    `select id, name, metric from product where id = $1 or id = (select product_id from product_licence where licence_id = $2)
     order by id for share`,
    [productId, licence.id],
  );
  await client.query("delete from consumer_assignment where licence_id = $1 and product_id is distinct from $2", [
    licence.id,
    productId,
  ]);
  if (productId === null) {
    await client.query("delete from product_licence where licence_id = $1", [licence.id]);
    return null;
  }
  const product = rows.find(({ id }) => id === productId);
  const fail = (code: string, params = {}) => new AppError(code, { fields: { productId: code }, params });
  if (!product) throw fail("product-not-found");
  if (product.metric !== licence.metric) throw fail("metric-differs", { name: licence.name });
  await client.query(
    `insert into product_licence (product_id, licence_id) values ($1, $2)
     on conflict (licence_id) do update set product_id = excluded.product_id`,
    [productId, licence.id],
  );
  return product.name;
}

const NAMES_MAX = 5;

/** The first names of many, for a message. */
export function namesOf(rows: readonly { name: string }[]): string {
  const names = rows.slice(0, NAMES_MAX).map(({ name }) => name);
  return `${names.join(", ")}${rows.length > NAMES_MAX ? ", …" : ""}`;
}
