import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countHolders } from "@/lib/contacts/holder-count";
import { closeDatabase } from "@/lib/db/pool";
import { findLicence, licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf, walk } from "../portals/pages";
import { insertPortal } from "../portals/seed";

const options = { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters };

let database: TestDatabase;
let admin: pg.Pool;
let contoso: string;

type Changes = { state?: string; appliesTo?: string; units?: number; reason?: string; portal?: string | null };

async function insert(title: string, changes: Changes = {}): Promise<{ id: number; skuId: string }> {
  const skuId = randomUUID();
  const portal = changes.portal === undefined ? contoso : changes.portal;
  const { rows } = await admin.query<{ id: number }>(
    `insert into licence (origin, name, title, portal_id, sku_id, part_number, applies_to, capability_status, units_enabled,
       consumed_units, unsync_reason, unsync_since, quantity, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 3, $10::unsync_reason, case when $10 is null then null else now() end, $11, now())
     returning id`,
    [
      portal ? "portal" : "manual",
      portal ? `Contoso: ${title}` : title,
      title,
      portal,
      skuId,
      title.toUpperCase().replaceAll(" ", "_"),
      changes.appliesTo ?? "User",
      changes.state ?? "Enabled",
      changes.units ?? 10,
      changes.reason ?? null,
      portal ? null : 10,
    ],
  );
  return { id: rows[0]?.id ?? 0, skuId };
}

async function insertSubscription(licenceId: number, skuId: string, nextAt: string | null, isGone = false) {
  await admin.query(
    `insert into subscription (portal_id, subscription_id, licence_id, sku_id, status, total_licences, next_lifecycle_at, gone_at)
     values ($1, $2, $3, $4, 'Enabled', 5, $5, case when $6 then now() end)`,
    [contoso, randomUUID(), licenceId, skuId, nextAt, isGone],
  );
}

const titlesOf = async (search: string) =>
  (await listLicences(stateOf(search, options))).rows.map(({ name }) => name.replace("Contoso: ", ""));

let enterprise: { id: number; skuId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  contoso = await insertPortal(admin, "Contoso");
  const old = await insertPortal(admin, "Old", { deletedAt: new Date() });
  enterprise = await insert("Enterprise", { units: 25 });
  await insertSubscription(enterprise.id, enterprise.skuId, "2027-01-01T00:00:00.123Z");
  await insertSubscription(enterprise.id, enterprise.skuId, "2026-12-01T00:00:00.456Z");
  await insertSubscription(enterprise.id, enterprise.skuId, "2026-11-01T00:00:00Z", true);
  for (let number = 0; number < 5; number++) {
    const { id, skuId } = await insert("Same title");
    // Three of five have the same date, two have none.
    if (number < 3) await insertSubscription(id, skuId, "2027-03-03T10:00:00.5Z");
  }
  await insert("Übersicht 100%", { state: "Warning" });
  await insert("Storage_plus", { appliesTo: "Company" });
  await insert("StorageXplus", { state: "Suspended" });
  await insert("Excluded", { reason: "excluded" });
  await insert("Left behind", { reason: "portal_deleted", portal: old });
  await insert("Made by hand", { portal: null });
  const { rows } = await admin.query<{ id: number }>(
    `insert into contact (origin, portal_id, object_id, display_name, updated_at)
     select 'portal', $1, gen_random_uuid(), 'Person ' || n, now() from generate_series(1, 4) n returning id`,
    [contoso],
  );
  for (const [position, { id }] of rows.entries()) {
    await admin.query(
      "insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, disabled_plans) values ($1, $2, $3, $4, true, '{}', '{}')",
      [id, enterprise.skuId, contoso, position > 0],
    );
  }
  await countHolders(admin, contoso);
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

describe("pages of licences", () => {
  test.each(licenceSortKeys.flatMap((sort) => [`sort=${sort}&dir=asc`, `sort=${sort}&dir=desc`]))(
    "lose and double nothing in either direction: %s",
    async (search) => {
      const { forwards, backwards } = await walk(search, options, listLicences);
      const ids = forwards.flat().map(({ id }) => id);
      expect(ids).toHaveLength(12);
      expect(new Set(ids).size).toBe(12);
      expect(
        backwards
          .reverse()
          .flat()
          .map(({ id }) => id),
      ).toEqual(ids);
    },
  );

  test.each(["asc", "desc"])("put what has no date last: %s", async (direction) => {
    const { rows } = await listLicences(stateOf(`sort=nextLifecycleAt&dir=${direction}`, options));
    expect(rows.map(({ nextLifecycleAt }) => nextLifecycleAt !== null).lastIndexOf(true)).toBe(3);
  });
});

test("a licence counts who holds it, not who merely has an error, and subscriptions that are listed", async () => {
  const { rows } = await listLicences(stateOf("q=enterprise", options));
  expect(rows).toMatchObject([
    {
      id: enterprise.id,
      portalName: "Contoso",
      unitsEnabled: 25,
      consumedUnits: 3,
      holders: 3,
      subscriptions: 2,
      nextLifecycleAt: new Date("2026-12-01T00:00:00.456Z"),
    },
  ]);
});

describe("the search and filters of licences", () => {
  test.each([
    ["q=übersicht", ["Übersicht 100%"]],
    ["q=100%25", ["Übersicht 100%"]],
    ["q=storage_plus", ["Storage_plus"]],
    ["q=SAME_TITLE&size=50&sort=name&state=Warning", []],
    ["state=Suspended", ["StorageXplus"]],
    ["state=cannot_be_synchronised", ["Excluded", "Left behind"]],
    ["state=Warning&state=Suspended", ["StorageXplus", "Übersicht 100%"]],
    ["reason=excluded", ["Excluded"]],
    ["reason=excluded&reason=portal_deleted", ["Excluded", "Left behind"]],
    ["reason=gone_from_portal", []],
    ["appliesTo=Company", ["Storage_plus"]],
    ["portal=nothing", []],
  ])("%s", async (search, titles) => {
    expect(await titlesOf(search)).toEqual(titles);
  });

  test("by portal leave out what is of another portal or of none", async () => {
    const titles = await titlesOf(`portal=${contoso}`);
    expect(titles).toHaveLength(10);
    expect(titles).not.toContain("Made by hand");
  });
});

test("the details of a licence tell its subscriptions, the listed ones first, and its products", async () => {
  const { rows } = await admin.query<{ id: number }>("insert into folder (name) values ('Folder') returning id");
  const product = await admin.query<{ id: number }>(
    "insert into product (origin, name, folder_id, updated_at) values ('manual', 'Linked', $1, now()) returning id",
    [rows[0]?.id],
  );
  await admin.query("insert into product_licence (product_id, licence_id) values ($1, $2)", [
    product.rows[0]?.id,
    enterprise.id,
  ]);
  const licence = await findLicence(enterprise.id);
  expect(
    licence?.subscriptions.map(({ goneAt, nextLifecycleAt }) => [goneAt === null, nextLifecycleAt?.getUTCMonth()]),
  ).toEqual([
    [true, 11],
    [true, 0],
    [false, 10],
  ]);
  expect(licence).toMatchObject({ holders: 3, partNumber: "ENTERPRISE", products: [{ name: "Linked", status: null }] });
  expect(await findLicence(999_999)).toBeNull();
});
