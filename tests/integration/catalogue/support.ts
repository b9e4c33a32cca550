import { randomUUID } from "node:crypto";
import pg from "pg";
import { closeDatabase } from "@/lib/db/pool";
import { createTestDatabase } from "../../support/database";
import { insertPortal } from "../portals/seed";

export const actor = { id: null, username: "tester" };

/** A database of one's own, and what an import would have left in it. */
export async function startCatalogue() {
  const database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const admin = new pg.Pool({ connectionString: database.url, max: 2 });
  admin.on("error", () => undefined);
  const sql = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await admin.query<Row>(text, values)).rows;

  /** A licence and its product, named by their part number, as they are where the catalogue knows nothing. */
  async function insertImported(portal: { id: string; name: string }, skuId: string, partNumber: string) {
    const name = `${portal.name}: ${partNumber}`;
    await sql(
      `insert into licence (origin, portal_id, sku_id, part_number, title, name, updated_at) values ('portal', $1, $2, $3, $3, $4, now())`,
      [portal.id, skuId, partNumber, name],
    );
    await sql(
      `insert into product (origin, portal_id, sku_id, name, folder_id, updated_at)
       values ('portal', $1, $2, $3, (select min(id) from folder), now())`,
      [portal.id, skuId, name],
    );
  }

  return {
    database,
    admin,
    sql,
    insertImported,
    addPortal: async (name: string, changes: { deletedAt?: Date } = {}) => ({
      id: await insertPortal(admin, name, changes),
      name,
    }),
    /** Names of licences and products, by name. */
    names: async () => ({
      licences: (await sql<{ name: string }>("select name from licence order by name")).map(({ name }) => name),
      products: (await sql<{ name: string }>("select name from product order by name")).map(({ name }) => name),
    }),
    audited: () => sql("select action, actor_name as by, target_id as target, details from audit_line order by id"),
    /** Nothing but the folder that imports create products in. */
    async reset() {
      await sql(
        "truncate portal, licence, product, folder, run, audit_line, catalogue_sku, catalogue_service_plan cascade",
      );
      await sql("insert into folder (name) values ($1)", [`Folder ${randomUUID()}`]);
    },
    async stop() {
      await closeDatabase();
      await admin.end();
      await database.drop();
    },
  };
}

export type Catalogue = Awaited<ReturnType<typeof startCatalogue>>;
