import type { ClientBase } from "pg";
import { pool } from "@/lib/db/pool";
import { countHolders } from "./holder-count";

/** The people whom a deleted portal left behind. */
export type LeftPeople = {
  portalId: string;
  portalName: string;
  /** those who can go */
  contacts: number;
  /** those who stay, because a product made by hand has them as consumers */
  kept: number;
};

const isConsumer = "exists (select from product_consumer x where x.contact_id = c.id)";

/** Of each deleted portal that left people behind. */
export async function listLeftPeople(): Promise<LeftPeople[]> {
  const { rows } = await pool().query<LeftPeople>(
    `select o.id as "portalId", o.name as "portalName", count(*) filter (where not ${isConsumer})::int as contacts,
       count(*) filter (where ${isConsumer})::int as kept
     from contact c join portal o on o.id = c.portal_id where o.deleted_at is not null
     group by o.id order by lower(o.name), o.id`,
  );
  return rows;
}

/**
 * Deletes the people of one deleted portal, or of all, with what they held last; but for consumers of products made by hand.
 * The portals have to be locked.
 * @returns how many went
 */
export async function deleteLeftPeople(client: ClientBase, portalId: string | null): Promise<number> {
  const { rows } = await client.query<{ id: number; portalId: string }>(
    `select c.id, c.portal_id as "portalId" from contact c join portal o on o.id = c.portal_id
     where o.deleted_at is not null and ($1::uuid is null or o.id = $1) order by c.id for update of c`,
    [portalId],
  );
  const { rowCount } = await client.query(`delete from contact c where id = any($1::int[]) and not ${isConsumer}`, [
    rows.map(({ id }) => id),
  ]);
  for (const each of new Set(rows.map((row) => row.portalId))) await followLostHolders(client, each);
  return rowCount ?? 0;
}

/** After people went with what they held: lists and the next recalculation have to know. */
export async function followLostHolders(client: ClientBase, portalId: string): Promise<void> {
  await countHolders(client, portalId);
  await client.query(
    "insert into compliance_change (transaction_id) values (pg_current_xact_id()::text::bigint) on conflict do nothing",
  );
}
