import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumerSortKeys, listConsumers } from "@/lib/compliance/queries-consumers";
import { countHolders } from "@/lib/contacts/holder-count";
import { closeDatabase } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stateOf, walk } from "../portals/pages";

const options = { sortable: consumerSortKeys, defaultSort: { sort: "covered" } };
const portal = "00000000-0000-4000-8000-000000000001";
const sku = "00000000-0000-4000-9000-000000000001";

let database: TestDatabase;
let admin: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  admin.on("error", () => undefined);
  await admin.query(`
    insert into folder (id, name) values (1, 'Own');
    insert into portal (id, name, tenant_id, client_id, updated_at)
      values ('${portal}', 'Contoso', gen_random_uuid(), gen_random_uuid(), now());
    insert into product (id, origin, name, folder_id, portal_id, sku_id, updated_at) values (1, 'portal', 'E5', 1, '${portal}', '${sku}', now());
    insert into licence (id, origin, name, title, portal_id, sku_id, updated_at) values (1, 'portal', 'E5', 'E5', '${portal}', '${sku}', now());`);
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const person = fc.record({
  name: fc.constantFrom("ada", "Ada", "Ädam", "bert", "Čapek", "zoë", "zoe"),
  department: fc.constantFrom("", "Bau", "Ada's"),
  isEnabled: fc.constantFrom(true, true, false, null),
  userType: fc.constantFrom("Member", "Member", "Guest", null),
  day: fc.integer({ min: 1, max: 3 }),
  isHeld: fc.constantFrom(true, true, true, false),
  isUncovered: fc.constantFrom(false, false, true),
  isBound: fc.constantFrom(false, false, false, true),
  rank: fc.constantFrom(null, null, null, 1, 2),
});
type Person = { id: number } & (typeof person extends fc.Arbitrary<infer Value> ? Value : never);

async function insertWorld(people: readonly Person[]) {
  await admin.query("truncate contact, holder_count restart identity cascade");
  for (const { id, name, department, isEnabled, userType, day, isHeld, isUncovered, isBound, rank } of people) {
    await admin.query(
      `insert into contact (id, origin, portal_id, object_id, display_name, department, is_enabled, user_type, updated_at)
       values ($1, 'portal', '${portal}', gen_random_uuid(), $2, $3, $4, $5, now())`,
      [id, name, department, isEnabled, userType],
    );
    await admin.query(
      `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, first_seen_at, holder_name, holder_class)
       select id, '${sku}', '${portal}', $2, true, $3, sort_name, sort_class from contact where id = $1`,
      [id, isHeld, new Date(Date.UTC(2026, 0, day))],
    );
    if (isUncovered) await admin.query("insert into uncovered_consumer (product_id, contact_id) values (1, $1)", [id]);
    if (isBound) {
      await admin.query("insert into consumer_assignment (product_id, licence_id, contact_id) values (1, 1, $1)", [id]);
    }
    if (rank)
      await admin.query("insert into consumer_priority (product_id, contact_id, rank) values (1, $1, $2)", [id, rank]);
  }
  await countHolders(admin, portal);
}

/** What the lists say in words, as a comparison of two. */
const folded = ({ name }: Person) =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
type Key = number | string;
const keys: Record<string, (one: Person) => Key[]> = {
  covered: (one) => [one.isUncovered ? 0 : 1, folded(one), one.id],
  order: (one) => [
    one.isBound && !one.isUncovered ? 0 : 1,
    one.rank ?? 9,
    one.isEnabled === false ? 1 : 0,
    one.userType === "Guest" ? 1 : 0,
    one.day,
    folded(one),
    one.id,
  ],
};
function compare(a: readonly Key[], b: readonly Key[]): number {
  const at = a.findIndex((key, position) => key !== b[position]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}

test("[S51] holders are listed in either order, forwards, backwards and searched, none lost and none doubled", async () => {
  const worlds = fc.array(person, { minLength: 1, maxLength: 30, size: "max" });
  const searches = fc.constantFrom("", "", "ada", "zo", "BAU", "nobody at all", "ad");
  await fc.assert(
    fc.asyncProperty(worlds, searches, async (people, q) => {
      const known = people.map((one, at) => ({ ...one, id: at + 1 }));
      await insertWorld(known);
      const needle = q.toLowerCase();
      const found = known.filter(
        ({ isHeld, name, department }) =>
          isHeld && (name.toLowerCase().includes(needle) || department.toLowerCase().includes(needle)),
      );
      for (const sort of consumerSortKeys) {
        const keyOf = keys[sort] ?? (() => []);
        const ids = [...found].sort((a, b) => compare(keyOf(a), keyOf(b))).map(({ id }) => id);
        for (const direction of ["asc", "desc"]) {
          const query = `q=${q}&sort=${sort}&dir=${direction}`;
          const wanted = direction === "asc" ? ids : [...ids].reverse();
          const { forwards, backwards } = await walk(query, options, (state) => listConsumers(1, state));
          expect(
            forwards.flat().map(({ id }) => id),
            query,
          ).toEqual(wanted);
          expect(
            backwards
              .reverse()
              .flat()
              .map(({ id }) => id),
            query,
          ).toEqual(wanted);
          const page = await listConsumers(1, stateOf(query, options));
          expect(page.total).toBe(found.length);
          for (const row of page.rows) {
            const { name, isUncovered, isBound, rank } = known[row.id - 1] ?? {};
            expect(row).toMatchObject({
              displayName: name,
              isCovered: !isUncovered,
              licenceId: isBound ? 1 : null,
              rank,
            });
          }
        }
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 180_000);

test("a cursor that a URL was given by hand starts at the beginning", async () => {
  for (const value of ["", "nonsense", "199999999990009999999999999999ada", "\u{10ffff}"]) {
    const cursor = { kind: "after", value, id: 1 } as const;
    const state = { ...stateOf("sort=order", options), cursor };
    const first = await listConsumers(1, stateOf("sort=order", options));
    expect((await listConsumers(1, state)).rows).toEqual(first.rows);
  }
});
