import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, send, startApi } from "./support";

type PageOf = { items: Record<string, string | number>[]; nextCursor: string | null; total: number };

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  await api.fill();
  await api.harness.recalculate();
  token = await api.service("administrator");
});
afterAll(() => api?.stop());

async function readAll(path: string, limit: number): Promise<{ keys: unknown[]; total: number }> {
  const keys: unknown[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const at: string = cursor === null ? "" : `&cursor=${cursor}`;
    const answer = await send<PageOf>("GET", `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${at}`, { token });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.data.items.length).toBeLessThanOrEqual(limit);
    keys.push(...answer.data.items.map(({ id, skuId, key }) => id ?? skuId ?? key));
    ({ nextCursor: cursor, total } = answer.data);
  } while (cursor !== null);
  return { keys, total };
}

describe("page by page", () => {
  test.each([
    ["/contacts", 17],
    ["/contacts?sort=department&dir=desc", 7],
    ["/contacts?sort=licenceCount&licences=with", 11],
    ["/licences?sort=portal&dir=desc", 2],
    ["/licences?sort=nextLifecycleAt", 3],
    ["/licences/reconciliations", 3],
    ["/products?sort=status", 2],
    ["/compliance", 3],
    ["/compliance?sort=usage&dir=desc", 2],
    ["/runs", 1],
    ["/catalogue/skus?sort=partNumber", 50],
    ["/folders", 1],
    ["/acquisition-channels", 3],
    ["/server-tasks", 1],
  ])("%s by %i gives every item once, in the order of the whole", async (path, limit) => {
    const inPages = await readAll(path, limit);
    const atOnce = await readAll(path, 200);
    expect(inPages.keys.length).toBe(inPages.total);
    expect(new Set(inPages.keys).size).toBe(inPages.total);
    expect(inPages.keys).toEqual(atOnce.keys);
  });
});

test("filters are those of the screens: several values of one mean any, several filters mean all", async () => {
  const count = async (query: string) => (await send<PageOf>("GET", `/contacts?limit=1${query}`, { token })).data.total;
  const [enabled, disabled, both] = [
    await count("&account=enabled"),
    await count("&account=disabled"),
    await count("&account=enabled&account=disabled"),
  ];
  expect(disabled).toBeGreaterThan(0);
  expect(both).toBe(enabled + disabled);
  expect(await count("&account=enabled&licences=with")).toBeLessThan(enabled);
  const wrong = await send("GET", "/contacts?account=nonsense", { token });
  expect([wrong.status, wrong.data.code]).toEqual([400, "parameter-invalid"]);
});

test("a cursor of another search, filter or sort is refused, and goes on with another limit", async () => {
  const first = await send<PageOf>("GET", "/contacts?limit=2&sort=name&account=enabled", { token });
  const cursor = `cursor=${first.data.nextCursor}`;
  for (const query of [
    "sort=department&account=enabled",
    "sort=name&dir=desc&account=enabled",
    "sort=name",
    "account=enabled&q=a",
  ]) {
    const answer = await send("GET", `/contacts?${query}&${cursor}`, { token });
    expect([answer.status, answer.data.code], query).toEqual([400, "cursor-invalid"]);
  }
  expect((await send("GET", `/contacts?account=enabled&limit=5&${cursor}`, { token })).status).toBe(200);
});

test("a whole list comes as a file, narrowed as the list is, in the language that is asked for", async () => {
  const { total } = (await send<PageOf>("GET", "/contacts?limit=1&account=disabled", { token })).data;
  const headers = { "accept-language": "de" };
  const file = await send<string>("GET", "/exports/contacts?format=csv&account=disabled", { token, headers });
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="seatwise-kontakte-/);
  expect(file.text.trim().split("\n")).toHaveLength(total + 1);
  expect(file.text.split("\n")[0]).toContain(";");
});

describe("an export refuses what its list refuses, instead of sending everything", () => {
  test.each(["compliance", "licences", "assignments", "seats", "products", "contacts", "runs", "audit"])(
    "%s",
    async (list) => {
      for (const wrong of ["foo=1", "sort=bogus", "dir=up", "limit=5"]) {
        const answer = await send("GET", `/exports/${list}?format=csv&${wrong}`, { token });
        expect([answer.status, answer.data.code], wrong).toEqual([400, "parameter-invalid"]);
      }
      expect((await send("GET", `/exports/${list}`, { token })).status).toBe(400);
    },
  );

  test.each([
    ["compliance", "status=bogus"],
    ["contacts", "account=bogus"],
    ["seats", "voices=bogus"],
    ["runs/1/log", "level=bogus"],
    ["runs/1/changes", "foo=1"],
  ])("%s?%s", async (list, wrong) => {
    const answer = await send("GET", `/exports/${list}?format=csv&${wrong}`, { token });
    expect([answer.status, answer.data.code]).toEqual([400, "parameter-invalid"]);
  });

  test("a run that is not there", async () => {
    for (const part of ["log", "changes"]) {
      const answer = await send("GET", `/exports/runs/987654/${part}?format=csv`, { token });
      expect([answer.status, answer.data.code]).toEqual([404, "run-not-found"]);
    }
  });
});

test("a total that was not counted to the end says so", async () => {
  const read = () => send<PageOf & { isTotalCapped: boolean }>("GET", "/contacts?limit=1", { token });
  expect((await read()).data.isTotalCapped).toBe(false);
  await api.sql(
    `insert into contact (origin, display_name, user_principal_name, mail, department, updated_at)
     select 'manual', 'Many ' || n, '', '', '', now() from generate_series(1, 10001) n`,
  );
  expect((await read()).data).toMatchObject({ total: 10_000, isTotalCapped: true });
  await api.sql("delete from contact where display_name like 'Many %'");
});

describe("server tasks", () => {
  test("a setting of another task, a chain in a circle and a version that is old are refused", async () => {
    const read = await send<{ version: number }>("GET", "/server-tasks/import", { token });
    const patch = (body: object) =>
      send<{ code: string; errors?: { pointer: string }[] }>("PATCH", "/server-tasks/import", { token, body });
    const { version } = read.data;
    const foreign = await patch({ version, retention: { keepDays: 1 } });
    expect([foreign.status, foreign.data.errors?.[0]?.pointer]).toEqual([422, "#/retention"]);
    const chain = await patch({ version, startCondition: { kind: "after-task", task: "import" } });
    expect([chain.status, chain.data.code]).toEqual([422, "task-chain-cyclic"]);
    const shape = await patch({ version, startCondition: { kind: "daily", at: "25:00", timeZone: "UTC" } });
    expect([shape.status, shape.data.errors?.[0]?.pointer]).toEqual([422, "#/startCondition/at"]);
    const done = await patch({ version, startCondition: { kind: "manual" } });
    expect([done.status, done.headers.get("etag")]).toEqual([200, `"${version + 1}"`]);
    const late = await patch({ version, isEnabled: false });
    expect([late.status, late.data.code]).toEqual([412, "server-task-changed"]);
  });
});

describe("a change of what is kept by hand", () => {
  test("keeps what is not given, the licence's key too, and never touches what is imported", async () => {
    const made = await send<{ id: number; version: number }>("POST", "/licences", {
      token,
      body: { name: "Kept", quantity: 3, licenceKey: "KEY-9", serialNumber: "S-1", expiresOn: "2040-01-01" },
    });
    expect(made.headers.get("location")).toBe(`/api/v1/licences/${made.data.id}`);
    const changed = await send("PATCH", `/licences/${made.data.id}`, {
      token,
      body: { version: made.data.version, quantity: 4 },
    });
    expect(changed.data).toMatchObject({
      quantity: 4,
      serialNumber: "S-1",
      expiresOn: "2040-01-01",
      hasLicenceKey: true,
    });
    const key = await send("POST", `/licences/${made.data.id}/show-key`, { token });
    expect(key.data).toEqual({ licenceKey: "KEY-9" });

    const imported = await send<PageOf>("GET", "/licences?origin=portal&limit=1", { token });
    const id = imported.data.items[0]?.id;
    const refused = await send("PATCH", `/licences/${id}`, { token, body: { version: 1, quantity: 4 } });
    expect([refused.status, refused.data.code]).toEqual([409, "imported-read-only"]);
  });

  test("refuses the base of a full version, which has none", async () => {
    type Made = { id: number; version: number; code: string; errors?: { pointer: string; code: string }[] };
    const post = (body: object) => send<Made>("POST", "/licences", { token, body: { quantity: 3, ...body } });
    const { data: base } = await post({ name: "Base" });
    const refused = await post({ name: "Full", baseLicenceId: base.id });
    expect([refused.status, refused.data.code]).toEqual([422, "base-licence-unwanted"]);
    expect(refused.data.errors).toMatchObject([{ pointer: "#/baseLicenceId", code: "base-licence-unwanted" }]);
    const { data: upgrade } = await post({ name: "Up", kind: "upgrade", baseLicenceId: base.id });
    const patch = (body: object) => send<Made>("PATCH", `/licences/${upgrade.id}`, { token, body });
    const both = await patch({ version: upgrade.version, kind: "full_version", baseLicenceId: base.id });
    expect([both.status, both.data.code]).toEqual([422, "base-licence-unwanted"]);
    // What becomes a full version loses the base that it had.
    const full = await patch({ version: upgrade.version, kind: "full_version" });
    expect([full.status, full.data]).toMatchObject([200, { kind: "full_version", bases: [] }]);
  });

  test("of a contact is told to whoever saw an older version", async () => {
    const made = await send<{ id: number }>("POST", "/contacts", { token, body: { displayName: "A", phone: "1" } });
    const patch = (body: object) => send("PATCH", `/contacts/${made.data.id}`, { token, body });
    expect((await patch({ version: 1, city: "Ulm" })).data).toMatchObject({ phone: "1", city: "Ulm", version: 2 });
    const late = await patch({ version: 1, city: "Bonn" });
    expect([late.status, late.data.code]).toEqual([412, "contact-changed"]);
  });
});

test.each([
  ["covered", 4],
  ["order", 4],
])("the consumers of a product by %s, page by page", async (sort, limit) => {
  const [{ id } = { id: 0 }] = await api.sql<{ id: number }>(
    "select product_id as id from compliance order by consumption desc, product_id limit 1",
  );
  const path = `/compliance/${id}/consumers?sort=${sort}`;
  const inPages = await readAll(path, limit);
  expect(inPages.keys.length).toBeGreaterThan(limit);
  expect(inPages.keys.length).toBe(inPages.total);
  expect((await readAll(path, 200)).keys).toEqual(inPages.keys);
  const missing = await send("GET", `/compliance/987654/consumers?sort=${sort}`, { token });
  expect([missing.status, missing.data.code]).toEqual([404, "product-not-found"]);
});

// The last one: it takes a product away.
test("a product that an import still feeds returns with the next one, unless its SKU is excluded, for a reason", async () => {
  const [product] = await api.sql<{ id: number; portalId: string; skuId: string }>(
    `select id, portal_id as "portalId", sku_id as "skuId" from product where origin = 'portal' and unsync_reason is null
     order by id limit 1`,
  );
  if (!product) throw new Error("nothing was imported");
  const deleted = await send("POST", "/products/delete", { token, body: { productIds: [product.id] } });
  expect([deleted.status, deleted.data]).toEqual([200, { deleted: 1 }]);
  const bySku = () =>
    api.sql<{ id: number }>("select id from product where portal_id = $1 and sku_id = $2", [
      product.portalId,
      product.skuId,
    ]);
  expect(await bySku()).toEqual([]);
  await api.harness.runImport();
  const [returned] = await bySku();
  const body = { productIds: [returned?.id], reason: "  Leased elsewhere " };
  const gone = await send("POST", "/products/delete-and-exclude", { token, body });
  expect([gone.status, gone.data]).toEqual([200, { deleted: 1 }]);
  expect((await send("GET", `/products/${returned?.id}`, { token })).status).toBe(404);
  await api.harness.runImport();
  expect(await bySku()).toEqual([]);
  expect(
    await api.sql("select reason, ends_on from portal_exclusion where portal_id = $1 and sku_id = $2", [
      ...[product.portalId, product.skuId],
    ]),
  ).toEqual([{ reason: "Leased elsewhere", ends_on: null }]);
});
