import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { AppError } from "@/lib/errors";
import { addFolder, deleteFolder, moveFolder, renameFolder } from "@/lib/products/commands-folders";
import { listFolders } from "@/lib/products/queries";
import { addFolderSchema } from "@/lib/products/schema";
import type { Folder } from "@/lib/products/tree";
import { pageInMemory, pageOf, shortListQuery } from "../paging";
import { count, id, text } from "../wire";

const tag = "Products";
const permission = "products:write";
const params = z.object({ folderId: id });
const { name } = addFolderSchema.shape;
const parentId = id.nullable().describe("Null: at the top of the tree.");

const folder = z.object({
  ...{ id, parentId: id.nullable(), name: text, productCount: count.describe("Directly in it.") },
  isSystem: z.boolean().describe("Imports create products in it."),
});

/** @throws AppError folder-not-found */
async function readFolder(folderId: number): Promise<Folder> {
  const found = (await listFolders()).find((each) => each.id === folderId);
  if (!found) throw new AppError("folder-not-found");
  return found;
}

export const folderOperations = [
  defineOperation(
    {
      ...{ name: "listFolders", method: "GET", path: "/folders", tag, permission: "read" },
      ...{ summary: "List the folders of the product tree", query: shortListQuery, output: pageOf(folder) },
    },
    async ({ query }) => pageInMemory(await listFolders(), query),
  ),
  defineOperation(
    {
      ...{ name: "createFolder", method: "POST", path: "/folders", tag, permission, status: 201, output: folder },
      ...{ summary: "Add a folder", body: z.strictObject({ name, parentId: parentId.default(null) }) },
      ...{ location: ({ id: made }: { id: number }) => `/folders/${made}`, codes: ["folder-name-taken"] },
    },
    async ({ account, body }) => readFolder((await addFolder(account, body)).id),
  ),
  defineOperation(
    {
      ...{ name: "getFolder", method: "GET", path: "/folders/{folderId}", tag, permission: "read" },
      ...{ summary: "Read a folder", params, output: folder },
    },
    ({ params: { folderId } }) => readFolder(folderId),
  ),
  defineOperation(
    {
      ...{ name: "updateFolder", method: "PATCH", path: "/folders/{folderId}", tag, permission, params },
      description: "A folder has no version: who renames or moves it last is right.",
      ...{ summary: "Rename or move a folder", output: folder, codes: ["folder-name-taken", "folder-into-itself"] },
      body: z.strictObject({ name: name.optional(), parentId: parentId.optional() }),
    },
    async ({ account, params: { folderId }, body }) => {
      await readFolder(folderId);
      if (body.parentId !== undefined) await moveFolder(account, { folderId, parentId: body.parentId });
      if (body.name !== undefined) await renameFolder(account, { folderId, name: body.name });
      return readFolder(folderId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteFolder", method: "DELETE", path: "/folders/{folderId}", tag, permission, params },
      summary: "Delete a folder that is empty, or whose content goes to its parent",
      query: z.strictObject({ movesContentUp: z.boolean().default(false) }),
      output: z.object({ products: count, folders: count }).describe("What went to the parent."),
      codes: ["folder-not-empty", "folder-at-top", "folder-content-name-taken"],
    },
    ({ account, params: { folderId }, query }) => deleteFolder(account, { folderId, ...query }),
  ),
];
