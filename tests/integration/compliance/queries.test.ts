import { parse } from "csv-parse/sync";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  complianceFilters,
  complianceListOptions,
  complianceSortKeys,
  listCompliance,
  summariseCompliance,
} from "@/lib/compliance/queries";
import { listConsumers } from "@/lib/compliance/queries-consumers";
import { exportComplianceConsumers, exportProductConsumers } from "@/lib/compliance/queries-export-consumers";
import { exportAssignments } from "@/lib/compliance/queries-export-people";
import { findProductView } from "@/lib/compliance/queries-product";
import { calculateCompliance } from "@/lib/compliance/recalculate";
import { closeDatabase, withTransaction } from "@/lib/db/pool";
import type { Table } from "@/lib/export/table";
import { findLicence, licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { exportLicences } from "@/lib/licences/queries-export";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { download, readAll, translateTo } from "../export/support";
import { stateOf, walk } from "../portals/pages";

const options = { sortable: complianceSortKeys, defaultSort: { sort: "name" }, filters: complianceFilters };
const consumerOptions = { sortable: ["covered"], defaultSort: { sort: "covered" } };

const calculatedAt = new Date("2026-03-02T10:00:00Z");
let database: TestDatabase;
let admin: pg.Pool;

const portal = "00000000-0000-4000-8000-000000000001";

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  // Dropping the database ends what is idle.
  admin.on("error", () => undefined);
  await admin.query(`
    insert into folder (id, name) values (1, 'Eigene');
    insert into portal (id, name, tenant_id, client_id, updated_at)
      values ('${portal}', 'Contoso', gen_random_uuid(), gen_random_uuid(), now());
    insert into product (id, origin, name, folder_id, metric, updated_at) values (1, 'manual', 'CAD', 1, 'user_cal', now());
    insert into licence (id, origin, name, title, quantity, kind, base_licence_id, expires_on, updated_at) values
      (1, 'manual', 'CAD 2021', 'x', 3, 'full_version', null, null, now()),
      (2, 'manual', 'CAD 2024', 'x', 4, 'upgrade', 1, '2026-03-02', now()),
      (3, 'manual', 'CAD alt', 'x', 9, 'full_version', null, '2026-03-01', now()),
      (4, 'manual', 'CAD alt 2', 'x', 6, 'upgrade', 3, null, now());
    insert into product_licence (product_id, licence_id) values (1, 1), (1, 2), (1, 3), (1, 4);
    insert into contact (id, origin, display_name, department, updated_at) values
      (1, 'manual', 'Ada', 'Bau', now()), (2, 'manual', 'Bert', '', now()), (3, 'manual', 'Cleo', '', now());
    insert into product_consumer (id, product_id, kind, contact_id, device_name) values
      (3, 1, 'person', 1, null), (4, 1, 'person', 2, null), (1, 1, 'device', null, 'ada-pc'), (2, 1, 'device', null, 'PC-2');
    insert into consumer_assignment (product_id, licence_id, consumer_id) values (1, 2, 2);
    insert into consumer_priority (product_id, contact_id, rank) values (1, 2, 1);
    insert into licence (id, origin, name, title, portal_id, sku_id, part_number, applies_to, units_enabled, updated_at)
      select 10 + n, 'portal', part, part, '${portal}', ('00000000-0000-4000-9000-00000000000' || n)::uuid, part, applies, 10, now()
      from (values (1, 'SPE_E5', 'User'), (2, 'FLOW_FREE', 'User'), (3, 'SHAREPOINTSTORAGE', 'Company')) as v(n, part, applies);
    insert into product (id, origin, name, folder_id, portal_id, sku_id, updated_at)
      select id, 'portal', name, 1, portal_id, sku_id, now() from licence where origin = 'portal';
    insert into product_licence (product_id, licence_id) select id, id from licence where origin = 'portal';`);
  await withTransaction((client) => calculateCompliance(client, 1, calculatedAt));
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const consumers = async (search: string) => (await listConsumers(1, stateOf(search, consumerOptions))).rows;

describe("[S51] the consumers of a product made by hand", () => {
  it("are people and devices, those who are not covered first, with what decides on them", async () => {
    const rows = await consumers("");
    expect(rows.map(({ kind, displayName, isCovered }) => [kind, displayName, isCovered])).toEqual([
      ["device", "ada-pc", false],
      ["person", "Ada", true],
      ["person", "Bert", true],
      ["device", "PC-2", true],
    ]);
    expect(rows.at(3)).toMatchObject({ id: 2, licenceId: 2, licenceName: "CAD 2024", rank: null, isDirect: null });
    expect(rows.at(2)).toMatchObject({ id: 2, licenceId: null, rank: 1 });
  });

  it("are found by name and department, devices too, and paged without loss though ids of both kinds meet", async () => {
    expect((await consumers("q=ADA")).map(({ displayName }) => displayName)).toEqual(["ada-pc", "Ada"]);
    expect((await consumers("q=bau")).map(({ displayName }) => displayName)).toEqual(["Ada"]);
    const { forwards, backwards } = await walk("", consumerOptions, (state) => listConsumers(1, state));
    expect(forwards.flat()).toHaveLength(4);
    expect(backwards.flat()).toHaveLength(4);
  });
});

it("[S53] a product explains its available units by its licences: what is valid, until when, and what upgrades took", async () => {
  const view = await findProductView({ productId: 1, tab: "overview", consumers: stateOf("", consumerOptions) });
  expect(view?.details).toMatchObject({ origin: "manual", available: 3, consumption: 4, balance: -1, uncovered: 1 });
  const facts = view?.details.licences.map(
    ({ name, validQuantity, missingBase, unitsUpgraded, expiresOn, isExpired, baseName }) => ({
      name,
      validQuantity,
      missingBase,
      unitsUpgraded,
      expiresOn,
      isExpired,
      baseName,
    }),
  );
  expect(facts).toEqual([
    {
      ...{ name: "CAD 2021", validQuantity: 0, missingBase: 0, unitsUpgraded: 3 },
      ...{ expiresOn: null, isExpired: false, baseName: null },
    },
    {
      ...{ name: "CAD 2024", validQuantity: 3, missingBase: 1, unitsUpgraded: 0 },
      ...{ expiresOn: "2026-03-02", isExpired: false, baseName: "CAD 2021" },
    },
    {
      ...{ name: "CAD alt", validQuantity: 0, missingBase: 0, unitsUpgraded: 0 },
      ...{ expiresOn: "2026-03-01", isExpired: true, baseName: null },
    },
    // Its base has ended: nothing of it was taken, and nothing is left to upgrade.
    {
      ...{ name: "CAD alt 2", validQuantity: 0, missingBase: 6, unitsUpgraded: 0 },
      ...{ expiresOn: null, isExpired: false, baseName: "CAD alt" },
    },
  ]);
});

describe("exports with the people on them", () => {
  const rowsOf = async (table: Table): Promise<Record<string, string>[]> =>
    parse(await readAll(await download(table)), { bom: true, columns: true });
  const t = translateTo("en");

  it("name who is on a licence made by hand, as many as it covers", async () => {
    const rows = await rowsOf(exportAssignments(new URLSearchParams("origin=manual"), t));
    const shown = rows.map((row) =>
      ["Licence", "Person or device", "Consumer", "In effect", "Assigned directly"].map((key) => row[key]),
    );
    expect(shown).toEqual([
      ["CAD 2024", "Person", "Ada", "Yes", "No"],
      ["CAD 2024", "Person", "Bert", "Yes", "No"],
      ["CAD 2024", "Device", "PC-2", "Yes", "Yes"],
    ]);
    const { rows: figures } = await admin.query(
      "select l.name, n.consumption from licence_compliance n join licence l on l.id = n.licence_id where n.consumption > 0",
    );
    expect(figures).toEqual([{ name: "CAD 2024", consumption: 3 }]);
  });

  it.each([["compliance", exportComplianceConsumers] as const, ["products", exportProductConsumers] as const])(
    "name the consumers of the list of %s with their coverage",
    async (_, exportAs) => {
      const rows = await rowsOf(await exportAs(new URLSearchParams("q=CAD"), t));
      const keys = ["Product", "Person or device", "Consumer", "Department", "Covered", "Bound to licence", "Priority"];
      expect(rows.map((row) => keys.map((key) => row[key]))).toEqual([
        ["CAD", "Person", "Ada", "Bau", "Yes", "", ""],
        ["CAD", "Person", "Bert", "", "Yes", "", "1"],
        ["CAD", "Device", "ada-pc", "", "No", "", ""],
        ["CAD", "Device", "PC-2", "", "Yes", "CAD 2024", ""],
      ]);
      expect(await rowsOf(await exportAs(new URLSearchParams("q=nothing"), t))).toEqual([]);
    },
  );
});

it("a licence tells its own balance, and those of a product make up the product's", async () => {
  const licences = await Promise.all([1, 2, 3, 4].map((id) => findLicence(id)));
  const figures = licences.map((one) => [one?.validQuantity, one?.consumption, one?.balance]);
  expect(figures).toEqual([
    [0, 0, 0],
    [3, 3, 0],
    [0, 0, 0],
    [0, 0, -1],
  ]);
  expect(await findLicence(11)).toMatchObject({ validQuantity: 10, consumption: 0, balance: 10 });
  const { rows } = await listLicences(
    stateOf("q=CAD", { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters }),
  );
  expect(rows.map(({ balance }) => balance)).toEqual([0, 0, 0, -1]);
});

it("the export of licences has the same balance, and what an upgrade upgrades", async () => {
  const rows: Record<string, string>[] = parse(
    await readAll(await download(exportLicences(new URLSearchParams("q=CAD"), translateTo("en")))),
    { bom: true, columns: true },
  );
  const keys = ["Licence", "Kind", "Upgrade of", "Valid units", "Covered consumers", "Balance"];
  expect(rows.map((row) => keys.map((key) => row[key]))).toEqual([
    ["CAD 2021", "Full version", "", "0", "0", "0"],
    ["CAD 2024", "Upgrade", "CAD 2021", "3", "3", "0"],
    ["CAD alt", "Full version", "", "0", "0", "0"],
    ["CAD alt 2", "Upgrade", "CAD alt", "0", "0", "-1"],
  ]);
});

describe("free and tenant-wide products", () => {
  const namesOf = async (search: string) =>
    (await listCompliance(stateOf(search, options))).rows.map(({ name }) => name);

  it("are marked, and left out of the totals", async () => {
    const { rows } = await listCompliance(stateOf("", options));
    expect(rows.map(({ name, kind }) => [name, kind])).toEqual([
      ["CAD", "seats"],
      ["FLOW_FREE", "free"],
      ["SHAREPOINTSTORAGE", "company"],
      ["SPE_E5", "seats"],
    ]);
    const summary = await summariseCompliance();
    expect(summary.byKind).toEqual({ seats: 2, free: 1, company: 1 });
    expect(summary.byStatus).toEqual({ not_enough_licences: 1, fully_licensed: 3 });
    expect(summary.seatsByStatus).toEqual({ not_enough_licences: 1, fully_licensed: 1 });
  });

  it("say so where their numbers are explained", async () => {
    const details = async (productId: number) =>
      (await findProductView({ productId, tab: "overview", consumers: stateOf("", consumerOptions) }))?.details;
    expect(await details(13)).toMatchObject({ kind: "company", isConcurrent: false, failed: null });
    expect(await details(12)).toMatchObject({ kind: "free" });
    expect(await details(1)).toMatchObject({ kind: "seats" });
  });

  it("are a filter of the list, products made by hand included", async () => {
    expect(await namesOf("kind=seats")).toEqual(["CAD", "SPE_E5"]);
    expect(await namesOf("kind=free&kind=company")).toEqual(["FLOW_FREE", "SHAREPOINTSTORAGE"]);
    expect(await namesOf("kind=free&status=not_enough_licences")).toEqual([]);
  });
});

it("a row carries its consumption of the last 90 days and what changed", async () => {
  await admin.query(
    `insert into product_snapshot (product_id, day, status, available, consumption, balance, units_warning, units_suspended)
     select 1, day::date, 'fully_licensed', 9, consumption, 0, 0, 0
     from (values ('2025-12-01', 99), ('2026-01-15', 1), ('2026-03-01', 7)) as v(day, consumption)`,
  );
  await withTransaction((client) => calculateCompliance(client, 1, calculatedAt));
  const { rows } = await listCompliance(stateOf("q=CAD", options));
  expect(rows[0]?.trend).toMatchObject({ sinceYesterday: -3, sinceLastMonth: 3 });
  expect(
    rows[0]?.trend.points.map(({ consumption }) => consumption),
    "none older than 90 days",
  ).toEqual([1, 7, 4]);
});

it("a consumer bound to a licence without a unit left is said to be so in the export", async () => {
  await admin.query("insert into consumer_assignment (product_id, licence_id, consumer_id) values (1, 4, 1)");
  await withTransaction((client) => calculateCompliance(client, 1, calculatedAt));
  const rows: Record<string, string>[] = parse(
    await readAll(await download(await exportComplianceConsumers(new URLSearchParams("q=CAD"), translateTo("en")))),
    { bom: true, columns: true },
  );
  expect(rows.map((row) => [row.Consumer, row.Covered, row["Bound to licence"]])).toEqual([
    ["Ada", "Yes", ""],
    ["Bert", "Yes", ""],
    ["ada-pc", "No", "CAD alt 2 (no unit left)"],
    ["PC-2", "Yes", "CAD 2024"],
  ]);
});

it("assignments that failed are told of beside the consumers", async () => {
  const sku = "00000000-0000-4000-9000-000000000001";
  await admin.query(
    `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, state, error, disabled_plans)
     values (3, $1, $2, false, true, '{}', 'error', 'CountViolation', '{}')`,
    [sku, portal],
  );
  const view = await findProductView({ productId: 11, tab: "overview", consumers: stateOf("", consumerOptions) });
  expect(view?.details.failed).toEqual({ portalId: portal, skuId: sku, count: 1 });
  expect(await findLicence(11)).toMatchObject({ waiting: 1 });
});

it("the list is sorted by what the column of usage shows, out of nothing last or first, and pages lose no row", async () => {
  await admin.query(`
    insert into product (id, origin, name, folder_id, metric, updated_at)
      select 100 + n, 'manual', name, 1, 'user_cal', now()
      from (values (1, 'None of none'), (2, 'Some of none'), (3, 'Just over'), (4, 'Just full'), (5, 'Just under'), (6, 'In grace'))
        as v(n, name);
    insert into compliance (product_id, status, status_since, available, consumption, balance, uncovered, units_warning,
        units_suspended, run_id, calculated_at)
      select 100 + n, 'clear', now(), available, consumption, 0, 0, warning, warning, 1, now()
      from (values (1, 0, 0, 0), (2, 0, 1, 0), (3, 1199, 1200, 0), (4, 1200, 1200, 0), (5, 1200, 1199, 0), (6, 2147483647, 1, 500))
        as v(n, available, consumption, warning)`);
  for (const [search, names] of [
    ["sort=usage", ["In grace", "Just under", "Just full", "Just over", "Some of none", "None of none"]],
    ["sort=usage&dir=desc", ["Some of none", "Just over", "Just full", "Just under", "In grace", "None of none"]],
  ] as const) {
    const { forwards, backwards } = await walk(search, options, listCompliance);
    const shown = forwards.flat().filter(({ id }) => id > 100);
    expect(shown.map(({ name }) => name)).toEqual(names);
    expect(backwards.reverse().flat()).toEqual(forwards.flat());
  }
});

it("a saved order that is no more falls back to the list's own, from its beginning", () => {
  expect(stateOf("sort=warning&dir=desc", complianceListOptions)).toMatchObject({ sort: "status", direction: "asc" });
});
