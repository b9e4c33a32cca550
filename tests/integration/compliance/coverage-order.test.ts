import { randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { calculateCompliance } from "@/lib/compliance/recalculate";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

type Person = {
  isEnabled: boolean | null;
  userType: "Member" | "Guest" | null;
  name: string;
  day: number;
  isHeld: boolean;
  hasOther: boolean;
};
const person: fc.Arbitrary<Person> = fc.record({
  isEnabled: fc.constantFrom(true, false, null),
  userType: fc.constantFrom("Member", "Guest", null),
  // Few names and days, so that every further criterion has to decide now and then; letters that every collation orders alike.
  name: fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 }),
  day: fc.integer({ min: 1, max: 3 }),
  isHeld: fc.constantFrom(true, true, true, false),
  hasOther: fc.boolean(),
});

/**
 * Served first: who is enabled (or of whom nothing is said), members before guests, who has held the licence longest, then by
 * name, then who was known first. Written as comparisons of two, where the product numbers rows.
 */
function isServedBefore(a: Person & { id: number }, b: Person & { id: number }): boolean {
  const isOff = (one: Person) => one.isEnabled === false;
  if (isOff(a) !== isOff(b)) return isOff(b);
  const isGuest = (one: Person) => one.userType === "Guest";
  if (isGuest(a) !== isGuest(b)) return isGuest(b);
  if (a.day !== b.day) return a.day < b.day;
  if (a.name !== b.name) return a.name < b.name;
  return a.id < b.id;
}

async function insertProduct(units: { enabled: number; warning: number }, skuId: string, portalId: string) {
  const { rows: folders } = await client.query("insert into folder (name) values ($1) returning id", [skuId]);
  const { rows: licences } = await client.query(
    `insert into licence (origin, name, title, portal_id, sku_id, units_enabled, units_warning, units_suspended)
     values ('portal', 'x', 'x', $1, $2, $3, $4, 100) returning id`,
    [portalId, skuId, units.enabled, units.warning],
  );
  const { rows: products } = await client.query(
    "insert into product (origin, name, folder_id, portal_id, sku_id) values ('portal', 'x', $1, $2, $3) returning id",
    [folders[0].id, portalId, skuId],
  );
  await client.query("insert into product_licence (product_id, licence_id) values ($1, $2)", [
    products[0].id,
    licences[0].id,
  ]);
  return Number(products[0].id);
}

it("[S46] leaves those uncovered who come last in the stated order, and no others, for any people and units", async () => {
  const cases = fc.record({
    people: fc.array(person, { minLength: 2, maxLength: 16, size: "max" }),
    enabled: fc.integer({ min: 0, max: 8 }),
    warning: fc.integer({ min: 0, max: 3 }),
  });
  let shortages = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ people, enabled, warning }) => {
      await client.query("begin");
      try {
        const [portalId, skuId, otherSkuId] = [randomUUID(), randomUUID(), randomUUID()];
        await client.query(
          "insert into portal (id, name, tenant_id, client_id) values ($1, 'p', gen_random_uuid(), gen_random_uuid())",
          [portalId],
        );
        const productId = await insertProduct({ enabled, warning }, skuId, portalId);
        // Another product of the same people, which nobody lacks.
        await insertProduct({ enabled: 100, warning: 0 }, otherSkuId, portalId);
        const known: (Person & { id: number })[] = [];
        for (const one of people) {
          const { rows } = await client.query(
            `insert into contact (origin, portal_id, object_id, display_name, is_enabled, user_type)
             values ('portal', $1, gen_random_uuid(), $2, $3, $4) returning id`,
            [portalId, one.name, one.isEnabled, one.userType],
          );
          const id = Number(rows[0].id);
          known.push({ ...one, id });
          const since = new Date(Date.UTC(2026, 0, one.day));
          const insert = `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, first_seen_at, holder_name, holder_class)
                          select id, $2, $3, $4, true, $5, sort_name, sort_class from contact where id = $1`;
          await client.query(insert, [id, skuId, portalId, one.isHeld, since]);
          if (one.hasOther) await client.query(insert, [id, otherSkuId, portalId, true, since]);
        }
        await calculateCompliance(client, 1, new Date("2026-03-02T09:00:00Z"));

        const holders = known.filter((one) => one.isHeld);
        const lacking = holders
          .filter((one) => holders.filter((other) => isServedBefore(other, one)).length >= enabled + warning)
          .map((one) => one.id);
        const { rows } = await client.query(
          "select product_id, contact_id from uncovered_consumer order by contact_id",
        );
        expect(rows).toEqual(lacking.sort((a, b) => a - b).map((id) => ({ product_id: productId, contact_id: id })));
        const { rows: counts } = await client.query("select uncovered from compliance where product_id = $1", [
          productId,
        ]);
        expect(counts).toEqual([{ uncovered: lacking.length }]);
        if (lacking.length > 0 && lacking.length < holders.length) shortages += 1;
      } finally {
        await client.query("rollback");
      }
    }),
    { seed: 46, numRuns: 60 },
  );
  // Worth something only if somebody was served and somebody was not, often enough.
  expect(shortages).toBeGreaterThan(15);
});
