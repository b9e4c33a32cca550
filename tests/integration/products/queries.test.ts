import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { findProduct, listFolders, listProducts, productFilters, productSortKeys } from "@/lib/products/queries";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf, walk } from "../portals/pages";
import { insertPortal } from "../portals/seed";

const options = { sortable: productSortKeys, defaultSort: { sort: "name" }, filters: productFilters };

let database: TestDatabase;
let admin: pg.Pool;
let contoso: string;
let root: number;
let below: number;

async function insertFolder(name: string, parentId: number | null): Promise<number> {
  const { rows } = await admin.query<{ id: number }>(
    "insert into folder (name, parent_id) values ($1, $2) returning id",
    [name, parentId],
  );
  return rows[0]?.id ?? 0;
}

type Changes = { folder?: number; status?: string; isManual?: boolean; reason?: string };

async function insert(name: string, { folder = root, status, isManual, reason }: Changes = {}): Promise<number> {
  const { rows } = await admin.query<{ id: number }>(
    `insert into product (origin, name, folder_id, portal_id, sku_id, unsync_reason, unsync_since, updated_at)
     values ($1, $2, $3, $4, case when $4::uuid is not null then gen_random_uuid() end, $5::unsync_reason,
       case when $5 is not null then now() end, now()) returning id`,
    [isManual ? "manual" : "portal", name, folder, isManual ? null : contoso, reason ?? null],
  );
  const id = rows[0]?.id ?? 0;
  if (status) {
    await admin.query(
      `insert into compliance (product_id, status, status_since, available, consumption, balance, uncovered, units_warning,
         units_suspended, calculated_at, run_id) values ($1, $2, '2026-11-20T08:00:00Z', 5, 7, -2, 2, 0, 0, '2026-11-24T08:00:00Z', 1)`,
      [id, status],
    );
  }
  return id;
}

const namesOf = async (search: string) => (await listProducts(stateOf(search, options))).rows.map(({ name }) => name);

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  contoso = await insertPortal(admin, "Contoso");
  root = await insertFolder("Top", null);
  below = await insertFolder("Below", root);
  const deepest = await insertFolder("deepest", below);
  await insertFolder("another", null);
  for (let number = 0; number < 7; number++) {
    await insert("Same name", { status: number % 2 ? "fully_licensed" : undefined });
  }
  await insert("Short", { status: "not_enough_licences", folder: below });
  await insert("Prüfung 50%", { folder: deepest, reason: "excluded", status: "cannot_be_synchronised" });
  await insert("a_b", { isManual: true });
  await insert("axb", { isManual: true, status: "clear" });
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

describe("pages of products", () => {
  test.each(productSortKeys.flatMap((sort) => [`sort=${sort}&dir=asc`, `sort=${sort}&dir=desc`]))(
    "lose and double nothing in either direction: %s",
    async (search) => {
      const { forwards, backwards } = await walk(search, options, listProducts);
      const ids = forwards.flat().map(({ id }) => id);
      expect(ids).toHaveLength(11);
      expect(new Set(ids).size).toBe(11);
      expect(
        backwards
          .reverse()
          .flat()
          .map(({ id }) => id),
      ).toEqual(ids);
    },
  );

  test("are in the order of urgency, what is not calculated last", async () => {
    const { rows } = await listProducts(stateOf("sort=status", options));
    expect([...new Set(rows.map(({ status }) => status))]).toEqual([
      "not_enough_licences",
      "cannot_be_synchronised",
      "fully_licensed",
      "clear",
      null,
    ]);
  });
});

describe("the search and filters of products", () => {
  test.each([
    ["q=PRÜFUNG", ["Prüfung 50%"]],
    ["q=50%25", ["Prüfung 50%"]],
    ["q=a_b", ["a_b"]],
    ["status=not_enough_licences&status=clear", ["axb", "Short"]],
    ["reason=excluded", ["Prüfung 50%"]],
    ["reason=gone_from_portal&reason=portal_deleted", []],
    ["folder=999999", []],
    ["folder=x", []],
  ])("%s", async (search, names) => {
    expect(await namesOf(search)).toEqual(names);
  });

  test("a folder holds what lies in it and below it", async () => {
    expect(await namesOf(`folder=${below}`)).toEqual(["Prüfung 50%", "Short"]);
    expect(await namesOf(`folder=${root}`)).toHaveLength(11);
  });
});

test("a row of what cannot be synchronised tells why and since when", async () => {
  const { rows } = await listProducts(stateOf("reason=excluded", options));
  expect(rows).toMatchObject([{ unsyncReason: "excluded", unsyncSince: expect.any(Date) }]);
});

test("folders come in the order of their names, with the products directly in them", async () => {
  expect((await listFolders()).map(({ name, productCount }) => [name, productCount])).toEqual([
    ["another", 0],
    ["Below", 1],
    ["deepest", 1],
    ["Top", 9],
  ]);
});

test("a product tells its balance with real dates", async () => {
  const [row] = (await listProducts(stateOf("q=short", options))).rows;
  expect(await findProduct(row?.id ?? 0)).toMatchObject({
    name: "Short",
    portalName: "Contoso",
    compliance: { available: 5, consumption: 7, balance: -2, statusSince: new Date("2026-11-20T08:00:00Z") },
    licences: [],
  });
  expect(await findProduct(999_999)).toBeNull();
});

test("two hundred folders and three thousand products are read within a second", async () => {
  await admin.query("insert into folder (name, parent_id) select 'Folder ' || n, $1 from generate_series(1, 200) n", [
    root,
  ]);
  await admin.query(
    `insert into product (origin, name, folder_id, updated_at)
     select 'manual', 'Product ' || n, (select id from folder where name = 'Folder ' || (1 + n % 200)), now()
     from generate_series(1, 3000) n`,
  );
  const startedMs = performance.now();
  const [page, folders] = await Promise.all([listProducts(stateOf(`folder=${root}`, options)), listFolders()]);
  expect(performance.now() - startedMs).toBeLessThan(1_000);
  expect([page.total, folders.length]).toEqual([3_011, 204]);
});
