import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { moveInOrder } from "./priority-order";
import type { AssignInput, PriorityInput } from "./schema";

type Target = Pick<AssignInput, "productId" | "kind" | "id">;

/** The columns that name a consumer: a contact, or a device. */
const columnOf = ({ kind }: Target) => (kind === "person" ? "contact_id" : "consumer_id");

/**
 * Until the transaction ends nobody else changes who goes first in this product. Imported products too: this is said here and
 * about people who hold them, and no import knows it.
 * @throws AppError product-not-found; not-found for who is no consumer of the product
 */
async function lockConsumer(client: ClientBase, target: Target): Promise<{ product: string; consumer: string }> {
  const { productId, kind, id } = target;
  const products = await client.query<{ name: string }>("select name from product where id = $1 for update", [
    productId,
  ]);
  const [product] = products.rows;
  if (!product) throw new AppError("product-not-found");
  const consumers = await client.query<{ name: string }>(
    kind === "device"
      ? "select device_name as name from product_consumer where product_id = $1 and id = $2 and kind = 'device'"
      : `select c.display_name as name from contact c join product p on p.id = $1 where c.id = $2 and (
           exists (select from assignment a where a.contact_id = c.id and a.portal_id = p.portal_id and a.sku_id = p.sku_id and a.is_held)
           or exists (select from product_consumer x where x.product_id = p.id and x.contact_id = c.id and p.origin = 'manual'))`,
    [productId, id],
  );
  const [consumer] = consumers.rows;
  if (!consumer) throw new AppError("not-found");
  return { product: product.name, consumer: consumer.name };
}

/**
 * Binds a consumer to a licence of the product, or lets it go. Counts from the next recalculation on.
 * @throws AppError product-not-found, not-found; licence-not-found for one that is not linked to the product
 */
export async function assignConsumer(actor: Actor, input: AssignInput): Promise<{ isChanged: boolean }> {
  const { productId, id, licenceId } = input;
  const column = columnOf(input);
  return withTransaction(async (client) => {
    const names = await lockConsumer(client, input);
    const { rows } = await client.query<{ licenceId: number }>(
      `select licence_id as "licenceId" from consumer_assignment where product_id = $1 and ${column} = $2`,
      [productId, id],
    );
    if ((rows[0]?.licenceId ?? null) === licenceId) return { isChanged: false };
    await client.query(`delete from consumer_assignment where product_id = $1 and ${column} = $2`, [productId, id]);
    if (licenceId !== null) {
      const { rowCount } = await client.query(
        `insert into consumer_assignment (product_id, licence_id, ${column}, created_by)
         select product_id, licence_id, $3, $4 from product_licence where product_id = $1 and licence_id = $2`,
        [productId, licenceId, id, actor.username],
      );
      if (!rowCount) throw new AppError("licence-not-found");
    }
    await record(client, actor, input, names, { action: "compliance.consumer-assigned", details: { licenceId } });
    return { isChanged: true };
  });
}

/**
 * Moves a consumer in the product's order of priorities: up and down by one, into it at its end, or out of it. Ranks count from 1
 * without gaps afterwards. Counts from the next recalculation on.
 * @throws AppError product-not-found, not-found
 */
export async function moveConsumer(
  actor: Actor,
  input: PriorityInput,
): Promise<{ rank: number | null; count: number }> {
  const { productId, id, move } = input;
  const column = columnOf(input);
  return withTransaction(async (client) => {
    const names = await lockConsumer(client, input);
    const before = await client.query<{ id: number; isIt: boolean }>(
      `select id, ${column} is not distinct from $2 as "isIt" from consumer_priority where product_id = $1 order by rank, id`,
      [productId, id],
    );
    // 0 stands for the row that is not there yet.
    const own = before.rows.find(({ isIt }) => isIt)?.id ?? 0;
    const ids = before.rows.map((row) => row.id);
    const order = moveInOrder(ids, own, move);
    if (own !== 0 && !order.includes(own)) await client.query("delete from consumer_priority where id = $1", [own]);
    await client.query(
      `update consumer_priority r set rank = n.rank from unnest($1::int[]) with ordinality n(id, rank)
       where r.id = n.id and r.rank <> n.rank`,
      [order],
    );
    const rank = order.indexOf(own) + 1 || null;
    if (order.join() === ids.join()) return { rank, count: order.length };
    if (own === 0 && rank !== null) {
      await client.query(`insert into consumer_priority (product_id, ${column}, rank) values ($1, $2, $3)`, [
        productId,
        id,
        rank,
      ]);
    }
    await record(client, actor, input, names, { action: "compliance.consumer-prioritised", details: { rank } });
    return { rank, count: order.length };
  });
}

function record(
  client: ClientBase,
  actor: Actor,
  { productId, kind, id }: Target,
  { product, consumer }: { product: string; consumer: string },
  { action, details }: { action: string; details: Record<string, number | null> },
): Promise<void> {
  return writeAuditLine(client, actor, {
    action,
    targetType: "product",
    targetId: productId,
    targetName: product,
    details: { ...details, consumer, kind, consumerId: id },
  });
}
