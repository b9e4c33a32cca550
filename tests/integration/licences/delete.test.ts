import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { createLicence } from "@/lib/licences/commands";
import { addChannel, deleteChannel, renameChannel } from "@/lib/licences/commands-channels";
import { deleteLicences, deleteOrphans } from "@/lib/licences/commands-delete";
import { previewDeletion } from "@/lib/licences/queries-deletion";
import { listChannels, listOrphans } from "@/lib/licences/queries-form";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "../portals/seed";
import { actor, inputOf, insertFolder, insertImported, insertProduct } from "./support";

let database: TestDatabase;
let admin: pg.Pool;
let folderId: number;
let contoso: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  admin = new pg.Pool({ connectionString: database.url, max: 3 });
  contoso = await insertPortal(admin, "Contoso");
  folderId = await insertFolder(admin, "Own");
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

const create = (changes: Record<string, unknown> = {}) => createLicence(actor, inputOf(changes)).then(({ id }) => id);
const remove = (...licenceIds: number[]) => deleteLicences(actor, { licenceIds });
const has = async (table: "licence" | "product" | "folder", id: number) =>
  (await admin.query(`select from ${table} where id = $1`, [id])).rowCount === 1;

test("a manual licence goes; the product it was linked to stays", async () => {
  const productId = await insertProduct(admin, folderId, "Stays");
  const id = await create({ productId });
  expect(await remove(id)).toEqual({ licences: 1, products: 0 });
  expect([await has("licence", id), await has("product", productId)]).toEqual([false, true]);
  await expect(remove(id)).rejects.toMatchObject({ code: "licence-not-found" });
});

test("a base stays while an upgrade names it, and goes together with it", async () => {
  const base = await create();
  const upgrade = await create({ name: "The upgrade", kind: "upgrade", baseLicenceId: base });
  const refused = { code: "licence-has-upgrades", params: { names: "The upgrade" } };
  await expect(remove(base)).rejects.toMatchObject(refused);
  expect(await has("licence", base)).toBe(true);
  expect(await remove(base, upgrade, 999_999)).toEqual({ licences: 2, products: 0 });
});

test("several at once are foretold: what goes along, what returns, what holds them; then it is so", async () => {
  const gone = await insertImported(admin, {
    portalId: contoso,
    folderId,
    title: "A gone",
    reason: "gone_from_portal",
  });
  const active = await insertImported(admin, { portalId: contoso, folderId, title: "B active" });
  const shared = await insertImported(admin, { portalId: contoso, folderId, title: "C shared", reason: "excluded" });
  await create({ name: "Beside", productId: shared.productId });
  const base = await create({ name: "D base" });
  await create({ name: "Its upgrade", kind: "upgrade", baseLicenceId: base });
  const ids = [gone.licenceId, active.licenceId, shared.licenceId, base];
  const nothing = { product: null, returns: false, upgrades: [], portalName: "Contoso" };
  expect(await previewDeletion([...ids, 999_999])).toMatchObject([
    { ...nothing, name: "A gone", product: "A gone" },
    { ...nothing, name: "B active", product: "B active", returns: true },
    { ...nothing, name: "C shared" },
    { ...nothing, name: "D base", portalName: null, upgrades: ["Its upgrade"] },
  ]);
  const going = ids.slice(0, 3);
  expect(await deleteLicences(actor, { licenceIds: going, exclusion: { reason: "" } })).toEqual({
    licences: 3,
    products: 2,
  });
  expect(await previewDeletion(going)).toEqual([]);
  const excluded = await admin.query<{ skuId: string }>(
    `select sku_id as "skuId" from portal_exclusion where sku_id = any($1)`,
    [[gone.skuId, active.skuId, shared.skuId]],
  );
  expect(excluded.rows, "what would not return needs no exclusion").toEqual([{ skuId: active.skuId }]);
  expect(await has("product", shared.productId)).toBe(true);
});

test("an upgrade that is made while its base is deleted has none or keeps it", async () => {
  const base = await create();
  const [deletion, upgrade] = await Promise.allSettled([
    remove(base),
    create({ name: "Late", kind: "upgrade", baseLicenceId: base }),
  ]);
  expect([deletion, upgrade].filter(({ status }) => status === "rejected")).toHaveLength(1);
});

test("[S44] [S65] an imported licence that cannot be synchronised goes with its product", async () => {
  const orphan = await insertImported(admin, {
    portalId: contoso,
    folderId,
    title: "Gone",
    reason: "gone_from_portal",
  });
  expect(await remove(orphan.licenceId)).toEqual({ licences: 1, products: 1 });
  expect(await has("product", orphan.productId)).toBe(false);
});

test("the product of an imported licence stays while another licence is linked to it", async () => {
  const orphan = await insertImported(admin, { portalId: contoso, folderId, title: "Shared", reason: "excluded" });
  await create({ productId: orphan.productId });
  expect(await remove(orphan.licenceId)).toEqual({ licences: 1, products: 0 });
  expect(await has("product", orphan.productId)).toBe(true);
});

test("what its portal still has may be deleted, and excluded at once so that it does not return", async () => {
  const { licenceId, skuId } = await insertImported(admin, { portalId: contoso, folderId, title: "Active" });
  const { rows } = await admin.query("select version from portal where id = $1", [contoso]);
  await deleteLicences(actor, { licenceIds: [licenceId], exclusion: { reason: "leased" } });
  const excluded = await admin.query(
    "select created_by, reason from portal_exclusion where portal_id = $1 and sku_id = $2",
    [contoso, skuId],
  );
  expect(excluded.rows).toEqual([{ created_by: "anna", reason: "leased" }]);
  expect((await admin.query("select version from portal where id = $1", [contoso])).rows).toEqual([
    { version: rows[0].version + 1 },
  ]);
});

test("[S67] orphans go all at once: of one portal, then of all; what is synchronised and what is manual stays", async () => {
  // Products that earlier tests left without their licences.
  const before = new Set((await listOrphans()).map(({ kind, id }) => `${kind} ${id}`));
  const orphans = async () => (await listOrphans()).filter(({ kind, id }) => !before.has(`${kind} ${id}`));
  const old = await insertPortal(admin, "Old", { deletedAt: new Date() });
  const oldFolder = await insertFolder(admin, "Old", old);
  const left = await insertImported(admin, {
    portalId: old,
    folderId: oldFolder,
    title: "Left",
    reason: "portal_deleted",
  });
  const gone = await insertImported(admin, {
    portalId: contoso,
    folderId,
    title: "Vanished",
    reason: "gone_from_portal",
  });
  const active = await insertImported(admin, { portalId: contoso, folderId, title: "Still there" });
  const manual = await create();
  await create({ productId: gone.productId });
  const excluded = await insertImported(admin, {
    portalId: contoso,
    folderId,
    title: "Without product",
    reason: "excluded",
  });
  await admin.query("delete from product where id = $1", [excluded.productId]);
  expect((await orphans()).map(({ kind, name, product, unsyncReason }) => [kind, name, product, unsyncReason])).toEqual(
    [
      ["licence", "Vanished", "stays", "gone_from_portal"],
      ["licence", "Without product", "none", "excluded"],
      ["licence", "Left", "goes", "portal_deleted"],
    ],
  );
  expect(await deleteOrphans(actor, { portalId: old })).toEqual({ licences: 1, products: 1, contacts: 0 });
  expect([await has("licence", left.licenceId), await has("folder", oldFolder)]).toEqual([false, false]);
  expect(await has("licence", gone.licenceId)).toBe(true);
  expect(await deleteOrphans(actor, { portalId: null })).toEqual({ licences: 2, products: 0, contacts: 0 });
  expect(
    (await orphans()).map(({ kind, id, product }) => [kind, id, product]),
    "a product that stays has lost its licence, and cannot be synchronised either",
  ).toEqual([["product", gone.productId, "stays"]]);
  expect([await has("licence", active.licenceId), await has("licence", manual)]).toEqual([true, true]);
  await expect(deleteOrphans(actor, { portalId: null })).rejects.toMatchObject({ code: "licence-not-found" });
});

test("acquisition channels: the shipped ones stay, own ones come and go", async () => {
  const shipped = (await listChannels()).filter(({ isBuiltIn }) => isBuiltIn);
  expect(shipped.map(({ name }) => name).sort()).toEqual([
    ...["education", "full_packaged_product", "gift", "leasing", "oem", "system_builder", "used_software", "volume"],
  ]);
  const { id } = await addChannel(actor, { name: "Auction" });
  for (const name of ["AUCTION", "Used software", "Gebrauchtsoftware"]) {
    await expect(addChannel(actor, { name })).rejects.toMatchObject({ fields: { name: "channel-name-taken" } });
  }
  await renameChannel(actor, { channelId: id, name: "Auctions" });
  const licence = await create({ channelId: id });
  await expect(deleteChannel(actor, { channelId: id })).rejects.toMatchObject({
    code: "channel-in-use",
    params: { count: 1 },
  });
  await remove(licence);
  await deleteChannel(actor, { channelId: id });
  expect((await listChannels()).filter(({ isBuiltIn }) => !isBuiltIn)).toEqual([]);
  const builtIn = shipped[0]?.id ?? 0;
  await expect(deleteChannel(actor, { channelId: builtIn })).rejects.toMatchObject({ code: "channel-built-in" });
  await expect(renameChannel(actor, { channelId: builtIn, name: "Mine" })).rejects.toMatchObject({
    code: "channel-built-in",
  });
});
