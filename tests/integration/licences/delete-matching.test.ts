import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactsChosen, deleteContacts, previewDeletion as previewContacts } from "@/lib/contacts/commands-delete";
import { closeDatabase } from "@/lib/db/pool";
import { deleteLicences } from "@/lib/licences/commands-delete";
import { licencesChosen, previewDeletion } from "@/lib/licences/queries-deletion";
import { CHOSEN_MAX } from "@/lib/paging/chosen";
import { deleteProducts } from "@/lib/products/commands";
import { previewDeletion as previewProducts, productsChosen } from "@/lib/products/queries-deletion";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "../portals/seed";
import { actor, insertFolder, insertProduct } from "./support";

const MANY = 5_000;
let database: TestDatabase;
let admin: pg.Pool;
let folderId: number;
let contoso: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 3 });
  contoso = await insertPortal(admin, "Contoso");
  folderId = await insertFolder(admin, "Own");
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const count = async (table: "licence" | "product" | "contact") =>
  (await admin.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count;
const insertLicences = (name: string, many: number) =>
  admin.query(
    `insert into licence (origin, name, title, quantity, updated_at)
     select 'manual', $1 || ' ' || n, 'x', 1, now() from generate_series(1, $2) n`,
    [name, many],
  );

test("all licences that a search matches go at once, and no other", async () => {
  await insertLicences("Mistake", MANY);
  await insertLicences("Right", 3);
  const ids = await licencesChosen({ search: "q=mistake&sort=portal&origin=manual" });
  expect(ids).toHaveLength(MANY);
  expect(await previewDeletion(ids)).toHaveLength(MANY);
  // What comes between preview and deletion was not foretold, and stays.
  await insertLicences("Mistake late", 1);
  expect(await deleteLicences(actor, { licenceIds: ids })).toEqual({ licences: MANY, products: 0 });
  expect(await count("licence")).toBe(4);
});

test("what is held stays, and is said to", async () => {
  await insertLicences("Base", 2);
  const [base] = await licencesChosen({ search: "q=base" });
  await admin.query(
    `insert into licence (origin, name, title, quantity, kind, base_licence_id, updated_at)
     values ('manual', 'Its upgrade', 'x', 1, 'upgrade', $1, now())`,
    [base],
  );
  const found = await previewDeletion(await licencesChosen({ search: "q=base" }));
  expect(found.map(({ upgrades }) => upgrades.length).sort()).toEqual([0, 1]);
});

test("a licence says which product it leaves, and how many consumers are bound to it", async () => {
  const productId = await insertProduct(admin, folderId, "Painting");
  await insertLicences("Bound", 1);
  const [licenceId] = await licencesChosen({ search: "q=bound" });
  await admin.query("insert into product_licence (product_id, licence_id) values ($1, $2)", [productId, licenceId]);
  const { rows } = await admin.query<{ id: number }>(
    `insert into product_consumer (product_id, kind, device_name) values ($1, 'device', 'PC-1'), ($1, 'device', 'PC-2') returning id`,
    [productId],
  );
  await admin.query(
    "insert into consumer_assignment (product_id, licence_id, consumer_id) select $1, $2, unnest($3::int[])",
    [productId, licenceId, rows.map(({ id }) => id)],
  );
  expect(await previewDeletion([licenceId ?? 0])).toMatchObject([
    { name: "Bound 1", product: null, linked: ["Painting"], bound: 2 },
  ]);
  expect(await previewProducts([productId])).toMatchObject([
    { name: "Painting", returns: false, consumers: 2, licences: 1 },
  ]);
});

test("all products that a search matches go at once, each with its line in the audit", async () => {
  await admin.query(
    `insert into product (origin, name, folder_id, updated_at)
     select 'manual', 'Wrong ' || n, $1, now() from generate_series(1, $2) n`,
    [folderId, MANY],
  );
  const ids = await productsChosen({ search: `q=wrong&folder=${folderId}` });
  expect(ids).toHaveLength(MANY);
  expect(await deleteProducts(actor, ids)).toEqual({ deleted: MANY });
  const audit = await admin.query(
    "select from audit_line where action = 'product.deleted' and target_name like 'Wrong %'",
  );
  expect(audit.rowCount).toBe(MANY);
  expect(await count("product")).toBe(1);
});

test("of all contacts that a search matches those go that may; an imported one stays", async () => {
  await admin.query(
    `insert into contact (origin, portal_id, object_id, display_name, updated_at)
     select case when n = 1 then 'portal' else 'manual' end::origin, case when n = 1 then $1::uuid end,
       case when n = 1 then gen_random_uuid() end, 'Doubled ' || n, now() from generate_series(1, $2) n`,
    [contoso, MANY],
  );
  const found = await previewContacts(await contactsChosen({ search: "q=doubled" }));
  const free = found.filter(({ obstacle }) => obstacle === null).map(({ id }) => id);
  expect([found.length, free.length]).toEqual([MANY, MANY - 1]);
  expect(await deleteContacts(actor, free)).toEqual({ deleted: MANY - 1 });
  expect(await count("contact")).toBe(1);
});

test("more than can go at once are refused before anything is looked at", async () => {
  await insertLicences("Flood", CHOSEN_MAX + 1);
  await expect(licencesChosen({ search: "q=flood" })).rejects.toMatchObject({
    code: "too-many-chosen",
    params: { maximum: CHOSEN_MAX },
  });
  expect(await licencesChosen({ ids: [3, 4] })).toEqual([3, 4]);
});
