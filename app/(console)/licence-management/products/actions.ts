"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { chosenSchema } from "@/lib/paging/chosen-schema";
import * as products from "@/lib/products/commands";
import * as files from "@/lib/products/commands-consumer-file";
import * as consumers from "@/lib/products/commands-consumers";
import * as folders from "@/lib/products/commands-folders";
import * as links from "@/lib/products/commands-links";
import { findContactsFor, findLicencesFor } from "@/lib/products/queries-consumers";
import { previewDeletion as findDeletions, productsChosen } from "@/lib/products/queries-deletion";
import * as schema from "@/lib/products/schema";

const refresh = () => revalidatePath("/licence-management", "layout");
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

export const addFolder = defineAction(
  { name: "folder.create", permission: "products:write", input: schema.addFolderSchema },
  async ({ input, account }) => {
    const folder = await folders.addFolder(account, input);
    refresh();
    return folder;
  },
);

export const renameFolder = defineAction(
  { name: "folder.rename", permission: "products:write", input: schema.renameFolderSchema },
  async ({ input, account }) => {
    await folders.renameFolder(account, input);
    refresh();
  },
);

export const moveFolder = defineAction(
  { name: "folder.move", permission: "products:write", input: schema.moveFolderSchema },
  async ({ input, account }) => {
    const moved = await folders.moveFolder(account, input);
    refresh();
    return moved;
  },
);

export const deleteFolder = defineAction(
  { name: "folder.delete", permission: "products:write", input: schema.deleteFolderSchema },
  async ({ input, account }) => {
    const content = await folders.deleteFolder(account, input);
    refresh();
    return content;
  },
);

export const moveProducts = defineAction(
  { name: "product.move", permission: "products:write", input: schema.moveProductsSchema },
  async ({ input, account }) => {
    const moved = await products.moveProducts(account, input.moves);
    refresh();
    return moved;
  },
);

export const addProduct = defineAction(
  { name: "product.create", permission: "products:write", input: schema.addProductSchema },
  async ({ input, account }) => {
    const product = await products.addProduct(account, input);
    refresh();
    return product;
  },
);

export const updateProduct = defineAction(
  { name: "product.update", permission: "products:write", input: schema.editProductSchema },
  async ({ input, account }) => {
    await products.updateProduct(account, input);
    refresh();
  },
);

/** What a deletion would do; deletes nothing. */
export const previewDeletion = defineAction(
  { name: "product.preview-deletion", permission: "products:write", input: chosenSchema },
  async ({ input }) => findDeletions(await productsChosen(input)),
);

export const deleteProducts = defineAction(
  { name: "product.delete", permission: "products:write", input: schema.productIdsSchema },
  async ({ input, account }) => {
    const deleted = await products.deleteProducts(account, input.productIds);
    refresh();
    return deleted;
  },
);

/** As well as `deleteProducts`, changes what portals import. */
export const deleteAndExclude = defineAction(
  { name: "product.delete-and-exclude", permission: "portals:write", input: schema.excludeProductsSchema },
  async ({ input: { productIds, reason }, account }) => {
    const deleted = await products.deleteProducts(account, productIds, { reason });
    refresh();
    return deleted;
  },
);

export const addPeople = defineAction(
  { name: "product.add-people", permission: "products:write", input: schema.addPeopleSchema },
  async ({ input, account }) => {
    const added = await consumers.addPeople(account, input);
    refresh();
    return added;
  },
);

export const addDevices = defineAction(
  { name: "product.add-devices", permission: "products:write", input: schema.addDevicesSchema },
  async ({ input, account }) => {
    const added = await consumers.addDevices(account, input);
    refresh();
    return added;
  },
);

export const removeConsumers = defineAction(
  { name: "product.remove-consumers", permission: "products:write", input: schema.removeConsumersSchema },
  async ({ input, account }) => {
    const removed = await consumers.removeConsumers(account, input);
    refresh();
    return removed;
  },
);

export const previewConsumerFile = defineAction(
  { name: "product.preview-consumer-file", permission: "products:write", input: schema.consumerFileSchema },
  async ({ input }) => files.previewConsumerFile(input.productId, await bytesOf(input.file)),
);

export const addConsumersFromFile = defineAction(
  { name: "product.add-consumers-from-file", permission: "products:write", input: schema.consumerFileSchema },
  async ({ input, account }) => {
    const added = await files.addConsumersFromFile(account, input.productId, await bytesOf(input.file));
    refresh();
    return added;
  },
);

export const findContacts = defineAction(
  { name: "product.find-contacts", permission: "products:write", input: schema.searchSchema },
  ({ input }) => findContactsFor(input.productId, input.q),
);

export const findLicences = defineAction(
  { name: "product.find-licences", permission: "products:write", input: schema.searchSchema },
  ({ input }) => findLicencesFor(input.productId, input.q),
);

export const linkLicences = defineAction(
  { name: "product.link-licences", permission: "products:write", input: schema.licenceLinksSchema },
  async ({ input, account }) => {
    const linked = await links.linkLicences(account, input);
    refresh();
    return linked;
  },
);

export const unlinkLicence = defineAction(
  { name: "product.unlink-licence", permission: "products:write", input: schema.licenceLinkSchema },
  async ({ input, account }) => {
    await links.unlinkLicence(account, input);
    refresh();
  },
);
