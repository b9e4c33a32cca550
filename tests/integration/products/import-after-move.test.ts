import { afterAll, beforeAll, expect, test } from "vitest";
import { moveProducts } from "@/lib/products/commands";
import { addFolder, moveFolder, renameFolder } from "@/lib/products/commands-folders";
import { createCompany, type Harness, startHarness } from "../import/support";
import { actor } from "./setup";

const contoso = createCompany("Contoso", 60);
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso] });
  await harness.addPortal("Contoso", contoso, "secret");
  await harness.runImport();
});
afterAll(() => harness?.stop());

const places = () =>
  harness.sql<{ id: number; folderId: number }>(`select id, folder_id as "folderId" from product order by id`);

test("[S54] [S55] an import leaves products and folders where people put them", async () => {
  const [first, second] = await places();
  if (!first || !second) throw new Error("the import made no products");
  const own = await addFolder(actor, { parentId: null, name: "Office" });
  await moveProducts(actor, [{ folderId: own.id, productIds: [first.id, second.id] }]);
  // The portal's own folder goes below one of ours under another name.
  const [portalFolder] = await harness.sql<{ id: number }>("select id from folder where portal_id is not null");
  await moveFolder(actor, { folderId: portalFolder?.id ?? 0, parentId: own.id });
  await renameFolder(actor, { folderId: portalFolder?.id ?? 0, name: "Cloud" });
  const before = await places();
  // Makes the import look at every product anew, and create one again.
  await harness.sql("delete from product where id = $1", [second.id]);
  await harness.sql("update product set name = 'outdated'");
  expect((await harness.runImport()).status).toBe("succeeded");

  const after = await places();
  expect(after.filter(({ id }) => before.some((one) => one.id === id))).toEqual(
    before.filter(({ id }) => id !== second.id),
  );
  expect(after.at(-1)?.folderId).toBe(portalFolder?.id);
  expect(await harness.sql("select name, parent_id from folder where portal_id is not null")).toEqual([
    { name: "Cloud", parent_id: own.id },
  ]);
  expect(await harness.sql("select from product where name = 'outdated'")).toEqual([]);
});
