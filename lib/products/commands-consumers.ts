import { type Actor, writeAuditLine } from "@/lib/audit/record";
import type { ConsumerKind } from "@/lib/db/generated/enums";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { lockManualProduct } from "./commands";
import { consumerKindOf } from "./consumer-kind";

export type AddedConsumers = { added: number /** were consumers already */; known: number };

/** @throws AppError product-not-found, imported-read-only; consumer-kind-differs, when the metric counts devices; contact-not-found */
export function addPeople(
  actor: Actor,
  { productId, contactIds }: { productId: number; contactIds: readonly number[] },
): Promise<AddedConsumers> {
  return addConsumers(actor, productId, "person", [...new Set(contactIds)]);
}

/** @throws AppError product-not-found, imported-read-only; consumer-kind-differs, when the metric counts people */
export function addDevices(
  actor: Actor,
  { productId, names }: { productId: number; names: readonly string[] },
): Promise<AddedConsumers> {
  const byKey = new Map(names.map((name) => [name.toLowerCase(), name]));
  return addConsumers(actor, productId, "device", [...byKey.values()]);
}

const insertSql: Record<ConsumerKind, string> = {
  person: `insert into product_consumer (product_id, kind, contact_id, created_by)
    select $1, 'person', c.id, $3 from contact c where c.id = any($2::int[])
    on conflict (product_id, contact_id) do nothing`,
  device: `insert into product_consumer (product_id, kind, device_name, created_by)
    select $1, 'device', name, $3 from unnest($2::text[]) as name
    on conflict (product_id, lower(device_name)) where device_name is not null do nothing`,
};

async function addConsumers(
  actor: Actor,
  productId: number,
  kind: ConsumerKind,
  given: readonly (number | string)[],
): Promise<AddedConsumers> {
  return withTransaction(async (client) => {
    const product = await lockManualProduct(client, productId);
    if (consumerKindOf(product.metric) !== kind) throw new AppError("consumer-kind-differs");
    if (kind === "person") {
      const { rows } = await client.query("select from contact where id = any($1::int[]) for key share", [given]);
      if (rows.length < given.length) throw new AppError("contact-not-found");
    }
    const { rowCount } = await client.query(insertSql[kind], [productId, given, actor.username]);
    const added = rowCount ?? 0;
    await writeAuditLine(client, actor, {
      action: "product.consumers-added",
      targetType: "product",
      targetId: productId,
      targetName: product.name,
      details: { kind, added },
    });
    return { added, known: given.length - added };
  });
}

/** Those that are gone already are no fault. @throws AppError product-not-found, imported-read-only */
export async function removeConsumers(
  actor: Actor,
  { productId, consumerIds }: { productId: number; consumerIds: readonly number[] },
): Promise<{ removed: number }> {
  return withTransaction(async (client) => {
    const product = await lockManualProduct(client, productId);
    // What "Customize" says of a person hangs on product and contact, not on the row here.
    for (const table of ["consumer_assignment", "consumer_priority"]) {
      await client.query(
        `delete from ${table} t using product_consumer c
         where c.product_id = $1 and c.id = any($2::int[]) and t.product_id = $1 and t.contact_id = c.contact_id`,
        [productId, consumerIds],
      );
    }
    const { rowCount } = await client.query(
      "delete from product_consumer where product_id = $1 and id = any($2::int[])",
      [productId, consumerIds],
    );
    const removed = rowCount ?? 0;
    await writeAuditLine(client, actor, {
      action: "product.consumers-removed",
      targetType: "product",
      targetId: productId,
      targetName: product.name,
      details: { removed },
    });
    return { removed };
  });
}
