import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complianceFilters, complianceSortKeys, listCompliance } from "@/lib/compliance/queries";
import { exportCompliance } from "@/lib/compliance/queries-export";
import { exportAssignments } from "@/lib/compliance/queries-export-people";
import { contactFilters, contactSortKeys, listContacts } from "@/lib/contacts/queries";
import { exportContacts } from "@/lib/contacts/queries-export";
import { closeDatabase } from "@/lib/db/pool";
import type { Table } from "@/lib/export/table";
import { licenceFilters, licenceSortKeys, listLicences } from "@/lib/licences/queries";
import { exportLicences } from "@/lib/licences/queries-export";
import type { ListOptions, ListState, Page } from "@/lib/paging/list-state";
import { listProducts, productFilters, productSortKeys } from "@/lib/products/queries";
import { exportProducts } from "@/lib/products/queries-export";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { readSheet } from "../../support/read-zip";
import { walk } from "../portals/pages";
import { insertPortal } from "../portals/seed";
import { download, readAll, translateTo } from "./support";

const t = translateTo("en");
let database: TestDatabase;
let admin: pg.Pool;
let contoso: string;
let folderId: number;
const skuIds = [randomUUID(), randomUUID(), randomUUID()];
const groupId = randomUUID();

const insertId = async (text: string, values: unknown[]): Promise<number> =>
  (await admin.query<{ id: number }>(text, values)).rows[0]?.id ?? 0;

async function insertProduct(title: string, skuId: string | null, status: string, balance: number) {
  const id = await insertId(
    `insert into product (origin, name, folder_id, portal_id, sku_id, updated_at) values ($1, $2, $3, $4, $5, now()) returning id`,
    [skuId ? "portal" : "manual", title, folderId, skuId && contoso, skuId],
  );
  await admin.query(
    `insert into compliance (product_id, status, reason, status_since, available, consumption, balance, uncovered, units_warning,
       units_suspended, calculated_at, run_id)
     values ($1, $2, $4, '2026-11-01T10:00:00Z', 10, 10 - $3::int, $3, 0, 2, 1, '2026-11-25T08:00:00Z', 1)`,
    [id, status, balance, status === "cannot_be_synchronised" ? "excluded" : null],
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  contoso = await insertPortal(admin, "Contoso");
  const top = await insertId("insert into folder (name) values ('Software') returning id", []);
  folderId = await insertId("insert into folder (name, parent_id) values ('Office', $1) returning id", [top]);
  for (const [position, title] of ["E3", "E5", "=EVIL()"].entries()) {
    await admin.query(
      `insert into licence (origin, name, title, portal_id, sku_id, part_number, capability_status, units_enabled, consumed_units,
         unsync_reason, unsync_since, updated_at)
       values ('portal', $1, $2, $3, $4, $5, $6, $7, 3, $8::unsync_reason, case when $8 is not null then now() end, now())`,
      [
        `Contoso: ${title}`,
        title,
        ...[contoso, skuIds[position], `SKU_${position}`, position === 1 ? "Warning" : "Enabled", position * 10],
        position === 2 ? "excluded" : null,
      ],
    );
  }
  for (let number = 0; number < 8; number++) {
    await admin.query(
      "insert into licence (origin, name, title, quantity, expires_on, updated_at) values ('manual', 'Same name', 'Same', $1, $2, now())",
      [number, number % 2 ? "2027-03-31" : null],
    );
    await insertProduct("Same product", null, number % 2 ? "clear" : "fully_licensed", number % 3);
  }
  await insertProduct("Contoso: E3", skuIds[0] ?? null, "not_enough_licences", -5);
  await insertProduct("Contoso: E5", skuIds[1] ?? null, "cannot_be_synchronised", 0);
  await admin.query("insert into licensing_group (portal_id, group_id, display_name) values ($1, $2, 'All staff')", [
    contoso,
    groupId,
  ]);
  for (let number = 0; number < 9; number++) {
    const id = await insertId(
      `insert into contact (origin, portal_id, object_id, display_name, user_principal_name, mail, department, is_enabled, user_type,
         licence_count, gone_at, updated_at)
       values ('portal', $1, gen_random_uuid(), $2, $3, $3, $4, $5, 'Member', 2, $6, now()) returning id`,
      [
        contoso,
        number < 6 ? "Alex Kim" : 'Jörg; "Müller"',
        `person${number}@contoso.example`,
        number % 2 ? "Sales" : "",
        number !== 3,
        number === 4 ? "2026-11-01T00:00:00Z" : null,
      ],
    );
    await admin.query(
      `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, state, error, disabled_plans)
       values ($1, $2, $3, true, true, '{}', 'active', null, '{}'),
         ($1, $4, $3, $5, false, array[$6, $7]::uuid[], $8, $9, '{}')`,
      [
        ...[id, skuIds[0], contoso, skuIds[1], number > 0, groupId, "9c0e0000-0000-4000-8000-0000000000bb"],
        ...(number > 0 ? ["active", null] : ["error", "CountViolation"]),
      ],
    );
  }
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

/** The rows of an export, by header. */
async function rowsOf(table: Table): Promise<Record<string, string>[]> {
  return parse(await readAll(await download(table)), { bom: true, columns: true });
}

type List = {
  options: ListOptions;
  exportAs: (search: URLSearchParams) => Table | Promise<Table>;
  read: (state: ListState) => Promise<Page<{ id: number }>>;
  /** what tells rows apart, read out of the list's row and out of the export's */
  columns: Record<string, string>;
  searches: string[];
};

const lists: Record<string, List> = {
  compliance: {
    options: { sortable: complianceSortKeys, defaultSort: { sort: "status" }, filters: complianceFilters },
    exportAs: (search) => exportCompliance(search, t),
    read: listCompliance,
    columns: { name: "Product", available: "Available", consumption: "Consumed", balance: "Balance" },
    searches: ["", "q=same", "status=not_enough_licences&status=clear", "reason=excluded", "q=nothing"],
  },
  licences: {
    options: { sortable: licenceSortKeys, defaultSort: { sort: "name" }, filters: licenceFilters },
    exportAs: (search) => exportLicences(search, t),
    read: listLicences,
    columns: { name: "Licence", quantity: "Quantity", expiresOn: "Expires on" },
    searches: ["", "q=sku_1", "state=Warning", "state=cannot_be_synchronised", "reason=excluded", "origin=manual"],
  },
  products: {
    options: { sortable: productSortKeys, defaultSort: { sort: "name" }, filters: productFilters },
    exportAs: (search) => exportProducts(search, t),
    read: listProducts,
    columns: { name: "Product", portalName: "Portal" },
    searches: ["", "q=contoso", "status=clear", "reason=excluded"],
  },
  contacts: {
    options: { sortable: contactSortKeys, defaultSort: { sort: "name" }, filters: contactFilters },
    exportAs: (search) => exportContacts(search, t),
    read: listContacts,
    columns: { displayName: "Person", userPrincipalName: "User principal name", department: "Department" },
    searches: ["", "q=alex", "account=gone&account=disabled", "licences=without"],
  },
};

describe.each(Object.entries(lists))("the export of %s has the rows of all its pages, in their order", (_, list) => {
  const sorts = list.options.sortable.flatMap((sort) => [`sort=${sort}&dir=asc`, `sort=${sort}&dir=desc`]);
  test.each([...sorts, ...list.searches])("%s", async (search) => {
    const { forwards } = await walk(search, list.options, list.read);
    const shown = forwards
      .flat()
      .map((row) => Object.keys(list.columns).map((key) => String((row as Record<string, unknown>)[key] ?? "")));
    const exported = await rowsOf(await list.exportAs(new URLSearchParams(search)));
    expect(exported.map((row) => Object.values(list.columns).map((header) => row[header]))).toEqual(shown);
  });
});

test("an export begins at the first row, wherever in the list somebody stands", async () => {
  const [first] = (await walk("", lists.contacts?.options as ListOptions, listContacts)).forwards;
  expect(first).toHaveLength(3);
  const search = new URLSearchParams("after=WyJBbGV4IEtpbSIsMV0&from=51&size=50&format=csv&columns=name");
  const rows = await rowsOf(exportContacts(search, t));
  expect(rows).toHaveLength(9);
  expect(Object.keys(rows[0] ?? {})).toHaveLength(15);
});

test("of licences with their people there is one row for each person and licence", async () => {
  const rows = await rowsOf(exportAssignments(new URLSearchParams("sort=name&dir=desc"), t));
  expect(rows).toHaveLength(18);
  expect(new Set(rows.map((row) => `${row["Part number"]} ${row.Mail}`)).size).toBe(18);
  expect(rows[0]).toEqual({
    Portal: "Contoso",
    Licence: "Contoso: E5",
    "Part number": "SKU_1",
    "Person or device": "Person",
    Consumer: "Alex Kim",
    "User principal name": "person0@contoso.example",
    Mail: "person0@contoso.example",
    Department: "",
    Account: "Enabled",
    "In effect": "No",
    "Assigned directly": "No",
    "Assigned by groups": "9c0e0000-0000-4000-8000-0000000000bb; All staff",
    State: "Error",
    Error: "CountViolation",
  });
  expect(rows.map((row) => row.Licence)).toEqual([...Array(9).fill("Contoso: E5"), ...Array(9).fill("Contoso: E3")]);
  expect(await rowsOf(exportAssignments(new URLSearchParams("state=Warning"), t))).toHaveLength(9);
});

test("a product says its folder with all above it, its status and its reason in words", async () => {
  const rows = await rowsOf(await exportCompliance(new URLSearchParams("reason=excluded"), t));
  expect(rows).toMatchObject([
    {
      ...{ Product: "Contoso: E5", Folder: "Software / Office", Status: "Cannot be synchronised" },
      ...{
        Reason: "Excluded from the import",
        "Used in %": "100",
        "Status since": "2026-11-01T10:00:00Z",
        "Data as of": "2026-11-25T08:00:00Z",
      },
    },
  ]);
});

test("what only a portal knows stays empty on a licence made by hand", async () => {
  const [row] = await rowsOf(exportLicences(new URLSearchParams("q=same"), t));
  expect(row).toMatchObject({ Origin: "Made by hand", Quantity: "0", State: "", "Enabled units": "", Holders: "" });
});

test("licences and products carry what people wrote beside them; keys only where they were asked for", async () => {
  await admin.query(
    `insert into licence_overlay (portal_id, sku_id, note, owner, cost_centre, tags)
     values ($1, $2, 'as long as the project runs', 'Anna', '4711', '{seasonal,"to check"}')`,
    [contoso, skuIds[0]],
  );
  await admin.query(
    `insert into licence_price (portal_id, sku_id, starts_on, amount, currency)
     values ($1, $2, '2026-01-01', 30, 'EUR'), ($1, $2, '2026-07-01', 32.5, 'EUR'), ($1, $2, '2999-01-01', 99, 'EUR')`,
    [contoso, skuIds[0]],
  );
  const channelId = await insertId("select id from acquisition_channel where name = 'oem'", []);
  await insertId(
    `insert into licence (origin, name, title, quantity, serial_number, licence_key, notes, channel_id, updated_at)
     values ('manual', 'Boxed', 'Boxed', 1, 'S-1', 'AAAA-BBBB', 'in the safe', $1, now()) returning id`,
    [channelId],
  );
  const written = {
    ...{ Owner: "Anna", "Cost centre": "4711", Tags: "seasonal; to check", Note: "as long as the project runs" },
    ...{ "Price a unit and month": "32.5", Currency: "EUR", "Price since": "2026-07-01" },
  };
  const search = new URLSearchParams("q=contoso: e3");
  expect(await rowsOf(exportLicences(search, t))).toMatchObject([written]);
  expect(await rowsOf(await exportProducts(search, t))).toMatchObject([written]);
  const boxed = new URLSearchParams("q=boxed");
  const [row] = await rowsOf(exportLicences(boxed, t));
  expect(row).toMatchObject({ "Acquisition channel": "OEM", "Serial number": "S-1", Note: "in the safe", Owner: "" });
  expect(JSON.stringify([row, exportLicences(boxed, t).query])).not.toMatch(/AAAA|licence_key/);
  expect(await rowsOf(exportLicences(boxed, t, { hasKeys: true }))).toMatchObject([{ "Licence key": "AAAA-BBBB" }]);
});

test("Excel gets the same cells as CSV, numbers as numbers", async () => {
  const table = exportContacts(new URLSearchParams("q=müller"), t);
  const csv: string[][] = parse(await readAll(await download(table)), { bom: true });
  const sheet = readSheet(await readAll(await download(table, { format: "xlsx" })));
  expect(sheet.map((row) => row.map(String))).toEqual(csv);
  expect(sheet[1]?.at(-1)).toBe(2);
});

test("a name that a spreadsheet would calculate is defused in CSV", async () => {
  await admin.query("update licence set part_number = '=EVIL()' where sku_id = $1", [skuIds[2]]);
  const [row] = await rowsOf(exportLicences(new URLSearchParams("state=cannot_be_synchronised"), t));
  expect(row).toMatchObject({ "Part number": "'=EVIL()" });
});

test("a German file has German words and semicolons", async () => {
  const table = exportContacts(new URLSearchParams("q=müller"), translateTo("de"));
  const text = (await readAll(await download(table, { locale: "de-DE" }))).toString();
  expect(text.split("\r\n")[0]).toMatch(/^\uFEFFPerson;Benutzerprinzipalname;E-Mail;/);
  expect(text.split("\r\n")[1]).toMatch(/^"Jörg; ""Müller""";person6@contoso\.example;/);
});
