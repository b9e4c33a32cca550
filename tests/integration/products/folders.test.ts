import { afterAll, beforeAll, expect, test } from "vitest";
import { addFolder, deleteFolder, moveFolder, renameFolder } from "@/lib/products/commands-folders";
import { listFolders } from "@/lib/products/queries";
import { insertPortal } from "../portals/seed";
import { actor, type Products, startProducts } from "./setup";

let products: Products;

beforeAll(async () => {
  products = await startProducts();
});
afterAll(() => products?.stop());

const parentOf = async (id: number) =>
  (await products.sql<{ parent: number | null }>("select parent_id as parent from folder where id = $1", [id]))[0]
    ?.parent;

test("names are unique among siblings regardless of case; the field says so", async () => {
  const top = await products.folder("Names");
  await products.folder("Adobe", top);
  const other = await products.folder("Autodesk", top);
  const taken = { code: "folder-name-taken", fields: { name: "folder-name-taken" } };
  await expect(addFolder(actor, { parentId: top, name: "ADOBE" })).rejects.toMatchObject(taken);
  await expect(addFolder(actor, { parentId: null, name: "names" })).rejects.toMatchObject(taken);
  await expect(renameFolder(actor, { folderId: other, name: "adobe" })).rejects.toMatchObject(taken);
  await renameFolder(actor, { folderId: other, name: "AUTODESK" });
  const elsewhere = await products.folder("adobe");
  await expect(moveFolder(actor, { folderId: elsewhere, parentId: top })).rejects.toMatchObject(taken);
  expect(await products.auditOf("folder.renamed")).toEqual(["AUTODESK"]);
});

test("of two that make the same folder at once one wins, the other is told", async () => {
  const both = await Promise.allSettled([1, 2].map(() => addFolder(actor, { parentId: null, name: "At once" })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "folder-name-taken" } });
});

test("[S55] a folder moves with all that is in it, to a folder or to the top, but not into itself", async () => {
  const a = await products.folder("a");
  const b = await products.folder("b", a);
  const c = await products.folder("c", b);
  for (const parentId of [a, b, c]) {
    await expect(moveFolder(actor, { folderId: a, parentId })).rejects.toMatchObject({ code: "folder-into-itself" });
  }
  expect(await moveFolder(actor, { folderId: b, parentId: null })).toEqual({ before: a });
  expect([await parentOf(b), await parentOf(c)]).toEqual([null, b]);
  expect(await moveFolder(actor, { folderId: a, parentId: c })).toEqual({ before: null });
  expect(await products.auditOf("folder.moved")).toEqual(["b", "a"]);
  await expect(moveFolder(actor, { folderId: a, parentId: 999_999 })).rejects.toMatchObject({
    code: "folder-not-found",
  });
});

test("two moves at once that together would make a cycle: one wins, the other is refused", async () => {
  for (let round = 0; round < 5; round++) {
    const left = await products.folder(`left ${round}`);
    const right = await products.folder(`right ${round}`);
    const both = await Promise.allSettled([
      moveFolder(actor, { folderId: left, parentId: right }),
      moveFolder(actor, { folderId: right, parentId: left }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "folder-into-itself" } });
    expect([await parentOf(left), await parentOf(right)].filter((parent) => parent === null)).toHaveLength(1);
  }
});

test("a folder that is not empty stays, unless its content moves up", async () => {
  const top = await products.folder("Delete");
  const middle = await products.folder("Middle", top);
  // Bears the name of the folder that goes.
  const inner = await products.folder("middle", middle);
  const product = await products.product("In the middle", middle);
  await expect(deleteFolder(actor, { folderId: middle, movesContentUp: false })).rejects.toMatchObject({
    code: "folder-not-empty",
    params: { products: 1, folders: 1 },
  });
  expect(await deleteFolder(actor, { folderId: middle, movesContentUp: true })).toEqual({ products: 1, folders: 1 });
  expect(await parentOf(inner)).toBe(top);
  expect(await products.sql("select folder_id from product where id = $1", [product])).toEqual([{ folder_id: top }]);
  await deleteFolder(actor, { folderId: inner, movesContentUp: false });
  expect(await products.auditOf("folder.deleted")).toEqual(["Middle", "middle"]);

  await expect(deleteFolder(actor, { folderId: top, movesContentUp: true })).rejects.toMatchObject({
    code: "folder-at-top",
  });
});

test("content does not move up where its name is taken", async () => {
  const top = await products.folder("Clash");
  const middle = await products.folder("Middle", top);
  await products.folder("Adobe", top);
  const inner = await products.folder("ADOBE", middle);
  await expect(deleteFolder(actor, { folderId: middle, movesContentUp: true })).rejects.toMatchObject({
    code: "folder-content-name-taken",
    params: { name: "ADOBE" },
  });
  expect(await parentOf(inner)).toBe(middle);
});

test("[S54] the folders of imports may be renamed, and deleted only when they are empty", async () => {
  const portalId = await insertPortal(products.admin, "Contoso");
  const root = await products.folder("Microsoft 365");
  const folder = await products.folder("Contoso", root);
  await products.sql("update folder set system_key = 'microsoft-365' where id = $1", [root]);
  await products.sql("update folder set portal_id = $2 where id = $1", [folder, portalId]);
  expect((await listFolders()).filter(({ isSystem }) => isSystem).map(({ name }) => name)).toEqual([
    "Contoso",
    "Microsoft 365",
  ]);
  await renameFolder(actor, { folderId: root, name: "Cloud" });
  for (const folderId of [root, folder]) {
    await products.imported("Contoso: E3", folder, portalId);
    await expect(deleteFolder(actor, { folderId, movesContentUp: true })).rejects.toMatchObject({
      code: "folder-not-empty",
    });
  }
  await products.sql("delete from product where folder_id = $1", [folder]);
  await deleteFolder(actor, { folderId: folder, movesContentUp: false });
  await deleteFolder(actor, { folderId: root, movesContentUp: false });
});
