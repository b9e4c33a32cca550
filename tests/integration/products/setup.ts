import pg from "pg";
import { closeDatabase } from "@/lib/db/pool";
import { addProduct } from "@/lib/products/commands";
import { addFolder } from "@/lib/products/commands-folders";
import { createTestDatabase } from "../../support/database";

export const actor = { id: null, username: "tester" };

/** A database of one's own with what the commands of products are tried on. */
export async function startProducts() {
  const database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const admin = new pg.Pool({ connectionString: database.url, max: 4 });
  // Dropping the database ends what is idle.
  admin.on("error", () => undefined);
  const sql = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await admin.query<Row>(text, values)).rows;
  const insertId = async (text: string, values: unknown[]) => (await sql<{ id: number }>(text, values))[0]?.id ?? 0;
  return {
    admin,
    sql,
    folder: async (name: string, parentId: number | null = null) => (await addFolder(actor, { parentId, name })).id,
    product: async (name: string, folderId: number, metric: "user_cal" | "device_cal" | "installation" = "user_cal") =>
      (await addProduct(actor, { name, folderId, metric, isConcurrent: false, notes: "" })).id,
    imported: (name: string, folderId: number, portalId: string, reason: string | null = null) =>
      insertId(
        `insert into product (origin, name, folder_id, portal_id, sku_id, unsync_reason, unsync_since, updated_at)
         values ('portal', $1, $2, $3, gen_random_uuid(), $4::unsync_reason, case when $4 is not null then now() end, now())
         returning id`,
        [name, folderId, portalId, reason],
      ),
    licence: (name: string, metric = "user_cal") =>
      insertId(
        `insert into licence (origin, name, title, metric, quantity, updated_at)
         values ('manual', $1, $1, $2::licence_metric, 10, now()) returning id`,
        [name, metric],
      ),
    contact: (name: string, mail: string, customId: string | null = null) =>
      insertId(
        `insert into contact (origin, display_name, mail, custom_id, updated_at) values ('manual', $1, $2, $3, now()) returning id`,
        [name, mail, customId],
      ),
    auditOf: async (action: string) =>
      (
        await sql<{ name: string }>("select target_name as name from audit_line where action = $1 order by id", [
          action,
        ])
      ).map(({ name }) => name),
    stop: async () => {
      await closeDatabase();
      await admin.end();
      await database.drop();
    },
  };
}
export type Products = Awaited<ReturnType<typeof startProducts>>;
