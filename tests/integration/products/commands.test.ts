import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addProduct, deleteProducts, moveProducts, updateProduct } from "@/lib/products/commands";
import { addConsumersFromFile, previewConsumerFile } from "@/lib/products/commands-consumer-file";
import { addDevices, addPeople, removeConsumers } from "@/lib/products/commands-consumers";
import { deleteFolder } from "@/lib/products/commands-folders";
import { linkLicence, unlinkLicence } from "@/lib/products/commands-links";
import { findProduct } from "@/lib/products/queries";
import { findContactsFor, findLicencesFor, listProductConsumers } from "@/lib/products/queries-consumers";
import { stateOf } from "../portals/pages";
import { insertPortal } from "../portals/seed";
import { actor, type Products, startProducts } from "./setup";

let products: Products;
let top: number;
let other: number;
let portalId: string;

beforeAll(async () => {
  products = await startProducts();
  top = await products.folder("Top");
  other = await products.folder("Other");
  portalId = await insertPortal(products.admin, "Contoso");
});
afterAll(() => products?.stop());

const folderOf = async (id: number) => (await findProduct(id))?.folderId;
const consumersOf = async (id: number, q = "") =>
  (await listProductConsumers(id, stateOf(q, { sortable: ["name"], defaultSort: { sort: "name" } }))).rows;
const refuses = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });
const edit = (productId: number, version: number) => ({
  ...{
    productId,
    version,
    name: "Edited",
    folderId: other,
    metric: "user_cal" as const,
    isConcurrent: true,
    notes: "n",
  },
});

describe("a product kept by hand", () => {
  test("is made, edited as the version seen, and deleted", async () => {
    const id = await products.product("Made", top);
    expect(await findProduct(id)).toMatchObject({
      origin: "manual",
      version: 1,
      createdBy: "tester",
      consumerCount: 0,
    });
    await updateProduct(actor, edit(id, 1));
    expect(await findProduct(id)).toMatchObject({ name: "Edited", folderId: other, isConcurrent: true, version: 2 });
    await expect(updateProduct(actor, edit(id, 1))).rejects.toMatchObject({
      code: "product-changed",
      params: { name: "tester" },
    });
    await deleteProducts(actor, [id]);
    expect(await findProduct(id)).toBeNull();
    await refuses(deleteProducts(actor, [id]), "product-not-found");
    await refuses(updateProduct(actor, edit(id, 2)), "product-not-found");
    expect(await products.auditOf("product.deleted")).toEqual(["Edited"]);
  });

  test("lies in a folder that is there", async () => {
    await refuses(
      addProduct(actor, { name: "x", folderId: 999_999, metric: "user_cal", isConcurrent: false, notes: "" }),
      "folder-not-found",
    );
  });

  test("keeps its metric while licences or consumers of the other kind are there", async () => {
    const id = await products.product("Metric", top, "device_cal");
    await addDevices(actor, { productId: id, names: ["PC-1"] });
    const inUse = { code: "metric-in-use", fields: { metric: "metric-in-use" } };
    await expect(updateProduct(actor, { ...edit(id, 1), metric: "user_cal" })).rejects.toMatchObject(inUse);
    // Devices are counted by both.
    await updateProduct(actor, { ...edit(id, 1), metric: "installation" });
    const licenceId = await products.licence("Installations", "installation");
    await linkLicence(actor, { productId: id, licenceId });
    await expect(updateProduct(actor, { ...edit(id, 2), metric: "device_cal" })).rejects.toMatchObject(inUse);
    await unlinkLicence(actor, { productId: id, licenceId });
    await updateProduct(actor, { ...edit(id, 2), metric: "device_cal" });
  });
});

test("[S52] [S57] an imported product is read-only for every command but those that move and delete it", async () => {
  const id = await products.imported("Contoso: E3", top, portalId);
  const licenceId = await products.licence("By hand");
  const contactId = await products.contact("Anna", "anna@contoso.example");
  const file = new TextEncoder().encode("e-mail\nanna@contoso.example\n");
  const manual = await products.product("By hand", top);
  const attempts = [
    updateProduct(actor, edit(id, 1)),
    addPeople(actor, { productId: id, contactIds: [contactId] }),
    addDevices(actor, { productId: id, names: ["PC-1"] }),
    removeConsumers(actor, { productId: id, consumerIds: [1] }),
    previewConsumerFile(id, file),
    addConsumersFromFile(actor, id, file),
    linkLicence(actor, { productId: id, licenceId }),
    unlinkLicence(actor, { productId: id, licenceId }),
  ];
  for (const result of await Promise.allSettled(attempts)) {
    expect(result).toMatchObject({ status: "rejected", reason: { code: "imported-read-only" } });
  }
  expect(await findProduct(id)).toMatchObject({ name: "Contoso: E3", version: 1, licences: [], consumerCount: 0 });
  expect(await findProduct(manual)).not.toBeNull();
  expect(await findLicencesFor(id, "")).toEqual([]);
});

test("[S65] [S67] an imported product that cannot be synchronised can be deleted", async () => {
  const ids = await Promise.all(
    ["gone_from_portal", "excluded", "portal_deleted"].map((reason) =>
      products.imported(reason, top, portalId, reason),
    ),
  );
  expect(await deleteProducts(actor, ids)).toEqual({ deleted: 3 });
});

test("an imported product that its portal still has goes too; only an exclusion keeps it away", async () => {
  const returning = await products.imported("Returning", top, portalId);
  expect(await deleteProducts(actor, [returning])).toEqual({ deleted: 1 });
  expect(await findProduct(returning)).toBeNull();
  expect(await products.sql("select 1 from portal_exclusion")).toEqual([]);

  const kept = await products.imported("Kept", top, portalId);
  const manual = await products.product("Beside it", top);
  const [{ skuId } = { skuId: "" }] = await products.sql<{ skuId: string }>(
    `select sku_id as "skuId" from product where id = $1`,
    [kept],
  );
  expect(await deleteProducts(actor, [kept, manual], { reason: "nobody uses it" })).toEqual({ deleted: 2 });
  expect(
    await products.sql("select reason, ends_on, created_by from portal_exclusion where sku_id = $1", [skuId]),
  ).toEqual([{ reason: "nobody uses it", ends_on: null, created_by: "tester" }]);
});

describe("moving products", () => {
  test("[S55] takes several at once, imported ones too, and can be undone by what it answers", async () => {
    const ids = [
      await products.product("One", top),
      await products.imported("Contoso: E5", top, portalId),
      await products.product("Two", other),
    ];
    const third = await products.folder("Third");
    const { moved, before } = await moveProducts(actor, [{ folderId: third, productIds: ids }]);
    expect(moved).toBe(3);
    expect(await Promise.all(ids.map(folderOf))).toEqual([third, third, third]);
    expect(await moveProducts(actor, [{ folderId: third, productIds: ids }])).toEqual({ moved: 0, before: [] });
    await moveProducts(actor, before);
    expect(await Promise.all(ids.map(folderOf))).toEqual([top, top, other]);
    expect(await products.auditOf("product.moved")).toEqual(["Third", "Top", "Other"]);
  });

  test("is refused as a whole when folder or product is gone", async () => {
    const id = await products.product("Stays", top);
    await refuses(moveProducts(actor, [{ folderId: 999_999, productIds: [id] }]), "folder-not-found");
    await refuses(moveProducts(actor, [{ folderId: other, productIds: [id, 999_999] }]), "product-not-found");
    expect(await folderOf(id)).toBe(top);
  });

  test("into a folder that is deleted at the same time loses nothing", async () => {
    for (let round = 0; round < 5; round++) {
      const id = await products.product(`Race ${round}`, top);
      const folderId = await products.folder(`Race ${round}`);
      const [move, removal] = await Promise.allSettled([
        moveProducts(actor, [{ folderId, productIds: [id] }]),
        deleteFolder(actor, { folderId, movesContentUp: false }),
      ]);
      expect([move.status, removal.status].sort()).toEqual(["fulfilled", "rejected"]);
      expect(await folderOf(id)).toBe(move.status === "fulfilled" ? folderId : top);
    }
  });
});

describe("consumers by hand", () => {
  test("are people where the metric counts people", async () => {
    const productId = await products.product("People", top);
    const berta = await products.contact("Berta Blau", "berta@contoso.example");
    const carl = await products.contact("Carl Rot", "carl@contoso.example");
    expect(await addPeople(actor, { productId, contactIds: [berta, carl, carl] })).toEqual({ added: 2, known: 0 });
    expect(await addPeople(actor, { productId, contactIds: [berta] })).toEqual({ added: 0, known: 1 });
    await refuses(addDevices(actor, { productId, names: ["PC-1"] }), "consumer-kind-differs");
    await refuses(addPeople(actor, { productId, contactIds: [999_999] }), "contact-not-found");
    expect(await findContactsFor(productId, "blau")).toMatchObject([{ id: berta, name: "Berta Blau", isKnown: true }]);
    const rows = await consumersOf(productId);
    expect(rows).toMatchObject([
      { name: "Berta Blau", kind: "person", contactId: berta, isCovered: null },
      { name: "Carl Rot", kind: "person" },
    ]);
    expect(await consumersOf(productId, "q=ROT")).toHaveLength(1);
    await products.sql("insert into consumer_priority (product_id, contact_id, rank) values ($1, $2, 1)", [
      productId,
      berta,
    ]);
    expect(await removeConsumers(actor, { productId, consumerIds: rows.map(({ id }) => id) })).toEqual({ removed: 2 });
    expect(await products.sql("select from consumer_priority")).toEqual([]);
  });

  test("are devices where it counts devices or installations, each name once regardless of case", async () => {
    for (const metric of ["device_cal", "installation"] as const) {
      const productId = await products.product(metric, top, metric);
      expect(await addDevices(actor, { productId, names: ["PC-1", "pc-1", "PC-2"] })).toEqual({ added: 2, known: 0 });
      expect(await addDevices(actor, { productId, names: ["Pc-2", "PC-3"] })).toEqual({ added: 1, known: 1 });
      const contactId = await products.contact("Dora", `dora@${metric}.example`);
      await refuses(addPeople(actor, { productId, contactIds: [contactId] }), "consumer-kind-differs");
      expect((await consumersOf(productId)).map(({ name }) => name.toLowerCase())).toEqual(["pc-1", "pc-2", "pc-3"]);
    }
  });

  test("of one product cannot be removed through another", async () => {
    const mine = await products.product("Mine", top, "device_cal");
    const theirs = await products.product("Theirs", top, "device_cal");
    await addDevices(actor, { productId: theirs, names: ["PC-1"] });
    const [row] = await consumersOf(theirs);
    expect(await removeConsumers(actor, { productId: mine, consumerIds: [row?.id ?? 0] })).toEqual({ removed: 0 });
  });

  test("come from a file: what it would do is shown line by line, and only sound lines are taken", async () => {
    const productId = await products.product("File", top);
    const emil = await products.contact("Emil", "emil@contoso.example", "E-17");
    const fritz = await products.contact("Fritz", "fritz@contoso.example");
    await addPeople(actor, { productId, contactIds: [fritz] });
    const text =
      "E-Mail;Personalnummer\n;e-17\nFRITZ@contoso.example;\nnobody@contoso.example;\nemil@contoso.example;\n";
    const file = new TextEncoder().encode(text);
    const preview = await previewConsumerFile(productId, file);
    expect(preview).toMatchObject({ kind: "person", valid: 1, known: 1, faulty: 2 });
    expect(preview.lines.map(({ line, fault, contactId }) => [line, fault, contactId])).toEqual([
      [4, "contact-unknown", null],
      [5, "doubled", emil],
      [2, null, emil],
      [3, null, fritz],
    ]);
    expect(await consumersOf(productId)).toHaveLength(1);
    expect(await addConsumersFromFile(actor, productId, file)).toEqual({ added: 1, known: 1 });
    const unknown = new TextEncoder().encode("e-mail\nnobody@contoso.example\n");
    await refuses(addConsumersFromFile(actor, productId, unknown), "csv-nothing-valid");
  });
});

describe("linking licences", () => {
  test("takes licences of the same metric that no other product has", async () => {
    const productId = await products.product("Linked", top);
    const second = await products.product("Second", top);
    const fits = await products.licence("Fits");
    const device = await products.licence("For devices", "device_cal");
    expect((await findLicencesFor(productId, "f")).map(({ id }) => id)).toEqual([fits]);
    await linkLicence(actor, { productId, licenceId: fits });
    expect(await linkLicence(actor, { productId, licenceId: fits })).toEqual({ linked: 0 });
    expect((await findProduct(productId))?.licences).toMatchObject([{ id: fits, units: 10, origin: "manual" }]);
    await refuses(linkLicence(actor, { productId, licenceId: device }), "metric-differs");
    await expect(linkLicence(actor, { productId: second, licenceId: fits })).rejects.toMatchObject({
      code: "licence-linked-elsewhere",
      params: { name: "Fits", product: "Linked" },
    });
    await refuses(linkLicence(actor, { productId, licenceId: 999_999 }), "licence-not-found");
    await unlinkLicence(actor, { productId, licenceId: fits });
    await linkLicence(actor, { productId: second, licenceId: fits });
    expect(await products.auditOf("product.licence-linked")).toEqual(expect.arrayContaining(["Linked", "Second"]));
  });

  test("of two products that want the same licence at once one gets it", async () => {
    const ids = [await products.product("Left", top), await products.product("Right", top)];
    const licenceId = await products.licence("Wanted");
    const both = await Promise.allSettled(ids.map((productId) => linkLicence(actor, { productId, licenceId })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "licence-linked-elsewhere" },
    });
  });

  test("leaves imported licences to their import", async () => {
    const productId = await products.product("Wants", top);
    const [licence] = await products.sql<{ id: number }>(
      `insert into licence (origin, name, title, portal_id, sku_id, updated_at)
       values ('portal', 'Contoso: E3', 'E3', $1, gen_random_uuid(), now()) returning id`,
      [portalId],
    );
    await refuses(linkLicence(actor, { productId, licenceId: licence?.id ?? 0 }), "imported-read-only");
  });
});
