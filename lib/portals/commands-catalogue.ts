import type { ClientBase } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { parseCatalogue } from "@/lib/catalogue/csv";
import { lockCatalogue } from "@/lib/catalogue/store";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { renameImported } from "./imported-names";
import { type CatalogueOutcome, takeCatalogue } from "./take-catalogue";

/**
 * Takes a file over that a person has fetched from Microsoft.
 * @throws AppError as `parseCatalogue`; then the catalogue stays as it was
 */
export async function uploadCatalogue(actor: Actor, bytes: Uint8Array): Promise<CatalogueOutcome> {
  const list = parseCatalogue(bytes);
  return withTransaction(async (client) => {
    const outcome = await takeCatalogue(client, list);
    const { skus, servicePlans, renamed, skipped } = outcome;
    await writeAuditLine(client, actor, {
      action: "catalogue.uploaded",
      targetType: "catalogue",
      details: { skus, servicePlans, renamed, skipped: skipped.length },
    });
    return outcome;
  });
}

type KnownSku = { partNumber: string; title: string; ownTitle: string | null; isListed: boolean };

/** A SKU of the catalogue, or one that only a tenant has told of. @throws AppError catalogue-sku-not-found */
async function findKnownSku(client: ClientBase, skuId: string): Promise<KnownSku> {
  const { rows } = await client.query<KnownSku>(
    `select part_number as "partNumber", title, own_title as "ownTitle", true as "isListed" from catalogue_sku where sku_id = $1
     union all
     select coalesce(part_number, ''), '', null, false from
       (select part_number from licence where sku_id = $1 union all select part_number from portal_sku where sku_id = $1) seen
     limit 1`,
    [skuId],
  );
  const [known] = rows;
  if (!known) throw new AppError("catalogue-sku-not-found");
  return known;
}

/**
 * Gives a SKU a title of one's own, which wins over Microsoft's, or takes it away. What was imported bears it at once.
 * @returns imported rows that bear another name now
 * @throws AppError catalogue-sku-not-found
 */
export async function setOwnTitle(
  actor: Actor,
  { skuId, title }: { skuId: string; title: string | null },
): Promise<{ licences: number; products: number }> {
  return withTransaction(async (client) => {
    await lockCatalogue(client);
    const before = await findKnownSku(client, skuId);
    if (before.ownTitle === title) return { licences: 0, products: 0 };
    if (title === null && before.title === "") {
      // Nobody but us had a title for it: without one the row would only be in the way.
      await client.query("delete from catalogue_sku where sku_id = $1", [skuId]);
    } else {
      // A title of "" is none. Such a row has a title of one's own as long as it is there.
      await client.query(
        `insert into catalogue_sku (sku_id, part_number, title, own_title, source) values ($1, $2, '', $3, 'seed')
         on conflict (sku_id) do update set own_title = excluded.own_title, updated_at = now()`,
        [skuId, before.partNumber, title],
      );
    }
    const renamed = await renameImported(client, { skuIds: [skuId] });
    await writeAuditLine(client, actor, {
      action: title === null ? "catalogue.own-title-removed" : "catalogue.own-title-set",
      targetType: "sku",
      targetId: skuId,
      targetName: title ?? (before.title || before.partNumber || skuId),
      details: { before: before.ownTitle, after: title, ...renamed },
    });
    return renamed;
  });
}
