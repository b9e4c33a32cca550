import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { closeDatabase, withTransaction } from "@/lib/db/pool";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import { mergePortalSkus } from "@/lib/portals/portal-skus";
import { readExclusionChoices } from "@/lib/portals/queries-exclusions";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "./seed";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

let database: TestDatabase;
let admin: pg.Pool;
let portalId: string;
let otherId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.DATA_DIR = path.join(inject("runFolder"), "exclusion-choices");
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  portalId = await insertPortal(admin, "Contoso");
  otherId = await insertPortal(admin, "Fabrikam");
  await admin.query("delete from catalogue_sku");
  await admin.query(
    `insert into catalogue_sku (sku_id, part_number, title, own_title, source) values
       ($1, 'SPE_E3', 'Microsoft 365 E3', 'E3 of the sales people', 'seed'),
       ($2, 'VISIOCLIENT', 'Visio Plan 2', null, 'microsoft'),
       ($3, 'NEW_ONE', '', 'Named by us', 'seed')`,
    [E3, id(1), id(2)],
  );
  await admin.query(
    `insert into licence (origin, portal_id, sku_id, part_number, title, name, unsync_reason, unsync_since, updated_at) values
       ('portal', $1, $2, 'SPE_E3', 'Microsoft 365 E3', 'Contoso: Microsoft 365 E3', null, null, now()),
       ('portal', $1, $3, 'VISIOCLIENT', 'Visio Plan 2', 'Contoso: Visio Plan 2', 'excluded', now(), now()),
       ('portal', $1, $4, 'LOST_ONE', 'LOST_ONE', 'Contoso: LOST_ONE', 'gone_from_portal', now(), now())`,
    [portalId, E3, id(1), id(7)],
  );
  await admin.query("insert into portal_exclusion (portal_id, sku_id) values ($1, $2), ($1, $3)", [
    portalId,
    id(1),
    id(8),
  ]);
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const sku = (skuId: string, change: Partial<SubscribedSku> = {}): SubscribedSku => ({
  skuId,
  partNumber: "SPE_E3",
  appliesTo: "User",
  capabilityStatus: "Enabled",
  units: 25,
  consumedUnits: 12,
  ...change,
});
const merge = (skus: readonly SubscribedSku[], ofPortal = portalId) =>
  withTransaction((client) => mergePortalSkus(client, ofPortal, skus));
const placesOf = async () =>
  (await admin.query("select sku_id, xmin::text, ctid::text from portal_sku order by portal_id, sku_id")).rows;

test("[S32] knows nothing of a tenant that nobody has asked, and offers the whole catalogue, own titles first", async () => {
  expect(await readExclusionChoices(null)).toEqual({
    options: [
      { skuId: E3, partNumber: "SPE_E3", title: "E3 of the sales people" },
      { skuId: id(2), partNumber: "NEW_ONE", title: "Named by us" },
      { skuId: id(1), partNumber: "VISIOCLIENT", title: "Visio Plan 2" },
    ],
    subscribed: null,
    importedSkuIds: [],
  });
  expect((await readExclusionChoices(portalId)).subscribed).toBeNull();
});

test("[S31] [S32] offers what only the tenant knows as well, and says what it subscribes to and what is imported now", async () => {
  const unknown = sku(id(9), { partNumber: "AGENT_WORKSPACE", appliesTo: "Company", units: 1_000_000 });
  const nameless = sku(id(6), { partNumber: "" });
  await merge([sku(E3), unknown, nameless]);
  await merge([sku(id(5), { partNumber: "OF_ANOTHER_TENANT" })], otherId);
  const choices = await readExclusionChoices(portalId);
  expect(choices.options).toEqual([
    { skuId: id(6), partNumber: "", title: id(6) },
    { skuId: id(8), partNumber: "", title: id(8) },
    { skuId: id(9), partNumber: "AGENT_WORKSPACE", title: "AGENT_WORKSPACE" },
    { skuId: E3, partNumber: "SPE_E3", title: "E3 of the sales people" },
    { skuId: id(7), partNumber: "LOST_ONE", title: "LOST_ONE" },
    { skuId: id(2), partNumber: "NEW_ONE", title: "Named by us" },
    { skuId: id(1), partNumber: "VISIOCLIENT", title: "Visio Plan 2" },
  ]);
  expect(choices.subscribed).toEqual([nameless, unknown, sku(E3)]);
  expect(choices.importedSkuIds).toEqual([E3]);
});

test("keeps what a tenant subscribes to: writes what differs, drops what is gone, leaves the rest and other tenants alone", async () => {
  await merge([sku(E3), sku(id(1)), sku(id(2))]);
  const before = await placesOf();
  await merge([sku(E3), sku(id(1)), sku(id(2))]);
  expect(await placesOf()).toEqual(before);

  await merge([sku(E3), sku(id(1), { units: 26 })]);
  const after = await placesOf();
  expect(after.map((row) => row.sku_id)).toEqual(expect.arrayContaining([E3, id(1), id(5)]));
  expect(after.length).toBe(3);
  expect(after.filter((row) => before.some((old) => old.ctid === row.ctid && old.xmin === row.xmin)).length).toBe(2);
  expect((await readExclusionChoices(portalId)).subscribed).toEqual([sku(id(1), { units: 26 }), sku(E3)]);

  await merge([]);
  expect((await readExclusionChoices(portalId)).subscribed).toBeNull();
  expect((await readExclusionChoices(otherId)).subscribed).toHaveLength(1);
});
