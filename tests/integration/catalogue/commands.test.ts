import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedSkus } from "@/lib/catalogue/seed";
import { withTransaction } from "@/lib/db/pool";
import { setOwnTitle, uploadCatalogue } from "@/lib/portals/commands-catalogue";
import { renameImported } from "@/lib/portals/imported-names";
import { prepareDatabase } from "@/lib/server-tasks/prepare";
import { listBytes, listText, skuIdOf } from "../../support/catalogue/list";
import { eventually } from "../../support/wait";
import { actor, type Catalogue, startCatalogue } from "./support";

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await startCatalogue();
});
afterAll(() => catalogue?.stop());
beforeEach(() => catalogue.reset());

/** Statements that wait for a row or a lock of another transaction. */
const WAITING =
  "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and state = 'active'";

/** With the row's own version: a row that is written anew has another one, even where it says the same. */
const versions = () =>
  catalogue.sql(
    `select sku_id as id, xmin::text, title, own_title, source::text from catalogue_sku
     union all select service_plan_id, xmin::text, title, null, null from catalogue_service_plan order by 1`,
  );
const rowOf = async (skuId: string) =>
  (
    await catalogue.sql(
      `select part_number as "partNumber", title, own_title as "ownTitle", source from catalogue_sku where sku_id = $1`,
      [skuId],
    )
  )[0];

describe("taking a list over", () => {
  test("brings SKUs and service plans; a second time writes nothing", async () => {
    const first = await uploadCatalogue(actor, listBytes());
    expect(first).toEqual({
      skus: { created: 61, changed: 0, unchanged: 0 },
      servicePlans: { created: 55, changed: 0, unchanged: 0 },
      renamed: { licences: 0, products: 0 },
      skipped: [
        { line: 14, reason: "sku-id" },
        { line: 15, reason: "name" },
        { line: 16, reason: "plan-id" },
      ],
    });
    const before = await versions();
    expect(before).toHaveLength(116);
    const again = await uploadCatalogue(actor, listBytes());
    expect(again.skus).toEqual({ created: 0, changed: 0, unchanged: 61 });
    expect(again.servicePlans).toEqual({ created: 0, changed: 0, unchanged: 55 });
    expect(await versions()).toEqual(before);
  });

  test("writes only what changed, keeps what the list does not name any more, and says so in the audit", async () => {
    await uploadCatalogue(actor, listBytes());
    const before = await versions();
    const changed = listText
      .replace("Contoso Product 20,", "Contoso Product Twenty,")
      .replace(/^Contoso Product 21,.*\n/m, "")
      .replace("Product plan 22", "Product plan twenty-two");
    const outcome = await uploadCatalogue(actor, listBytes(changed));
    expect(outcome.skus).toEqual({ created: 0, changed: 1, unchanged: 59 });
    expect(outcome.servicePlans).toEqual({ created: 0, changed: 1, unchanged: 53 });
    const after = await versions();
    expect(
      after
        .filter((row, index) => row.xmin !== before[index]?.xmin)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["Contoso Product Twenty", "Product plan twenty-two"]);
    expect(await rowOf(skuIdOf(21))).toMatchObject({ title: "Contoso Product 21" });
    expect((await catalogue.audited()).at(-1)).toEqual({
      action: "catalogue.uploaded",
      by: "tester",
      target: null,
      details: {
        skus: { created: 0, changed: 1, unchanged: 59 },
        servicePlans: { created: 0, changed: 1, unchanged: 53 },
        renamed: { licences: 0, products: 0 },
        skipped: 3,
      },
    });
  });

  test("makes what came with Seatwise Microsoft's, which the next start leaves alone", async () => {
    await prepareDatabase(catalogue.database.url);
    const [seed] = seedSkus;
    if (!seed) throw new Error("there is a seed");
    expect(await rowOf(seed.skuId)).toMatchObject({ source: "seed" });
    const row = `${seed.title} of Microsoft,${seed.partNumber},${seed.skuId},,,\n`;
    const outcome = await uploadCatalogue(actor, listBytes(listText + row));
    expect(outcome.skus).toEqual({ created: 61, changed: 1, unchanged: 0 });
    await prepareDatabase(catalogue.database.url);
    expect(await rowOf(seed.skuId)).toMatchObject({ source: "microsoft", title: `${seed.title} of Microsoft` });
  });

  test("gives imported licences and products their titles, those of deleted portals excepted", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    const left = await catalogue.addPortal("Left", { deletedAt: new Date() });
    await catalogue.insertImported(contoso, skuIdOf(20), "CONTOSO_PRODUCT_20");
    await catalogue.insertImported(contoso, skuIdOf(21), "CONTOSO_PRODUCT_21");
    await catalogue.insertImported(contoso, randomUUID(), "UNKNOWN");
    await catalogue.insertImported(left, skuIdOf(20), "CONTOSO_PRODUCT_20");
    const { renamed } = await uploadCatalogue(actor, listBytes());
    expect(renamed).toEqual({ licences: 2, products: 2 });
    const expected = [
      "Contoso: Contoso Product 20",
      "Contoso: Contoso Product 21",
      "Contoso: UNKNOWN",
      "Left: CONTOSO_PRODUCT_20",
    ];
    expect(await catalogue.names()).toEqual({ licences: expected, products: expected });
  });

  test("changes nothing where the list is refused", async () => {
    await uploadCatalogue(actor, listBytes());
    const before = await versions();
    await expect(uploadCatalogue(actor, listBytes("<html>"))).rejects.toMatchObject({ code: "catalogue-is-html" });
    expect(await versions()).toEqual(before);
    expect(await catalogue.audited()).toHaveLength(1);
  });

  test("twice at the same time is the same as once after the other", async () => {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => uploadCatalogue(actor, listBytes())));
    expect(outcomes.map(({ skus }) => skus.created).sort((a, b) => a - b)).toEqual([0, 0, 0, 61]);
  });
});

describe("a title of one's own", () => {
  test("wins over Microsoft's, is borne at once, survives every list, and can be taken away", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    await catalogue.insertImported(contoso, skuIdOf(20), "CONTOSO_PRODUCT_20");
    await uploadCatalogue(actor, listBytes());
    expect(await setOwnTitle(actor, { skuId: skuIdOf(20), title: "Ours" })).toEqual({ licences: 1, products: 1 });
    expect(await catalogue.names()).toEqual({ licences: ["Contoso: Ours"], products: ["Contoso: Ours"] });
    const changed = listText.replace("Contoso Product 20,", "Contoso Product Twenty,");
    const { renamed } = await uploadCatalogue(actor, listBytes(changed));
    expect(renamed).toEqual({ licences: 0, products: 0 });
    expect(await rowOf(skuIdOf(20))).toMatchObject({ title: "Contoso Product Twenty", ownTitle: "Ours" });
    await setOwnTitle(actor, { skuId: skuIdOf(20), title: null });
    expect((await catalogue.names()).licences).toEqual(["Contoso: Contoso Product Twenty"]);
    expect((await catalogue.audited()).filter(({ target }) => target === skuIdOf(20))).toEqual([
      {
        action: "catalogue.own-title-set",
        by: "tester",
        target: skuIdOf(20),
        details: { before: null, after: "Ours", licences: 1, products: 1 },
      },
      {
        action: "catalogue.own-title-removed",
        by: "tester",
        target: skuIdOf(20),
        details: { before: "Ours", after: null, licences: 1, products: 1 },
      },
    ]);
  });

  test("can be given to a SKU that only a tenant knows; without it the row goes again", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    const skuId = randomUUID();
    await catalogue.insertImported(contoso, skuId, "CONTOSO_NEW");
    await setOwnTitle(actor, { skuId, title: "Brand new" });
    expect(await rowOf(skuId)).toEqual({ partNumber: "CONTOSO_NEW", title: "", ownTitle: "Brand new", source: "seed" });
    expect((await catalogue.names()).products).toEqual(["Contoso: Brand new"]);
    await setOwnTitle(actor, { skuId, title: null });
    expect(await rowOf(skuId)).toBeUndefined();
    expect((await catalogue.names()).products).toEqual(["Contoso: CONTOSO_NEW"]);
  });

  test("stays when Microsoft comes to name the SKU, which then counts as new", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    await catalogue.sql(
      `insert into portal_sku (portal_id, sku_id, part_number, applies_to, capability_status, units, consumed_units)
       values ($1, $2, 'CONTOSO_PRODUCT_20', 'User', 'Enabled', 1, 0)`,
      [contoso.id, skuIdOf(20)],
    );
    await setOwnTitle(actor, { skuId: skuIdOf(20), title: "Ours" });
    expect((await uploadCatalogue(actor, listBytes())).skus).toEqual({ created: 61, changed: 0, unchanged: 0 });
    expect(await rowOf(skuIdOf(20))).toMatchObject({
      title: "Contoso Product 20",
      ownTitle: "Ours",
      source: "microsoft",
    });
  });

  test("that is set already changes and audits nothing; a SKU that nobody knows is refused", async () => {
    await uploadCatalogue(actor, listBytes());
    await setOwnTitle(actor, { skuId: skuIdOf(20), title: "Ours" });
    const before = await versions();
    expect(await setOwnTitle(actor, { skuId: skuIdOf(20), title: "Ours" })).toEqual({ licences: 0, products: 0 });
    expect(await setOwnTitle(actor, { skuId: skuIdOf(21), title: null })).toEqual({ licences: 0, products: 0 });
    expect(await versions()).toEqual(before);
    expect(await catalogue.audited()).toHaveLength(2);
    await expect(setOwnTitle(actor, { skuId: randomUUID(), title: "Ours" })).rejects.toMatchObject({
      code: "catalogue-sku-not-found",
    });
  });
});

describe("renaming what was imported", () => {
  test("follows the portal's name, of that portal alone, and leaves alone what is made by hand", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    const fabrikam = await catalogue.addPortal("Fabrikam");
    for (const portal of [contoso, fabrikam]) await catalogue.insertImported(portal, skuIdOf(20), "PART");
    await catalogue.sql(
      "insert into licence (origin, name, title, quantity, updated_at) values ('manual', 'By hand', 'By hand', 1, now())",
    );
    await catalogue.sql("update portal set name = name || ' AG'");
    const rename = () => withTransaction((client) => renameImported(client, { portalId: contoso.id }));
    expect(await rename()).toEqual({ licences: 1, products: 1 });
    expect(await rename()).toEqual({ licences: 0, products: 0 });
    expect(await catalogue.names()).toEqual({
      licences: ["By hand", "Contoso AG: PART", "Fabrikam: PART"],
      products: ["Contoso AG: PART", "Fabrikam: PART"],
    });
    expect(await withTransaction((client) => renameImported(client, {}))).toEqual({ licences: 1, products: 1 });
  });

  test("falls back to the SKU ID where there is no part number either", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    await catalogue.insertImported(contoso, skuIdOf(20), "");
    await withTransaction((client) => renameImported(client, { skuIds: [skuIdOf(20)] }));
    expect((await catalogue.names()).products).toEqual([`Contoso: ${skuIdOf(20)}`]);
  });

  test("waits for an import that is being merged, and has the last word on its names", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    await uploadCatalogue(actor, listBytes());
    let renaming: Promise<unknown> | undefined;
    await withTransaction(async (client) => {
      await client.query("select from portal where id = $1 for no key update", [contoso.id]);
      renaming = setOwnTitle(actor, { skuId: skuIdOf(20), title: "Ours" });
      await eventually(async () => (await catalogue.sql(WAITING)).length === 1);
      await client.query(
        `insert into licence (origin, portal_id, sku_id, part_number, title, name, updated_at)
         select 'portal', $1, sku_id, part_number, title, 'Contoso: ' || title, now() from catalogue_sku where sku_id = $2`,
        [contoso.id, skuIdOf(20)],
      );
    });
    await renaming;
    expect((await catalogue.names()).licences).toEqual(["Contoso: Ours"]);
  });
});
