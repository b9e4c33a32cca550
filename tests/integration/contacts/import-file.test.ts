import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createContact } from "@/lib/contacts/commands";
import { importContacts, previewContactImport } from "@/lib/contacts/commands-import";
import type { ImportCounts } from "@/lib/contacts/import-preview";
import { CONTACTS_CSV_BYTES_MAX } from "@/lib/contacts/limits";
import { importContactsSchema } from "@/lib/contacts/schema";
import { closeDatabase } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "../portals/seed";
import { actor, codeOf, entered, insertImported } from "./contacts";

let database: TestDatabase;
let admin: pg.Pool;
let portal: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  portal = await insertPortal(admin, "Contoso");
});
beforeEach(async () => {
  await admin.query("delete from contact");
  await admin.query("delete from audit_line");
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const given = (text: string, key: "mail" | "customId" = "mail") => importContactsSchema.parse({ key, text });
const take = (text: string, key?: "mail" | "customId") => importContacts(actor, given(text, key));
const counts = (changes: Partial<ImportCounts>): ImportCounts => ({
  ...{ created: 0, updated: 0, unchanged: 0, imported: 0, faulty: 0 },
  ...changes,
});
const contacts = async () =>
  (
    await admin.query(
      `select display_name as name, mail, custom_id as "customId", city, phone, version from contact
       where origin = 'manual' order by id`,
    )
  ).rows;
/** Which transaction wrote each row: one that is written again has another. */
const writers = async () => (await admin.query("select id, xmin::text from contact order by id")).rows;

describe("a file of contacts", () => {
  test("creates, changes and leaves alone, and a second time changes nothing", async () => {
    await createContact(actor, entered({ displayName: "Changed", mail: "changed@x.com", city: "Bonn", phone: "1" }));
    await createContact(actor, entered({ displayName: "Same", mail: "same@x.com", city: "Köln" }));
    const file =
      "Name;E-Mail;Ort\nNew;new@x.com;Berlin\nChanged;CHANGED@x.com;\nSame;same@x.com;Köln\n;broken@x.com;Ulm";
    const expected = counts({ created: 1, updated: 1, unchanged: 1, faulty: 1 });
    const before = await writers();
    const preview = await previewContactImport(given(file));
    expect(preview).toMatchObject({
      counts: expected,
      faults: [{ line: 5, field: "displayName", code: "name-missing" }],
      lines: [
        { line: 2, state: "created", displayName: "New" },
        { line: 3, state: "updated" },
        { line: 4, state: "unchanged" },
      ],
    });
    expect(await writers()).toEqual(before);

    expect(await take(file)).toEqual(expected);
    // A column that the file lacks stays; an empty cell empties.
    expect(await contacts()).toEqual([
      { name: "Changed", mail: "CHANGED@x.com", customId: null, city: null, phone: "1", version: 2 },
      { name: "Same", mail: "same@x.com", customId: null, city: "Köln", phone: "", version: 1 },
      { name: "New", mail: "new@x.com", customId: null, city: "Berlin", phone: "", version: 1 },
    ]);
    const after = await writers();
    expect(await take(file)).toEqual(counts({ unchanged: 3, faulty: 1 }));
    expect(await writers()).toEqual(after);
    const { rows } = await admin.query("select details from audit_line where action = 'contact.list-imported'");
    expect(rows).toEqual([{ details: { key: "mail", ...expected } }]);
  });

  test("[S52] never touches imported contacts, and says which lines are theirs", async () => {
    await insertImported(admin, portal, "Of the tenant", { mail: "Tenant@x.com" });
    const before = await writers();
    const file = "Name,E-mail\nRenamed,tenant@X.com\nNew,new@x.com";
    expect((await previewContactImport(given(file))).lines[0]).toMatchObject({ line: 2, state: "imported" });
    expect(await take(file)).toEqual(counts({ created: 1, imported: 1 }));
    expect((await writers())[0]).toEqual(before[0]);
    expect(await contacts()).toMatchObject([{ name: "New" }]);
  });

  test("knows people by their custom ID where that is the key", async () => {
    await createContact(actor, entered({ displayName: "Old name", mail: "old@x.com", customId: "p-1" }));
    const file = "Name,E-mail,Custom ID\nNew name,new@x.com,P-1\nOther,,P-2";
    expect(await take(file, "customId")).toEqual(counts({ created: 1, updated: 1 }));
    expect(await contacts()).toMatchObject([
      { name: "New name", mail: "new@x.com", customId: "P-1" },
      { name: "Other", mail: "", customId: "P-2" },
    ]);
    expect(await take(file, "customId")).toEqual(counts({ unchanged: 2 }));
  });

  test("refuses a line that takes what another contact has, not the file", async () => {
    await createContact(actor, entered({ displayName: "Owner", mail: "owner@x.com", customId: "P-1" }));
    expect(
      (await previewContactImport(given("Name,E-mail,Custom ID\nThief,thief@x.com,p-1\nNew,new@x.com,"))).faults,
    ).toEqual([{ line: 2, field: "customId", code: "contact-custom-id-taken", params: {} }]);
    const byId = "Name,E-mail,Custom ID\nThief,OWNER@x.com,P-2\nNew,new@x.com,P-3";
    expect((await previewContactImport(given(byId, "customId"))).faults).toMatchObject([
      { line: 2, field: "mail", code: "contact-mail-taken" },
    ]);
    expect(await take(byId, "customId")).toEqual(counts({ created: 1, faulty: 1 }));
    expect(await contacts()).toMatchObject([{ name: "Owner" }, { name: "New" }]);
  });

  test("can be brought by two people at once: each contact is made once", async () => {
    const file = `Name,E-mail\n${Array.from({ length: 50 }, (_, n) => `P ${n},p${n}@x.com`).join("\n")}`;
    const outcomes = await Promise.all([take(file), take(file), take(file)]);
    expect(outcomes.map(({ created }) => created).sort((a, b) => a - b)).toEqual([0, 0, 50]);
    expect(await contacts()).toHaveLength(50);
  });

  test("may have five thousand lines beside many imported contacts", async () => {
    await admin.query(
      `insert into contact (origin, portal_id, object_id, display_name, mail, updated_at)
       select 'portal', $1, gen_random_uuid(), 'T ' || n, 't' || n || '@tenant.example', now() from generate_series(1, 20000) n`,
      [portal],
    );
    const mails = Array.from({ length: 5_000 }, (_, n) => (n % 10 ? `p${n}@x.com` : `T${n + 1}@tenant.example`));
    const file = `Name,E-mail,Department\n${mails.map((mail, n) => `Person ${n},${mail},Sales`).join("\n")}`;
    expect(await take(file)).toEqual(counts({ created: 4_500, imported: 500 }));
    expect((await previewContactImport(given(file))).counts).toEqual(counts({ unchanged: 4_500, imported: 500 }));
  });

  test("may be a file of Windows, or nothing at all", async () => {
    const bytes = Buffer.from("Name;E-Mail\r\nJörg;joerg@x.com\r\n", "latin1");
    const input = importContactsSchema.parse({ key: "mail", file: new File([bytes], "list.csv") });
    expect(await importContacts(actor, input)).toEqual(counts({ created: 1 }));
    expect(await contacts()).toMatchObject([{ name: "Jörg" }]);
    expect(await codeOf(take(" \n"))).toEqual({ file: "field-required" });
    expect(await codeOf(take("x".repeat(CONTACTS_CSV_BYTES_MAX + 1)))).toEqual({ file: "csv-too-large" });
    expect(await codeOf(take("Name,E-mail\n,"))).toBe("csv-nothing-valid");
    expect(await codeOf(take("Name,E-mail\n,a@x.com"))).toBe("csv-nothing-valid");
  });
});
