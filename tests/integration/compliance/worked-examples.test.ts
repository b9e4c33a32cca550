import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
beforeEach(async () => {
  await client.query("begin");
  await client.query("insert into folder (id, name) values (1, 'Eigene')");
});
afterEach(async () => {
  await client.query("rollback");
});

const idOf = async (sql: string, values: unknown[]) => Number((await client.query(sql, values)).rows[0].id);

const addProduct = (name: string, isConcurrent = false) =>
  idOf(
    `insert into product (origin, name, folder_id, is_concurrent, updated_at) values ('manual', $1, 1, $2, now()) returning id`,
    [name, isConcurrent],
  );

async function addLicence(
  productId: number | null,
  quantity: number,
  { baseId = null, expiresOn = null }: { baseId?: number | null; expiresOn?: string | null } = {},
): Promise<number> {
  const id = await idOf(
    `insert into licence (origin, name, title, quantity, kind, base_licence_id, expires_on, updated_at)
     values ('manual', 'l', 'l', $1, $2, $3, $4, now()) returning id`,
    [quantity, baseId === null ? "full_version" : "upgrade", baseId, expiresOn],
  );
  if (productId !== null) {
    await client.query("insert into product_licence (product_id, licence_id) values ($1, $2)", [productId, id]);
  }
  return id;
}

/** @returns the contact's id */
async function addPerson(productId: number, name: string): Promise<number> {
  const id = await idOf(
    "insert into contact (origin, display_name, updated_at) values ('manual', $1, now()) returning id",
    [name],
  );
  await client.query("insert into product_consumer (product_id, kind, contact_id) values ($1, 'person', $2)", [
    productId,
    id,
  ]);
  return id;
}

const addDevice = (productId: number, name: string) =>
  idOf("insert into product_consumer (product_id, kind, device_name) values ($1, 'device', $2) returning id", [
    productId,
    name,
  ]);

async function calculate(productId: number, now = "2026-03-02T12:00:00Z") {
  for (const table of ["licence_unit", "balance", "assigned", "short_consumer"]) {
    await client.query(`drop table if exists ${table}`);
  }
  await calculateCompliance(client, 1, new Date(now));
  const { rows } = await client.query(
    `select c.status, c.available, c.consumption, c.balance,
       array(select coalesce(display_name, device_name) from (
         select o.display_name, null as device_name from uncovered_consumer u join contact o on o.id = u.contact_id
           where u.product_id = c.product_id
         union all select null, d.device_name from uncovered_device u join product_consumer d on d.id = u.consumer_id
           where u.product_id = c.product_id) lacking order by 1) as uncovered
     from compliance c where c.product_id = $1`,
    [productId],
  );
  return rows[0];
}

async function licenceOf(id: number) {
  const { rows } = await client.query(
    `select valid_quantity as valid, consumption, balance, missing_base as missing from licence_compliance where licence_id = $1`,
    [id],
  );
  return rows[0];
}

describe("[S62] upgrade chains", () => {
  it("turn units of the base into units of the upgrade: 10, of which 4, of which 6 are wanted, are 6, 0 and 4", async () => {
    const product = await addProduct("Suite");
    const full = await addLicence(product, 10);
    const upgrade = await addLicence(product, 4, { baseId: full });
    const next = await addLicence(product, 6, { baseId: upgrade });
    await addPerson(product, "Ada");
    expect(await calculate(product)).toEqual({
      status: "not_enough_base_licences",
      available: 10,
      consumption: 1,
      balance: 9,
      uncovered: [],
    });
    expect(await licenceOf(full)).toEqual({ valid: 6, consumption: 1, balance: 5, missing: 0 });
    expect(await licenceOf(upgrade)).toEqual({ valid: 0, consumption: 0, balance: 0, missing: 0 });
    expect(await licenceOf(next)).toEqual({ valid: 4, consumption: 0, balance: 4, missing: 2 });
  });

  it("say that consumers are not covered before they say that base licences are missing", async () => {
    const product = await addProduct("Suite");
    const full = await addLicence(product, 1);
    await addLicence(product, 3, { baseId: full });
    for (const name of ["Ada", "Bert"]) await addPerson(product, name);
    expect(await calculate(product)).toMatchObject({ status: "not_enough_licences", uncovered: ["Bert"] });
  });

  it("span products: a unit that was upgraded counts for the upgrade's product only, elder upgrades first", async () => {
    const [old, current] = [await addProduct("2021"), await addProduct("2024")];
    const full = await addLicence(old, 5);
    const elder = await addLicence(current, 3, { baseId: full });
    const younger = await addLicence(current, 3, { baseId: full });
    expect(await calculate(old)).toMatchObject({ status: "fully_licensed", available: 0 });
    expect(await calculate(current)).toMatchObject({ status: "not_enough_base_licences", available: 5 });
    expect(await licenceOf(elder)).toMatchObject({ valid: 3, missing: 0 });
    expect(await licenceOf(younger)).toMatchObject({ valid: 2, missing: 1 });
  });

  it("end with their base, and give back what an upgrade held when it expires", async () => {
    const product = await addProduct("Suite");
    const full = await addLicence(product, 5, { expiresOn: "2026-03-10" });
    const upgrade = await addLicence(product, 4, { baseId: full, expiresOn: "2026-03-05" });
    await calculate(product, "2026-03-05T23:59:59Z");
    expect([(await licenceOf(full)).valid, (await licenceOf(upgrade)).valid]).toEqual([1, 4]);
    await calculate(product, "2026-03-06T00:00:00Z");
    expect([(await licenceOf(full)).valid, (await licenceOf(upgrade)).valid]).toEqual([5, 0]);
    expect((await licenceOf(upgrade)).missing, "an expired upgrade wants nothing").toBe(0);
    await client.query("update licence set expires_on = null where id = $1", [upgrade]);
    await calculate(product, "2026-03-11T00:00:00Z");
    expect([(await licenceOf(full)).valid, (await licenceOf(upgrade)).valid]).toEqual([0, 0]);
    expect((await licenceOf(upgrade)).missing).toBe(4);
  });

  it("that bite their own tail are a calculation error of their products, and of no others", async () => {
    const [looped, sound] = [await addProduct("Ring"), await addProduct("Gerade")];
    const first = await addLicence(looped, 2);
    const second = await addLicence(looped, 2, { baseId: first });
    await client.query("update licence set kind = 'upgrade', base_licence_id = $1 where id = $2", [second, first]);
    await addLicence(sound, 2);
    expect(await calculate(looped)).toMatchObject({ status: "calculation_error", available: 0 });
    expect(await calculate(sound)).toMatchObject({ status: "fully_licensed", available: 2 });
  });
});

describe("[S62] the validity of a licence", () => {
  it("lasts to the end of its last day, as UTC has it", async () => {
    const product = await addProduct("Befristet");
    const licence = await addLicence(product, 2, { expiresOn: "2026-03-02" });
    await addPerson(product, "Ada");
    expect(await calculate(product, "2026-03-02T23:59:59.999Z")).toMatchObject({
      status: "fully_licensed",
      available: 2,
    });
    expect(await calculate(product, "2026-03-03T00:00:00Z")).toMatchObject({
      status: "not_enough_licences",
      available: 0,
      uncovered: ["Ada"],
    });
    expect(await licenceOf(licence)).toEqual({ valid: 0, consumption: 0, balance: -1, missing: 0 });
  });

  it("leaves a product clear that has neither valid licences nor consumers", async () => {
    const product = await addProduct("Leer");
    await addLicence(product, 2, { expiresOn: "2026-03-01" });
    expect(await calculate(product)).toMatchObject({ status: "clear", available: 0, consumption: 0 });
  });

  it("does not help a product of another metric: a calculation error", async () => {
    const product = await addProduct("Geräte");
    await client.query("update product set metric = 'device_cal' where id = $1", [product]);
    await addLicence(product, 2);
    expect(await calculate(product)).toMatchObject({ status: "calculation_error" });
  });

  it("is reckoned for licences without a product too, which cover nobody", async () => {
    const product = await addProduct("Anderes");
    const licence = await addLicence(null, 7);
    await calculate(product);
    expect(await licenceOf(licence)).toEqual({ valid: 7, consumption: 0, balance: 7, missing: 0 });
  });
});

describe("[S46] [S51] who is covered", () => {
  it("is everybody with concurrent use, as long as one valid licence is linked", async () => {
    const product = await addProduct("Server", true);
    const licence = await addLicence(product, 1, { expiresOn: "2026-03-02" });
    for (const name of ["Ada", "Bert", "Cleo"]) await addPerson(product, name);
    expect(await calculate(product)).toEqual({
      status: "concurrent_use",
      available: 1,
      consumption: 3,
      balance: -2,
      uncovered: [],
    });
    expect(await licenceOf(licence)).toEqual({ valid: 1, consumption: 3, balance: -2, missing: 0 });
    expect(await calculate(product, "2026-03-03T00:00:00Z")).toMatchObject({
      status: "not_enough_licences",
      uncovered: ["Ada", "Bert", "Cleo"],
    });
  });

  it("is decided by assignment before priority before the stated order, in which devices come after people", async () => {
    const product = await addProduct("Knapp");
    const [early, late] = [await addLicence(product, 1, { expiresOn: "2026-12-31" }), await addLicence(product, 1)];
    const people: Record<string, number> = {};
    for (const name of ["Ada", "Bert", "Cleo"]) people[name] = await addPerson(product, name);
    const device = await addDevice(product, "PC-1");
    expect((await calculate(product)).uncovered).toEqual(["Cleo", "PC-1"]);

    await client.query("insert into consumer_priority (product_id, contact_id, rank) values ($1, $2, 1)", [
      product,
      people.Cleo,
    ]);
    expect((await calculate(product)).uncovered).toEqual(["Bert", "PC-1"]);

    await client.query("insert into consumer_assignment (product_id, licence_id, consumer_id) values ($1, $2, $3)", [
      product,
      late,
      device,
    ]);
    expect((await calculate(product)).uncovered).toEqual(["Ada", "Bert"]);
    // The licence that ends next serves who is not bound; the last one answers for those who are left.
    expect(await licenceOf(early)).toEqual({ valid: 1, consumption: 1, balance: 0, missing: 0 });
    expect(await licenceOf(late)).toEqual({ valid: 1, consumption: 1, balance: -2, missing: 0 });

    // Two for one unit: the rank decides, and who comes off worse queues with the others.
    await client.query("insert into consumer_assignment (product_id, licence_id, contact_id) values ($1, $2, $3)", [
      product,
      late,
      people.Cleo,
    ]);
    expect((await calculate(product)).uncovered).toEqual(["Bert", "PC-1"]);
  });

  it("does not change with a surplus, which stays fully licensed", async () => {
    const product = await addProduct("Reichlich");
    const licence = await addLicence(product, 50);
    await addPerson(product, "Ada");
    expect(await calculate(product)).toMatchObject({ status: "fully_licensed", balance: 49 });
    expect(await licenceOf(licence)).toEqual({ valid: 50, consumption: 1, balance: 49, missing: 0 });
  });

  it("is said in the rows that are there already: those who stay uncovered are not written again", async () => {
    const product = await addProduct("Knapp");
    for (const name of ["Ada", "Bert"]) await addPerson(product, name);
    await addDevice(product, "PC-1");
    await calculate(product);
    const read = async () =>
      (
        await client.query(
          `select 'p', ctid::text, contact_id as id from uncovered_consumer union all select 'd', ctid::text, consumer_id from uncovered_device
           union all select 's', ctid::text, product_id from product_snapshot order by 1, 3`,
        )
      ).rows;
    const before = await read();
    expect(before).toHaveLength(4);
    await calculate(product);
    expect(await read()).toEqual(before);
  });
});
