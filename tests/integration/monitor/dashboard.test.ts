import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { complianceFilters, complianceSortKeys, listCompliance } from "@/lib/compliance/queries";
import { closeDatabase } from "@/lib/db/pool";
import { licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { countedStatuses } from "@/lib/monitor/dashboard";
import { listEndingCredentials, readDashboard } from "@/lib/monitor/queries-dashboard";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf } from "../portals/pages";
import { insertPortal } from "../portals/seed";

const dayMs = 86_400_000;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * dayMs);
const dayIn = (days: number) => inDays(days).toISOString().slice(0, 10);

let database: TestDatabase;
let admin: pg.Pool;
let portal: string;
let folderId: number;
let runId: number;

const insertId = async (sql: string, values: unknown[]) => {
  const { rows } = await admin.query<{ id: number }>(`${sql} returning id`, values);
  return rows[0]?.id ?? 0;
};

type Product = {
  partNumber?: string;
  appliesTo?: string;
  status?: string;
  reason?: string;
  units: number;
  held: number;
};

/** A SKU of the portal with its product, as it was last calculated. @returns the ids of both */
async function insertProduct(name: string, product: Product) {
  const { partNumber = "SPE_E5", appliesTo = "User", status = "fully_licensed", units, held } = product;
  const skuId = randomUUID();
  const licence = await insertId(
    `insert into licence (origin, name, title, portal_id, sku_id, part_number, applies_to, units_enabled, updated_at)
     values ('portal', $1, $1, $2, $3, $4, $5, $6, now())`,
    [name, portal, skuId, partNumber, appliesTo, units],
  );
  const id = await insertId(
    "insert into product (origin, name, folder_id, portal_id, sku_id, updated_at) values ('portal', $1, $2, $3, $4, now())",
    [name, folderId, portal, skuId],
  );
  await admin.query(
    `insert into compliance (product_id, status, reason, status_since, available, consumption, balance, uncovered, units_warning,
       units_suspended, calculated_at, run_id)
     values ($1, $2, $3, now(), $4, $5, $4::int - $5::int, greatest($5::int - $4::int, 0), 0, 0, now(), $6)`,
    [id, status, product.reason ?? null, units, held, runId],
  );
  return { id, licence, skuId };
}

const insertSnapshot = (productId: number, days: number, available: number, consumption: number) =>
  admin.query(
    `insert into product_snapshot (product_id, day, status, available, consumption, balance, units_warning, units_suspended)
     values ($1, $2, 'fully_licensed', $3, $4, $3::int - $4::int, 0, 0)`,
    [productId, dayIn(days), available, consumption],
  );

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

test("of an empty installation says that there is no portal, and nothing else", async () => {
  expect(await readDashboard(now)).toEqual({
    portals: 0,
    aheadDays: 60,
    summary: expect.objectContaining({ byStatus: {}, byReason: {}, calculatedAt: null, stalePortals: [] }),
    short: [],
    renewals: { total: 0, items: [] },
    losses: { total: 0, items: [] },
    expiries: { total: 0, items: [] },
    paid: { available: 0, held: 0, free: 0, missing: 0 },
    trend: [],
  });
  expect(await listEndingCredentials(now)).toEqual([]);
});

test("names what needs a person, most urgent first, and each figure is that of the list behind it", async () => {
  portal = await insertPortal(admin, "Contoso");
  await admin.query("update portal set data_as_of = now() - interval '2 days' where id = $1", [portal]);
  folderId = await insertId("insert into folder (name) values ($1)", ["Folder"]);
  runId = await insertId("insert into run (kind, trigger, status) values ($1, 'manual', 'succeeded')", [
    "recalculation",
  ]);
  const e5 = await insertProduct("E5", { units: 100, held: 80 });
  const visio = await insertProduct("Visio", { units: 10, held: 17, status: "not_enough_licences" });
  await insertProduct("Project", { units: 5, held: 6, status: "not_enough_licences" });
  // None of these is paid for by the unit, or says anything about free ones.
  const free = await insertProduct("Flow", { partNumber: "FLOW_FREE", units: 10_000, held: 3 });
  await insertProduct("Storage", { appliesTo: "Company", units: 50, held: 0 });
  const trial = await insertProduct("Trial", { units: 25, held: 4 });
  // What limits itself and has a licence says nothing about free units; without one it is short like any other.
  await insertProduct("Floating", { units: 3, held: 9, status: "concurrent_use" });
  const gone = await insertProduct("Gone", {
    units: 70,
    held: 1,
    status: "cannot_be_synchronised",
    reason: "gone_from_portal",
  });
  for (const [licence, skuId, at] of [
    [e5.licence, e5.skuId, inDays(20)],
    [e5.licence, e5.skuId, inDays(50)],
    [visio.licence, visio.skuId, inDays(10)],
    [free.licence, free.skuId, inDays(61)],
  ] as const) {
    await admin.query(
      `insert into subscription (portal_id, subscription_id, licence_id, sku_id, status, total_licences, next_lifecycle_at)
       values ($1, gen_random_uuid(), $2, $3, 'Enabled', 5, $4)`,
      [portal, licence, skuId, at],
    );
  }
  await admin.query(
    `insert into subscription (portal_id, subscription_id, licence_id, sku_id, status, total_licences, is_trial, next_lifecycle_at)
     values ($1, gen_random_uuid(), $2, $3, 'Enabled', 25, true, $4)`,
    [portal, trial.licence, trial.skuId, inDays(15)],
  );
  for (const [name, days] of [
    ["Expired", -3],
    ["Soon", 30],
    ["Later", 90],
    ["For ever", null],
  ] as const) {
    await admin.query(
      `insert into licence (origin, name, title, quantity, expires_on, updated_at) values ('manual', $1, $1, 7, $2, now())`,
      [name, days === null ? null : dayIn(days)],
    );
  }
  await insertSnapshot(e5.id, -91, 1, 1);
  await insertSnapshot(e5.id, -1, 90, 70);
  await insertSnapshot(visio.id, -1, 10, 15);
  await insertSnapshot(free.id, -1, 10_000, 3);
  await insertSnapshot(gone.id, -1, 70, 40);
  await insertSnapshot(trial.id, -1, 25, 4);
  await insertSnapshot(e5.id, 0, 100, 80);
  await admin.query(
    `insert into product_snapshot (product_id, day, status, available, consumption, balance, units_warning, units_suspended)
     values ($1, $2, 'cannot_be_synchronised', 70, 1, 69, 0, 0)`,
    [gone.id, dayIn(0)],
  );

  const dashboard = await readDashboard(now);
  expect(dashboard).toMatchObject({ portals: 1, summary: { byReason: { gone_from_portal: 1 }, runId } });
  expect(dashboard.summary.stalePortals).toMatchObject([{ name: "Contoso", failure: null }]);
  expect(dashboard.short.map(({ name, uncovered }) => [name, uncovered])).toEqual([
    ["Visio", 7],
    ["Project", 1],
  ]);
  expect(dashboard.paid).toEqual({ available: 115, held: 103, free: 20, missing: 8 });
  expect(dashboard.trend).toEqual([
    // What is gone today was there yesterday.
    { day: dayIn(-1), available: 170, consumption: 125 },
    { day: dayIn(0), available: 100, consumption: 80 },
  ]);
  expect(dashboard.renewals.items.map(({ name, totalLicences }) => [name, totalLicences])).toEqual([
    ["Visio", 5],
    ["E5", 10],
  ]);
  expect(dashboard.losses.items.map(({ name, status, totalLicences }) => [name, status, totalLicences])).toEqual([
    ["Trial", "Enabled", 25],
  ]);
  expect(dashboard.expiries.items.map(({ name, expiresOn }) => [name, expiresOn])).toEqual([
    ["Soon", dayIn(30)],
    ["Expired", dayIn(-3)],
  ]);

  const compliance = { sortable: complianceSortKeys, defaultSort: { sort: "status" }, filters: complianceFilters };
  const licences = { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters };
  const { byStatus } = dashboard.summary;
  const short = await listCompliance(stateOf("status=not_enough_licences", compliance));
  const paid = await listCompliance(
    stateOf(`kind=seats&${countedStatuses.map((each) => `status=${each}`).join("&")}`, compliance),
  );
  expect(
    paid.rows.reduce((sum, { consumption }) => sum + consumption, 0),
    "as the list that it leads to",
  ).toBe(dashboard.paid.held);
  const renewals = await listLicences(stateOf("origin=portal&expiry=renewing", licences));
  const expiries = await listLicences(stateOf("origin=manual&expiry=expired&expiry=expiring", licences));
  expect([byStatus.not_enough_licences, dashboard.renewals.total, dashboard.expiries.total]).toEqual([
    short.total,
    renewals.total,
    expiries.total,
  ]);
});

test("only what is enabled renews; what is lost says so, and what cannot be synchronised says neither", async () => {
  const add = async (title: string, status: string, days: number, reason: string | null = null) => {
    const { licence, skuId } = await insertProduct(title, { units: 1, held: 0 });
    await admin.query(
      "update licence set unsync_reason = $2::unsync_reason, unsync_since = case when $2::unsync_reason is not null then now() end where id = $1",
      [licence, reason],
    );
    await admin.query(
      `insert into subscription (portal_id, subscription_id, licence_id, sku_id, status, total_licences, next_lifecycle_at)
       values ($1, gen_random_uuid(), $2, $3, $4, 3, $5)`,
      [portal, licence, skuId, status, inDays(days)],
    );
  };
  const before = await readDashboard(now);
  await add("Renews", "Enabled", 7);
  await add("Overdue", "Enabled", -3);
  await add("Long lost", "Suspended", -100);
  await add("In grace", "Warning", 8);
  await add("Suspended", "Suspended", 9);
  for (const reason of ["gone_from_portal", "excluded", "portal_deleted"]) {
    await add(`Left ${reason}`, "Enabled", 6, reason);
    await add(`Lost ${reason}`, "Suspended", 6, reason);
  }
  const { renewals, losses } = await readDashboard(now);
  expect(renewals.total).toBe(before.renewals.total + 2);
  expect(renewals.items.map(({ name }) => name)).toEqual(["Overdue", "Renews", "Visio", "E5"]);
  expect(losses.items.map(({ name, status, totalLicences }) => [name, status, totalLicences])).toEqual([
    ["In grace", "Warning", 3],
    ["Suspended", "Suspended", 3],
    ["Trial", "Enabled", 25],
  ]);
  const licences = { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters };
  const listed = async (expiry: string) =>
    (await listLicences(stateOf(`origin=portal&expiry=${expiry}`, licences))).total;
  expect([await listed("renewing"), await listed("losing")]).toEqual([renewals.total, losses.total]);
  expect(await listed("expiring"), "either").toBe(renewals.total + losses.total);
});

test("credentials that end within 30 days are named, the soonest first; those of deleted portals are not", async () => {
  const names = { Soon: 5, Ended: -1, Warned: 30, Fine: 40, Deleted: 2 };
  for (const [name, days] of Object.entries(names)) {
    const id = await insertPortal(admin, name, name === "Deleted" ? { deletedAt: now } : {});
    await admin.query(
      "insert into portal_credential (portal_id, kind, status, sealed, valid_until) values ($1, 'secret', 'active', '', $2)",
      [id, inDays(days)],
    );
  }
  const ending = await listEndingCredentials(now);
  expect(ending.map(({ name, validity }) => [name, validity.level])).toEqual([
    ["Ended", "error"],
    ["Soon", "error"],
    ["Warned", "warning"],
  ]);
});
