import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactFilters, contactSortKeys, listContacts } from "@/lib/contacts/queries";
import { piecesOf, planSearch } from "@/lib/contacts/search-plan";
import { closeDatabase } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf, walk } from "../portals/pages";

const options = { sortable: contactSortKeys, defaultSort: { sort: "name" }, filters: contactFilters };
const first = ["Ada", "Übersicht", "ΟΔΥΣΣΕΥΣ", "İpek", "100%", "under_score", "back\\slash", "Zoë", "Björn"];
const last = ["Person", "Müller", "Łódź", "Weiß", "Σίσυφος", "O'Hara"];

let database: TestDatabase;
let admin: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  admin.on("error", () => undefined);
  await admin.query(
    `insert into contact (origin, display_name, user_principal_name, mail, updated_at)
     select 'manual', ($1::text[])[1 + n % $3] || ' ' || ($2::text[])[1 + n % $4] || ' ' || n,
       'person' || n || '@contoso.com', 'p.' || n || '@mail.example', now() from generate_series(1, 9000) n`,
    [first, last, first.length, last.length],
  );
  await admin.query("vacuum analyze contact");
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const textOf = (n: number) =>
  `${first[n % first.length]} ${last[n % last.length]} ${n} person${n}@contoso.com p.${n}@mail.example`;
/** A stretch of what is searched, so that most searches find somebody. */
const searches = fc
  .record({ n: fc.integer({ min: 1, max: 9_000 }), start: fc.nat(60), length: fc.integer({ min: 1, max: 24 }) })
  .map(({ n, start, length }) =>
    textOf(n)
      .slice(start, start + length)
      .trim(),
  )
  .filter((search) => search !== "");

test("a search finds whoever's text holds it, whichever way it goes", async () => {
  const ways = new Set<string>();
  await fc.assert(
    fc.asyncProperty(searches, fc.constantFrom("name", "department", "licenceCount"), async (search, sort) => {
      const { isCommon, anchor } = await planSearch(search);
      ways.add(isCommon ? "common" : anchor === null ? "none" : "rare");
      const { rows } = await admin.query<{ id: number }>(
        "select id from contact where strpos(search_text, lower($1)) > 0 order by id",
        [search],
      );
      const state = stateOf(`q=${encodeURIComponent(search)}&sort=${sort}&size=200`, options);
      const page = await listContacts(state);
      expect(page.total).toBe(rows.length);
      if (rows.length > 600) return;
      const query = `q=${encodeURIComponent(search)}&sort=${sort}&size=200`;
      const { forwards, backwards } = await walk(query, options, listContacts);
      const sorted = (pages: { id: number }[][]) =>
        pages
          .flat()
          .map(({ id }) => id)
          .sort((a, b) => a - b);
      expect(sorted(forwards)).toEqual(rows.map(({ id }) => id));
      expect(sorted(backwards)).toEqual(rows.map(({ id }) => id));
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect([...ways].sort()).toEqual(expect.arrayContaining(["common", "rare"]));
}, 120_000);

test("the index is asked for the rare part of a search, and for none that it does not know", async () => {
  expect(await planSearch("person 8999")).toEqual({ isCommon: false, anchor: "%8999%" });
  expect(await planSearch("contoso.com")).toEqual({ isCommon: true, anchor: null });
  // No part of it stands by itself, so the index is asked for all of it; of letters alone that are not ASCII it may know nothing.
  expect(await planSearch("Björk")).toEqual({ isCommon: false, anchor: "%Björk%" });
  expect((await planSearch("Łódź")).anchor).toBeNull();
  expect(piecesOf("Łódź")).toEqual([]);
  expect(piecesOf("Müller 7")).toEqual(["ller", "ler 7"]);
  expect(piecesOf("é@ü")).toEqual([]);
});
