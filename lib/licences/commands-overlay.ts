import type { ClientBase } from "pg";
import { type Actor, type AuditEntry, writeAuditLine } from "@/lib/audit/record";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { OverlayInput, PriceInput, PriceKey } from "./overlay";

// Everything here is keyed by portal and SKU, as the tenant keys it: it outlives the licence's row.

type Target = { portalId: string; skuId: string; name: string };

/** @throws AppError not-found; overlay-imported-only: a licence made by hand has fields of its own */
async function findTarget(client: ClientBase, licenceId: number): Promise<Target> {
  const { rows } = await client.query<{ portalId: string | null; skuId: string | null; name: string }>(
    `select portal_id as "portalId", sku_id as "skuId", name from licence where id = $1`,
    [licenceId],
  );
  const [licence] = rows;
  if (!licence) throw new AppError("not-found");
  const { portalId, skuId, name } = licence;
  if (!portalId || !skuId) throw new AppError("overlay-imported-only");
  return { portalId, skuId, name };
}

function audit(
  client: ClientBase,
  actor: Actor,
  licenceId: number,
  target: Target,
  entry: Pick<AuditEntry, "action" | "details">,
) {
  return writeAuditLine(client, actor, {
    ...entry,
    targetType: "licence",
    targetId: licenceId,
    targetName: target.name,
  });
}

/** Note, owner, cost centre and tags. @throws AppError not-found, overlay-imported-only, overlay-changed */
export async function saveOverlay(actor: Actor, input: OverlayInput): Promise<void> {
  const { licenceId, note, owner, costCentre, tags, updatedAt } = input;
  await withTransaction(async (client) => {
    const target = await findTarget(client, licenceId);
    const { rowCount } = await client.query(
      `insert into licence_overlay (portal_id, sku_id, note, owner, cost_centre, tags, updated_at, updated_by)
       values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)
       on conflict (portal_id, sku_id) do update set note = excluded.note, owner = excluded.owner,
         cost_centre = excluded.cost_centre, tags = excluded.tags, updated_at = excluded.updated_at, updated_by = excluded.updated_by
       where licence_overlay.updated_at = $8`,
      [target.portalId, target.skuId, note, owner, costCentre, tags, actor.username, updatedAt || null],
    );
    if (!rowCount) throw new AppError("overlay-changed");
    await audit(client, actor, licenceId, target, {
      action: "licence.overlay-saved",
      details: { note, owner, costCentre, tags },
    });
  });
}

/** One price a day: another one for the same day replaces it. @throws AppError not-found, overlay-imported-only */
export async function savePrice(actor: Actor, { licenceId, startsOn, amount, currency }: PriceInput): Promise<void> {
  await withTransaction(async (client) => {
    const target = await findTarget(client, licenceId);
    await client.query(
      `insert into licence_price (portal_id, sku_id, starts_on, amount, currency) values ($1, $2, $3, $4, $5)
       on conflict (portal_id, sku_id, starts_on) do update set amount = excluded.amount, currency = excluded.currency`,
      [target.portalId, target.skuId, startsOn, amount, currency],
    );
    await audit(client, actor, licenceId, target, {
      action: "licence.price-saved",
      details: { startsOn, amount, currency },
    });
  });
}

/** @throws AppError not-found, overlay-imported-only */
export async function deletePrice(actor: Actor, { licenceId, startsOn }: PriceKey): Promise<void> {
  await withTransaction(async (client) => {
    const target = await findTarget(client, licenceId);
    const { rowCount } = await client.query(
      "delete from licence_price where portal_id = $1 and sku_id = $2 and starts_on = $3",
      [target.portalId, target.skuId, startsOn],
    );
    if (!rowCount) throw new AppError("not-found");
    await audit(client, actor, licenceId, target, { action: "licence.price-deleted", details: { startsOn } });
  });
}
