import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assignConsumer, moveConsumer } from "@/lib/compliance/commands";
import { consumerSortKeys, listConsumers } from "@/lib/compliance/queries-consumers";
import { calculateCompliance } from "@/lib/compliance/recalculate";
import { closeDatabase, withTransaction } from "@/lib/db/pool";
import { parseListState } from "@/lib/paging/list-state";
import { createTestDatabase, type TestDatabase } from "../../support/database";

const actor = { id: null, username: "tester" };
const portal = "00000000-0000-4000-8000-000000000001";
const sku = "00000000-0000-4000-9000-000000000001";

let database: TestDatabase;
let admin: pg.Pool;

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
    insert into product (id, origin, name, folder_id, portal_id, sku_id, updated_at) values
      (1, 'manual', 'CAD', 1, null, null, now()), (2, 'portal', 'E5', 1, '${portal}', '${sku}', now());
    insert into licence (id, origin, name, title, quantity, units_enabled, portal_id, sku_id, updated_at) values
      (1, 'manual', 'CAD', 'x', 1, 0, null, null, now()), (2, 'portal', 'E5', 'x', null, 1, '${portal}', '${sku}', now());
    insert into product_licence (product_id, licence_id) values (1, 1), (2, 2);
    insert into contact (id, origin, display_name, updated_at)
      values (1, 'manual', 'Ada', now()), (2, 'manual', 'Bert', now()), (3, 'manual', 'Cleo', now());
    insert into product_consumer (id, product_id, kind, contact_id, device_name) values
      (7, 1, 'person', 1, null), (8, 1, 'person', 2, null), (9, 1, 'device', null, 'PC-1');
    insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, holder_name)
      select id, '${sku}', '${portal}', true, true, sort_name from contact where id in (1, 3);`);
});
afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});
beforeEach(() => admin.query("delete from consumer_assignment; delete from consumer_priority; delete from audit_line"));

const person = (productId: number, id: number) => ({ productId, kind: "person" as const, id });
const device = { productId: 1, kind: "device" as const, id: 9 };

async function uncovered(productId: number): Promise<string[]> {
  await withTransaction((client) => calculateCompliance(client, 1, new Date("2026-03-02T10:00:00Z")));
  const { rows } = await admin.query<{ name: string }>(
    `select c.display_name as name from uncovered_consumer u join contact c on c.id = u.contact_id where u.product_id = $1
     union all select c.device_name from uncovered_device u join product_consumer c on c.id = u.consumer_id
     where u.product_id = $1 order by 1`,
    [productId],
  );
  return rows.map(({ name }) => name);
}
const ranks = async () =>
  (
    await admin.query(
      `select coalesce(o.display_name, x.device_name) as name, rank from consumer_priority r
       left join contact o on o.id = r.contact_id left join product_consumer x on x.id = r.consumer_id order by rank`,
    )
  ).rows.map(({ name, rank }) => `${rank} ${name}`);

describe("[S46] priorities", () => {
  it("are moved up and down without gaps, and count from the next recalculation on", async () => {
    expect(await uncovered(1)).toEqual(["Bert", "PC-1"]);
    expect(await moveConsumer(actor, { ...person(1, 2), move: "up" })).toEqual({ rank: 1, count: 1 });
    expect(await moveConsumer(actor, { ...device, move: "up" })).toEqual({ rank: 2, count: 2 });
    expect(await moveConsumer(actor, { ...device, move: "up" })).toEqual({ rank: 1, count: 2 });
    expect(await ranks()).toEqual(["1 PC-1", "2 Bert"]);
    expect(await uncovered(1)).toEqual(["Ada", "Bert"]);
    await moveConsumer(actor, { ...device, move: "down" });
    expect(await uncovered(1)).toEqual(["Ada", "PC-1"]);
    expect(await moveConsumer(actor, { ...person(1, 2), move: "clear" })).toEqual({ rank: null, count: 1 });
    expect(await ranks()).toEqual(["1 PC-1"]);
  });

  it("are kept whole when several people move at once", async () => {
    await Promise.all([
      moveConsumer(actor, { ...person(1, 1), move: "up" }),
      moveConsumer(actor, { ...person(1, 2), move: "up" }),
      moveConsumer(actor, { ...device, move: "up" }),
    ]);
    expect((await ranks()).map((entry) => entry[0])).toEqual(["1", "2", "3"]);
  });
});

describe("[S46] assignments", () => {
  it("bind a consumer to a licence of the product, of an imported one too, and let it go again", async () => {
    expect(await uncovered(2)).toEqual(["Cleo"]);
    expect(await assignConsumer(actor, { ...person(2, 3), licenceId: 2 })).toEqual({ isChanged: true });
    expect(await uncovered(2)).toEqual(["Ada"]);
    expect(await assignConsumer(actor, { ...person(2, 3), licenceId: 2 })).toEqual({ isChanged: false });
    await assignConsumer(actor, { ...person(2, 3), licenceId: null });
    expect(await uncovered(2)).toEqual(["Cleo"]);
    const { rows } = await admin.query("select action, actor_name, target_name, details from audit_line order by id");
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({
      action: "compliance.consumer-assigned",
      actor_name: "tester",
      target_name: "E5",
      details: { licenceId: 2, consumer: "Cleo", kind: "person", consumerId: 3 },
    });
  });

  it("are refused for a licence of another product, for who is no consumer, and for products that are gone", async () => {
    await assignConsumer(actor, { ...device, licenceId: 1 });
    await expect(assignConsumer(actor, { ...device, licenceId: 2 })).rejects.toMatchObject({
      code: "licence-not-found",
    });
    const { rows } = await admin.query("select licence_id from consumer_assignment");
    expect(rows, "what was bound before stays").toEqual([{ licence_id: 1 }]);
    await expect(assignConsumer(actor, { ...person(1, 3), licenceId: 1 })).rejects.toMatchObject({ code: "not-found" });
    await expect(moveConsumer(actor, { ...person(2, 2), move: "up" })).rejects.toMatchObject({ code: "not-found" });
    await expect(moveConsumer(actor, { ...person(99, 2), move: "up" })).rejects.toMatchObject({
      code: "product-not-found",
    });
  });
});

it("shows the whole order of service in pages, whoever was bound, ranked or moved", async () => {
  await admin.query(`
    insert into contact (id, origin, display_name, is_enabled, user_type, updated_at)
      select n, 'manual', 'Person ' || lpad(n::text, 3, '0'), n % 7 <> 0, case when n % 5 = 0 then 'Guest' end, now()
      from generate_series(100, 219) n;
    insert into product (id, origin, name, folder_id, updated_at) values (50, 'manual', 'Plotter', 1, now());
    insert into licence (id, origin, name, title, quantity, updated_at) values (50, 'manual', 'Plotter', 'x', 60, now());
    insert into product_licence (product_id, licence_id) values (50, 50);
    insert into product_consumer (id, product_id, kind, contact_id, created_at)
      select n, 50, 'person', n, timestamptz '2026-01-01' + (n % 3) * interval '1 day' from generate_series(100, 219) n;`);
  await moveConsumer(actor, { ...person(50, 217), move: "last" });
  await moveConsumer(actor, { ...person(50, 210), move: "first" });
  await assignConsumer(actor, { ...person(50, 203), licenceId: 50 });
  await withTransaction((client) => calculateCompliance(client, 1, new Date("2026-03-02T10:00:00Z")));
  const shown = [];
  let after: string | null = "";
  while (after !== null) {
    const parameters = new URLSearchParams({ sort: "order", ...(after && { after }) });
    const state = parseListState(parameters, { sortable: consumerSortKeys, defaultSort: { sort: "covered" } });
    const page: Awaited<ReturnType<typeof listConsumers>> = await listConsumers(50, state);
    shown.push(...page.rows);
    after = page.nextCursor;
  }
  expect(shown).toHaveLength(120);
  expect(new Set(shown.map(({ id }) => id)).size).toBe(120);
  expect(shown.slice(0, 3).map(({ id }) => id)).toEqual([203, 210, 217]);
  // Whoever is served stands before whoever is not.
  expect(shown.map(({ isCovered }) => isCovered)).toEqual([...Array(60).fill(true), ...Array(60).fill(false)]);
});
