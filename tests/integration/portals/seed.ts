import { randomUUID } from "node:crypto";
import type { Pool } from "pg";

/** A portal without credentials, straight into its table. */
export async function insertPortal(pool: Pool, name: string, changes: { deletedAt?: Date } = {}): Promise<string> {
  const id = randomUUID();
  await pool.query(
    "insert into portal (id, name, tenant_id, client_id, deleted_at) values ($1, $2, gen_random_uuid(), gen_random_uuid(), $3)",
    [id, name, changes.deletedAt ?? null],
  );
  return id;
}
