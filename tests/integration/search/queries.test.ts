import { createTranslator } from "next-intl";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactListOptions, listContacts } from "@/lib/contacts/queries";
import { findPeople } from "@/lib/contacts/queries-find";
import { closeDatabase } from "@/lib/db/pool";
import { messagesByLocale } from "@/lib/i18n/messages";
import type { Translate } from "@/lib/monitor/log-text";
import { parseListState } from "@/lib/paging/list-state";
import { HITS_MAX, searchEverything } from "@/lib/search/queries";
import type { GroupKind } from "@/lib/search/results";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertFolder, insertImported, insertProduct } from "../licences/support";
import { insertPortal } from "../portals/seed";

const t = createTranslator({ locale: "de-DE", messages: messagesByLocale.de }) as unknown as Translate;
const administrator = { role: "administrator" };

let database: TestDatabase;
let admin: pg.Pool;
let contoso: string;
let runId: number;

const insertPerson = (displayName: string, mail = "", portalId: string | null = null, isGone = false) =>
  admin.query(
    `insert into contact (origin, portal_id, object_id, display_name, user_principal_name, mail, gone_at, updated_at)
     values (case when $3::uuid is null then 'manual' else 'portal' end::origin, $3, gen_random_uuid(), $1, $2, $2,
       case when $4 then now() end, now())`,
    [displayName, mail, portalId, isGone],
  );

const search = (text: string, account: { role: string } = administrator) =>
  searchEverything(account, text, t, new Date());
const namesOf = async (text: string, kind: GroupKind) =>
  (await search(text)).find((group) => group.kind === kind)?.hits.map(({ name }) => name) ?? [];

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  admin.on("error", () => undefined);
  contoso = await insertPortal(admin, "Contoso");
  await insertPortal(admin, "Contoso old", { deletedAt: new Date() });
  await admin.query("update portal set organisation_name = 'Contoso Ltd', is_enabled = false where id = $1", [contoso]);
  const folderId = await insertFolder(admin, "Contoso", contoso);
  await insertImported(admin, { portalId: contoso, folderId, title: "Contoso: Visio" });
  await insertImported(admin, { portalId: contoso, folderId, title: "Contoso: Old", reason: "gone_from_portal" });
  for (let number = 1; number <= HITS_MAX + 2; number++) await insertProduct(admin, folderId, `Many ${number}`);
  for (const name of ["100% sure", "1000 sure", "snake_case", "snakeXcase", "back\\slash", "Müllabfuhr"]) {
    await insertProduct(admin, folderId, name);
  }
  await admin.query(
    `insert into licence (origin, name, title, licence_number, quantity, updated_at)
     values ('manual', 'Drawing', 'Drawing', 'LN-4711', 5, now())`,
  );
  await insertPerson("Jörg Müller", "joerg@contoso.example", contoso);
  await insertPerson("Gone Müller", "", contoso, true);
  await insertPerson("Ed By Hand", "ed@else.example");
  await admin.query("update contact set custom_id = 'Q7' where display_name = 'Ed By Hand'");
  const { rows } = await admin.query<{ id: number }>(
    `insert into run (kind, status, trigger, ended_at) values ('recalculation', 'succeeded', 'manual', now()) returning id`,
  );
  runId = rows[0]?.id ?? 0;
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

describe("one search finds", () => {
  test("portals, products, licences and people in this order, with what tells them apart", async () => {
    const groups = await search("contoso");
    expect(groups.map(({ kind }) => kind)).toEqual(["portals", "products", "licences", "contacts"]);
    expect(groups[0]).toMatchObject({
      hits: [{ id: contoso, name: "Contoso", detail: "Contoso Ltd · Pausiert" }],
      total: 1,
    });
    expect(groups[2]?.hits.map(({ name, detail }) => [name, detail])).toEqual([
      ["Contoso: Old", "Contoso · Nicht synchronisierbar"],
      ["Contoso: Visio", "Contoso"],
    ]);
    expect(groups[3]?.hits).toMatchObject([{ name: "Jörg Müller", detail: "joerg@contoso.example · Contoso" }]);
  });

  test("five of a kind, and says how many there are", async () => {
    const [group] = await search("many");
    expect(group).toMatchObject({ kind: "products", total: HITS_MAX + 2 });
    expect(group?.hits).toHaveLength(HITS_MAX);
  });

  test("licences by their number, and what is made by hand", async () => {
    expect(await search("ln-4711")).toMatchObject([
      { kind: "licences", hits: [{ name: "Drawing", detail: "Von Hand angelegt" }] },
    ]);
    expect(await search("ed@else")).toMatchObject([
      { kind: "contacts", hits: [{ name: "Ed By Hand", detail: "ed@else.example · Von Hand" }] },
    ]);
  });

  test("a run by its number only", async () => {
    for (const text of [String(runId), `#${runId}`, `Lauf ${runId}`, `run ${runId}`]) {
      expect((await search(text)).at(-1)).toMatchObject({
        kind: "runs",
        hits: [{ id: String(runId), name: `Lauf ${runId}`, detail: "Neuberechnung · Erfolgreich" }],
      });
    }
    expect(await search(String(runId + 1))).toEqual([]);
    expect(await search("999999999")).toEqual([]);
  });

  test.each([
    ["100%", ["100% sure"]],
    ["snake_", ["snake_case"]],
    ["back\\s", ["back\\slash"]],
    ["MÜLL", ["Müllabfuhr"]],
    ["Mu\u0308ll", ["Müllabfuhr"]],
    ["'; drop table product; --", []],
  ])("letters as they are meant: %s", async (text, names) => {
    expect(await namesOf(text, "products")).toEqual(names);
  });

  test("umlauts of people, and those who are gone as such", async () => {
    const [group] = await search("müller");
    expect(group?.hits.map(({ name, detail }) => [name, detail])).toEqual([
      ["Gone Müller", "Contoso · Entfallen"],
      ["Jörg Müller", "joerg@contoso.example · Contoso"],
    ]);
  });

  test.each(["", "   ", "\0", "m", "%", "zzz nothing", "a".repeat(5_000)])("nothing for %.20j", async (text) => {
    expect(await search(text)).toEqual([]);
  });
});

describe("people are found at once", () => {
  // The index knows "contoso", and neither two letters nor umlauts between consonants.
  test.each(["contoso", "jö", "Jörg", "by"])("as the list finds them: %s", async (text) => {
    const state = parseListState({ q: text }, contactListOptions);
    const list = await listContacts(state);
    const found = await findPeople(text, HITS_MAX);
    expect(list.total).toBeGreaterThan(0);
    expect(found.total).toBe(list.total);
    expect(found.rows.map(({ id }) => id)).toEqual(list.rows.slice(0, HITS_MAX).map(({ id }) => id));
  });

  test("by their custom ID, whoever was looked at", async () => {
    expect(await findPeople("q7", HITS_MAX, 0)).toMatchObject({ rows: [{ displayName: "Ed By Hand" }], total: null });
  });

  test("where not all were looked at, without a total", async () => {
    expect(await findPeople("jö", HITS_MAX, 1)).toMatchObject({ total: null });
    expect(await findPeople("xq", HITS_MAX, 1)).toEqual({ rows: [], total: null });
    expect(await findPeople("xq", HITS_MAX)).toEqual({ rows: [], total: 0 });
  });
});

describe("roles", () => {
  test("a viewer finds all but portals", async () => {
    const kinds = (await search("contoso", { role: "viewer" })).map(({ kind }) => kind);
    expect(kinds).toEqual(["products", "licences", "contacts"]);
    expect(await search(`run ${runId}`, { role: "viewer" })).toMatchObject([{ kind: "runs" }]);
  });

  test("an unknown role finds nothing", async () => {
    expect(await search("contoso", { role: "guest" })).toEqual([]);
  });
});
