import type { ClientBase } from "pg";
import { pool } from "@/lib/db/pool";
import { fromCloudName } from "./cloud";
import { renameImported } from "./imported-names";
import type { cloudNames } from "./schema";

/** What is left of a deleted portal, and goes on once its tenant is connected again. */
export type TakenUp = {
  portalId: string;
  /** as it was called until then */
  name: string;
  licences: number;
  products: number;
  contacts: number;
};

const left = ["licence", "product", "contact", "licence_overlay", "licence_price"];
const countOf = (table: string) => `(select count(*)::int from ${table} where portal_id = p.id)`;

/**
 * The deleted portal that a new one of its tenant takes up: the one that was deleted last, if anything is left of it; none while
 * another portal reads the tenant.
 * @param p the alias of the table `portal`
 */
export const isTakenUp = (p: string) => `${p}.deleted_at is not null
  and not exists (select from portal o where o.tenant_id = ${p}.tenant_id and o.id <> ${p}.id
    and (o.deleted_at is null or (o.deleted_at, o.id) > (${p}.deleted_at, ${p}.id) and ${hasData("o")}))
  and ${hasData(p)}`;

const hasData = (p: string) =>
  `(${left.map((table) => `exists (select from ${table} where portal_id = ${p}.id)`).join(" or ")})`;

/** What a new portal of this tenant would take up; null: nothing. */
export async function findTakenUp(
  tenantId: string,
  client: Pick<ClientBase, "query"> = pool(),
): Promise<TakenUp | null> {
  const { rows } = await client.query<TakenUp>(
    `select p.id as "portalId", p.name, ${countOf("licence")} as licences, ${countOf("product")} as products,
       ${countOf("contact")} as contacts
     from portal p where p.tenant_id = $1 and ${isTakenUp("p")}`,
    [tenantId],
  );
  return rows[0] ?? null;
}

/** As `findTakenUp`, and nobody else takes it up until the end of the transaction. */
export async function lockTakenUp(client: ClientBase, tenantId: string): Promise<TakenUp | null> {
  // Two that add the same tenant at once: the second waits here, and finds a portal that is not deleted any more.
  await client.query(
    "select from portal where tenant_id = $1 and deleted_at is not null order by id for no key update",
    [tenantId],
  );
  return findTakenUp(tenantId, client);
}

/** When a portal that was deleted has been connected again; null: it never was. */
export async function readReconnection(portalId: string): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date | null }>(`select reconnected_at as at from portal where id = $1`, [
    portalId,
  ]);
  return rows[0]?.at ?? null;
}

type Revived = {
  name: string;
  description: string;
  cloud: (typeof cloudNames)[number];
  clientId: string;
  excludeFree: boolean;
};

/**
 * Gives a deleted portal its life back, under a new name and with new entries. Licences, products, contacts and what was written
 * beside them never left it; licences and products stay marked until the next import has seen them.
 */
export async function reconnectPortal(
  client: ClientBase,
  actor: { username: string },
  { portalId, name: before }: TakenUp,
  { name, description, cloud, clientId, excludeFree }: Revived,
): Promise<void> {
  // Who had left the tenant before the deletion stays gone.
  await client.query(
    `update contact c set gone_at = null, updated_at = now() from portal p
     where p.id = $1 and c.portal_id = p.id and c.gone_at = p.deleted_at`,
    [portalId],
  );
  await client.query(
    `update portal set name = $2, description = $3, cloud = $4::cloud, client_id = $5, exclude_free = $6, is_enabled = true,
       deleted_at = null, reconnected_at = now(), tested_at = null, test_report = null, version = version + 1, updated_by = $7,
       updated_at = now()
     where id = $1`,
    [portalId, name, description, fromCloudName(cloud), clientId, excludeFree, actor.username],
  );
  await renamePortal(client, portalId, before, name);
}

/**
 * Gives what was imported, and the portal's folder, the portal's new name. The folder keeps a name that people gave it, and its
 * old one where another folder bears the new one.
 */
export async function renamePortal(client: ClientBase, portalId: string, before: string, after: string) {
  await client.query(
    `update folder f set name = $3 where portal_id = $1 and name = $2 and not exists (
       select from folder o where o.id <> f.id and o.parent_id is not distinct from f.parent_id and lower(o.name) = lower($3))`,
    [portalId, before, after],
  );
  return renameImported(client, { portalId });
}
