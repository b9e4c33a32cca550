import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { importLicences, previewImport } from "@/lib/licences/commands-import";
import { readSource } from "@/lib/licences/csv-source";
import { findLicence } from "@/lib/licences/queries";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { actor } from "./support";

let database: TestDatabase;
let admin: pg.Pool;

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

const countOf = async () => (await admin.query("select from licence")).rowCount;
const detailsOf = async (name: string) => {
  const { rows } = await admin.query<{ id: number }>("select id from licence where name = $1", [name]);
  return findLicence(rows[0]?.id ?? 0);
};

test("the preview writes nothing; the import takes the valid lines, with channels, upgrades and keys", async () => {
  const text = [
    "Name;Lizenz-ID;Anzahl;Metrik;Bezugsweg;Upgrade von;Gültig bis;Lizenzschlüssel",
    "Neu;B-2;5;;Auktion;b-1;31.12.2027;GEHEIM",
    "Alt;B-1;5;User CAL;Volumenlizenz;;;",
    ";B-3;5;;;;;",
    "Gleich;B-1;5;;;;;",
  ].join("\r\n");
  const preview = await previewImport(text);
  expect(preview).toMatchObject({
    ...{ total: 4, valid: 2, faultyLines: 2, moreFaults: 0, newChannels: ["Auktion"], unknownColumns: [] },
    faults: [
      { line: 4, field: "name", code: "required" },
      { line: 5, field: "licenceNumber", code: "duplicate-in-file" },
    ],
  });
  expect(JSON.stringify(preview)).not.toContain("GEHEIM");
  expect(await countOf()).toBe(0);

  expect(await importLicences(actor, { text, expected: 2 })).toEqual({ licences: 2 });
  expect(await detailsOf("Neu")).toMatchObject({
    ...{
      origin: "manual",
      quantity: 5,
      kind: "upgrade",
      expiresOn: "2027-12-31",
      hasLicenceKey: true,
      createdBy: "anna",
    },
    ...{ channel: { name: "Auktion", isBuiltIn: false }, bases: [{ name: "Alt" }], products: [] },
  });
  expect(await detailsOf("Alt")).toMatchObject({
    ...{ kind: "full_version", channel: { name: "volume", isBuiltIn: true }, expiresOn: null },
  });
  const audit = await admin.query("select details from audit_line where action = 'licences.imported'");
  expect(audit.rows).toEqual([{ details: { licences: 2, channels: ["Auktion"] } }]);
});

test("what has changed since the preview imports nothing", async () => {
  const text = "Name;Quantity;Licence ID\nOne;1;R-1\nTwo;1;R-2";
  const { valid } = await previewImport(text);
  await importLicences(actor, { text: "Name;Quantity;Licence ID\nFirst;1;r-1", expected: 1 });
  const before = await countOf();
  await expect(importLicences(actor, { text, expected: valid })).rejects.toMatchObject({ code: "import-changed" });
  await expect(importLicences(actor, { text: "Name;Quantity\n;1", expected: 0 })).rejects.toMatchObject({
    code: "csv-nothing-valid",
  });
  expect(await countOf()).toBe(before);
});

test("the same file at once from two people is imported once", async () => {
  const text = "Name;Quantity;Licence ID\nTwin;1;T-1";
  const outcomes = await Promise.allSettled([1, 2].map(() => importLicences(actor, { text, expected: 1 })));
  expect(outcomes.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "import-changed" } },
  ]);
  expect((await admin.query("select from licence where name = 'Twin'")).rowCount).toBe(1);
});

test("5,000 lines go in with a handful of statements", async () => {
  const lines = Array.from({ length: 5_000 }, (_, n) => `Many ${n};${n + 1};M-${n};${n % 2 ? `M-${n - 1}` : ""}`);
  const text = `Name;Quantity;Licence ID;Upgrade of\n${lines.join("\n")}`;
  expect(await importLicences(actor, { text, expected: 5_000 })).toEqual({ licences: 5_000 });
  const { rows } = await admin.query<{ licences: number; upgrades: number; transactions: number }>(
    `select count(*)::int as licences, count(base_licence_id)::int as upgrades, count(distinct xmin::text)::int as transactions
     from licence where name like 'Many %'`,
  );
  expect(rows).toEqual([{ licences: 5_000, upgrades: 2_500, transactions: 1 }]);
});

test("a file wins over pasted lines; nothing at all, or what is no text, is refused", async () => {
  const file = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => new File(parts, "licences.csv");
  expect(await readSource({ file: file("from the file"), text: "pasted" })).toBe("from the file");
  expect(await readSource({ file: file(), text: "pasted" })).toBe("pasted");
  await expect(readSource({ text: " \n" })).rejects.toMatchObject({ code: "csv-empty" });
  await expect(readSource({ file: file(Uint8Array.of(80, 75, 0, 0)), text: "" })).rejects.toMatchObject({
    code: "csv-unreadable",
  });
  await expect(readSource({ text: "x".repeat(1024 * 1024 + 1) })).rejects.toMatchObject({ code: "csv-too-large" });
});

test("the same file read twice adds nothing the second time, unless somebody wants it to", async () => {
  const text = "Name;Anzahl\nDoppelt;5\ndoppelt;5\nEinmal;1";
  const preview = await previewImport(text);
  expect(preview).toMatchObject({ valid: 3, repeated: 1, repeats: [{ line: 3, name: "doppelt", ofLine: 2 }] });
  expect(await importLicences(actor, { text, expected: 2 })).toEqual({ licences: 2 });
  const again = await previewImport(text);
  expect(again).toMatchObject({ valid: 3, repeated: 3 });
  expect(again.repeats.map(({ ofLine }) => ofLine)).toEqual([null, null, null]);
  await expect(importLicences(actor, { text, expected: 0 })).rejects.toMatchObject({ code: "csv-nothing-valid" });
  expect(await importLicences(actor, { text, expected: 3, takesRepeated: true })).toEqual({ licences: 3 });
});
