import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { type LicenceInput, licenceSchema } from "@/lib/licences/schema";

export const actor = { id: null, username: "anna" };

/** What a form sends. */
export const formOf = (changes: Record<string, unknown> = {}) => ({
  ...{ name: "Project", licenceNumber: "", quantity: "10", channelId: "", metric: "user_cal", kind: "full_version" },
  ...{ baseLicenceId: "", expiresOn: "", licenceKey: "", serialNumber: "", notes: "", productId: "" },
  ...changes,
});

export const inputOf = (changes: Record<string, unknown> = {}): LicenceInput => licenceSchema.parse(formOf(changes));

const idOf = ({ rows }: { rows: { id: number }[] }) => rows[0]?.id ?? 0;

export async function insertFolder(admin: Pool, name: string, portalId: string | null = null): Promise<number> {
  return idOf(await admin.query("insert into folder (name, portal_id) values ($1, $2) returning id", [name, portalId]));
}

export async function insertProduct(admin: Pool, folderId: number, name: string, metric = "user_cal"): Promise<number> {
  return idOf(
    await admin.query(
      `insert into product (origin, name, folder_id, metric, updated_at)
       values ('manual', $1, $2, $3::licence_metric, now()) returning id`,
      [name, folderId, metric],
    ),
  );
}

/** A licence and its product as an import makes them, linked. */
export async function insertImported(
  admin: Pool,
  {
    portalId,
    folderId,
    title,
    reason = null,
  }: { portalId: string; folderId: number; title: string; reason?: string | null },
): Promise<{ licenceId: number; productId: number; skuId: string }> {
  const values = [portalId, randomUUID(), title, reason];
  const since = "case when $4::text is null then null else now() end";
  const licenceId = idOf(
    await admin.query(
      `insert into licence (origin, portal_id, sku_id, title, name, unsync_reason, unsync_since, updated_at)
       values ('portal', $1, $2, $3, $3, $4::unsync_reason, ${since}, now()) returning id`,
      values,
    ),
  );
  const productId = idOf(
    await admin.query(
      `insert into product (origin, portal_id, sku_id, name, unsync_reason, unsync_since, folder_id, updated_at)
       values ('portal', $1, $2, $3, $4::unsync_reason, ${since}, $5, now()) returning id`,
      [...values, folderId],
    ),
  );
  await admin.query("insert into product_licence (product_id, licence_id) values ($1, $2)", [productId, licenceId]);
  return { licenceId, productId, skuId: String(values[1]) };
}
