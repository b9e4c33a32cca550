import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { calculateCompliance } from "@/lib/compliance/recalculate";
import { judgeWorld, type LicenceTruth, type ProductTruth } from "../../support/compliance-truth";
import { insertWorld, TODAY, type World, worlds } from "../../support/compliance-world";
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

async function calculate(world: World) {
  await client.query("begin");
  try {
    await insertWorld(client, world);
    await calculateCompliance(client, 1, new Date(`${TODAY}T23:59:59Z`));
    const products = await client.query<ProductTruth & { count: number }>(
      `select c.product_id as id, c.status, c.available, c.consumption, c.balance, c.uncovered as count,
         array(select 'contact ' || u.contact_id from uncovered_consumer u where u.product_id = c.product_id
           union all select 'device ' || u.consumer_id from uncovered_device u where u.product_id = c.product_id) as uncovered
       from compliance c order by c.product_id`,
    );
    const licences = await client.query<LicenceTruth>(
      `select licence_id as id, valid_quantity as valid, consumption, balance, missing_base as "missingBase"
       from licence_compliance order by licence_id`,
    );
    return {
      products: products.rows.map((row) => ({ ...row, uncovered: row.uncovered.sort() })),
      licences: licences.rows,
    };
  } finally {
    await client.query("rollback");
  }
}

it("[S46] [S51] [S62] [S64] arrives at the same as a plain second implementation, for any small world", async () => {
  const seen = new Map<string, number>();
  const see = (what: string, isThere = true) => isThere && seen.set(what, (seen.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const truth = judgeWorld(world);
      const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;
      const calculated = await calculate(world);
      expect(calculated).toEqual({
        products: truth.products.map((one) => ({ ...one, count: one.uncovered.length })).sort(byId),
        licences: truth.licences.sort(byId),
      });
      for (const { status, uncovered, consumption } of truth.products) {
        see(status);
        see("some covered, some not", uncovered.length > 0 && uncovered.length < consumption);
        see(
          "devices uncovered",
          uncovered.some((key) => key.startsWith("device")),
        );
      }
      see(
        "negative licence",
        truth.licences.some((one) => one.balance < 0),
      );
      see(
        "third generation",
        truth.licences.some((one) => one.valid > 0 && generationOf(world, one.id) === 3),
      );
    }),
    { seed: 51, numRuns: 60 },
  );
  // Worth something only if each case came up often enough.
  const rare = [...seen].filter(([, count]) => count < 5);
  expect(rare).toEqual([]);
  expect([...seen.keys()].sort()).toEqual(
    [
      "calculation_error",
      "cannot_be_synchronised",
      "clear",
      "concurrent_use",
      "devices uncovered",
      "fully_licensed",
      "negative licence",
      "not_enough_base_licences",
      "not_enough_licences",
      "some covered, some not",
      "third generation",
    ].sort(),
  );
});

function generationOf(world: World, id: number): number {
  let generation = 1;
  for (let one = world.licences.find((row) => row.id === id); one?.baseId && generation < 9; generation += 1) {
    const { baseId } = one;
    one = world.licences.find((row) => row.id === baseId);
  }
  return generation;
}
