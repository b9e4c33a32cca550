import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setOwnTitle, uploadCatalogue } from "@/lib/portals/commands-catalogue";
import {
  catalogueFilters,
  catalogueSortKeys,
  findCatalogueSku,
  listCatalogue,
  readCatalogueSummary,
} from "@/lib/portals/queries-catalogue";
import { listBytes, skuIdOf } from "../../support/catalogue/list";
import { stateOf, walk } from "../portals/pages";
import { actor, type Catalogue, startCatalogue } from "./support";

const options = { sortable: catalogueSortKeys, defaultSort: { sort: "name" }, filters: catalogueFilters };
const [unknown, excludedOnly, gone, deletedOnly] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

let catalogue: Catalogue;
let contoso: { id: string; name: string };

beforeAll(async () => {
  catalogue = await startCatalogue();
  await catalogue.reset();
  contoso = await catalogue.addPortal("Contoso");
  const fabrikam = await catalogue.addPortal("Fabrikam");
  const left = await catalogue.addPortal("Left", { deletedAt: new Date() });
  const subscribe = (portalId: string, skuId: string, partNumber: string) =>
    catalogue.sql(
      `insert into portal_sku (portal_id, sku_id, part_number, applies_to, capability_status, units, consumed_units)
       values ($1, $2, $3, 'User', 'Enabled', 5, 2)`,
      [portalId, skuId, partNumber],
    );
  // Known to both tables of one portal, and to one of another.
  await catalogue.insertImported(contoso, skuIdOf(20), "CONTOSO_PRODUCT_20");
  await subscribe(contoso.id, skuIdOf(20), "CONTOSO_PRODUCT_20");
  await subscribe(fabrikam.id, skuIdOf(20), "CONTOSO_PRODUCT_20");
  await catalogue.insertImported(contoso, unknown, "CONTOSO_UNKNOWN");
  await subscribe(fabrikam.id, excludedOnly, "");
  await catalogue.insertImported(contoso, gone, "CONTOSO_GONE");
  await catalogue.sql("update licence set unsync_reason = 'gone_from_portal', unsync_since = now() where sku_id = $1", [
    gone,
  ]);
  await catalogue.insertImported(left, deletedOnly, "CONTOSO_LEFT");
  await uploadCatalogue(actor, listBytes());
  await setOwnTitle(actor, { skuId: skuIdOf(21), title: "Ours, 100 %" });
});
afterAll(() => catalogue?.stop());

const namesOf = async (search: string) => (await listCatalogue(stateOf(search, options))).rows.map(({ name }) => name);

describe("pages of the catalogue", () => {
  test.each(catalogueSortKeys.flatMap((sort) => [`sort=${sort}&dir=asc`, `sort=${sort}&dir=desc`]))(
    "lose and double nothing in either direction: %s",
    async (search) => {
      const { forwards, backwards } = await walk(search, options, listCatalogue);
      const ids = forwards.flat().map(({ skuId }) => skuId);
      expect(ids).toHaveLength(63);
      expect(new Set(ids).size).toBe(63);
      const back = backwards.reverse().flat();
      expect(back.map(({ skuId }) => skuId)).toEqual(ids);
    },
  );
});

test("the list knows Microsoft's SKUs and those that only portals know, and counts each portal once", async () => {
  const { rows, total } = await listCatalogue(stateOf("sort=portals&dir=desc&size=100", options));
  expect(total).toBe(63);
  expect(rows[0]).toMatchObject({ skuId: skuIdOf(20), name: "Contoso Product 20", source: "microsoft", portals: 2 });
  const others = new Map(rows.map((row) => [row.skuId, row]));
  expect(others.get(unknown)).toMatchObject({ name: "CONTOSO_UNKNOWN", title: null, source: "portal", portals: 1 });
  expect(others.get(excludedOnly)).toMatchObject({ name: excludedOnly, partNumber: null, portals: 1 });
  expect(others.get(skuIdOf(21))).toMatchObject({
    name: "Ours, 100 %",
    title: "Contoso Product 21",
    ownTitle: "Ours, 100 %",
    portals: 0,
  });
  expect([others.has(gone), others.has(deletedOnly)], "not subscribed to any more").toEqual([false, false]);
});

describe("the search and filters of the catalogue", () => {
  test.each([
    ["q=product+21", ["Ours, 100 %"]],
    ["q=100+%25", ["Ours, 100 %"]],
    ["q=contoso_short", ["Contoso Short"]],
    [`q=${skuIdOf(22)}`, ["Contoso Product 22"]],
    ["naming=own", ["Ours, 100 %"]],
    ["naming=unnamed&q=unknown", ["CONTOSO_UNKNOWN"]],
    ["naming=own&naming=unnamed&q=ours", ["Ours, 100 %"]],
    ["subscribed=yes&q=contoso", ["Contoso Product 20", "CONTOSO_UNKNOWN"]],
    ["subscribed=no&naming=unnamed", []],
  ])("%s", async (search, names) => {
    expect(await namesOf(search)).toEqual(names);
  });

  test("a SKU stays without a name until somebody gives it one", async () => {
    expect((await readCatalogueSummary()).unnamed).toBe(2);
    await setOwnTitle(actor, { skuId: excludedOnly, title: "Named" });
    expect((await readCatalogueSummary()).unnamed).toBe(1);
    expect((await listCatalogue(stateOf("q=named", options))).rows).toMatchObject([
      { skuId: excludedOnly, source: "own", title: null, ownTitle: "Named" },
    ]);
    await setOwnTitle(actor, { skuId: excludedOnly, title: null });
  });
});

test("a SKU tells who subscribes to it, and which licence was imported", async () => {
  const sku = await findCatalogueSku(skuIdOf(20));
  expect(sku).toMatchObject({
    name: "Contoso Product 20",
    subscribers: [
      { id: contoso.id, name: "Contoso", licence: { name: "Contoso: Contoso Product 20" } },
      { name: "Fabrikam", licence: null },
    ],
  });
  expect(await findCatalogueSku(skuIdOf(22))).toMatchObject({ portals: 0, subscribers: [] });
  expect(await findCatalogueSku(gone)).toBeNull();
});

describe("where the titles come from", () => {
  const endRun = async (outcome: string, at: string, address?: string) => {
    const [run] = await catalogue.sql<{ id: number }>(
      `insert into run (kind, trigger, status, started_at, ended_at) values ('catalogue_refresh', 'manual', $1::run_status, $2, $2) returning id`,
      [outcome, at],
    );
    if (address) {
      await catalogue.sql(
        "insert into log_line (run_id, level, code, params) values ($1, 'info', 'catalogue-source', $2)",
        [run?.id, { address }],
      );
    }
    return run?.id;
  };

  test("is told by the newest list that was taken over, and by a failure since", async () => {
    const upload = (await readCatalogueSummary()).list;
    expect(upload).toMatchObject({ uploadedBy: "tester", runId: null });

    const old = await endRun("failed", "2020-01-01T00:00:00Z");
    expect(old).toBeGreaterThan(0);
    expect((await readCatalogueSummary()).failure, "older than the list").toBeNull();

    const address = "https://mirror.example/list.csv";
    const done = await endRun("succeeded", "2090-01-01T00:00:00Z", address);
    expect((await readCatalogueSummary()).list).toEqual({ at: new Date("2090-01-01T00:00:00Z"), runId: done, address });

    const failed = await endRun("failed", "2090-01-02T00:00:00Z");
    expect(await readCatalogueSummary()).toMatchObject({ list: { runId: done }, failure: { runId: failed } });
  });

  test("is Seatwise where no list was taken over yet", async () => {
    await catalogue.reset();
    await catalogue.sql(
      "insert into catalogue_sku (sku_id, part_number, title, source) values ($1, 'A', 'A', 'seed')",
      [randomUUID()],
    );
    expect(await readCatalogueSummary()).toEqual({ unnamed: 0, seeded: 1, list: null, failure: null });
  });
});
