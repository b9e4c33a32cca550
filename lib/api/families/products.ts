import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { ComplianceStatus, ConsumerKind, LicenceMetric, Origin } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { MAX_REASON_LENGTH } from "@/lib/portals/exclusions";
import { addProduct, deleteProducts, moveProducts, updateProduct } from "@/lib/products/commands";
import { linkLicences, unlinkLicence } from "@/lib/products/commands-links";
import { findProduct, listProducts, type ProductDetails, productListOptions } from "@/lib/products/queries";
import { findLicencesFor } from "@/lib/products/queries-consumers";
import { addProductSchema } from "@/lib/products/schema";
import { listQuery, pageOf, readPage } from "../paging";
import {
  bodyVersion,
  count,
  expectedVersion,
  id,
  ids,
  named,
  orEmpty,
  text,
  time,
  unsyncReason,
  version,
} from "../wire";

const tag = "Products";
const permission = "products:write";
const params = z.object({ productId: id });
const linkParams = z.object({ productId: id, licenceId: id });

const item = z.object({
  ...{ id, name: text, origin: z.enum(Origin), folderId: id, portalName: text.nullable() },
  metric: z.enum(LicenceMetric),
  consumerCount: count.describe("Entered by hand; 0 of imported products, whose consumers the import finds."),
  status: z.enum(ComplianceStatus).nullable().describe("Null: not calculated yet."),
  unsyncReason,
});
const product = item.extend({
  ...{ unsyncSince: time.nullable(), createdAt: time, createdBy: text.nullable() },
  ...{ updatedAt: time, updatedBy: text.nullable(), version },
  isConcurrent: z.boolean().describe("The software limits itself: one valid licence is enough."),
  notes: text,
  compliance: z
    .object({ available: count, consumption: count, balance: count, statusSince: time, calculatedAt: time })
    .nullable(),
  licences: z.array(named.extend({ origin: z.enum(Origin), units: count, bound: count, unsyncReason })),
});

const { name } = addProductSchema.shape;
const notes = orEmpty(addProductSchema.shape.notes.unwrap());
const fields = { name, folderId: id, metric: z.enum(LicenceMetric), isConcurrent: z.boolean(), notes };

/** @throws AppError product-not-found */
export async function readProduct(productId: number): Promise<ProductDetails> {
  const found = await findProduct(productId);
  if (!found) throw new AppError("product-not-found");
  return found;
}

export const productOperations = [
  defineOperation(
    {
      ...{ name: "listProducts", method: "GET", path: "/products", tag, permission: "read" },
      summary: "List products",
      description: "`folder` is a folder's id: products in it and in all folders below.",
      ...{ query: listQuery(productListOptions), output: pageOf(item) },
    },
    ({ query }) => readPage(query, productListOptions, listProducts),
  ),
  defineOperation(
    {
      ...{ name: "createProduct", method: "POST", path: "/products", tag, permission, status: 201 },
      summary: "Add a product by hand",
      body: z.strictObject({
        ...{ name, folderId: id, metric: fields.metric.default("user_cal") },
        ...{ isConcurrent: z.boolean().default(false), notes: notes.default("") },
      }),
      ...{ output: product, codes: ["folder-not-found"] },
      location: ({ id: made }: { id: number }) => `/products/${made}`,
    },
    async ({ account, body }) => readProduct((await addProduct(account, body)).id),
  ),
  defineOperation(
    {
      ...{ name: "getProduct", method: "GET", path: "/products/{productId}", tag, permission: "read" },
      ...{ summary: "Read a product", params, output: product },
    },
    ({ params: { productId } }) => readProduct(productId),
  ),
  defineOperation(
    {
      ...{ name: "updateProduct", method: "PATCH", path: "/products/{productId}", tag, permission },
      ...{ summary: "Change a product made by hand", description: "Fields that are not given stay.", params },
      ...{ body: z.strictObject({ ...z.object(fields).partial().shape, ...bodyVersion }), isVersioned: true },
      ...{ output: product, codes: ["imported-read-only", "product-changed", "folder-not-found", "metric-in-use"] },
    },
    async ({ account, params: { productId }, version: wanted, body: { version: _, ...body } }) => {
      const before = await readProduct(productId);
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const { name: nextName, folderId, metric, isConcurrent, notes: nextNotes } = { ...before, ...given };
      await updateProduct(account, {
        ...{ productId, version: expectedVersion(wanted, before), name: nextName },
        ...{ folderId, metric, isConcurrent, notes: nextNotes },
      });
      return readProduct(productId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteProduct", method: "DELETE", path: "/products/{productId}", tag, permission, status: 204 },
      summary: "Delete a product",
      description: "Licences stay. What its portal still has returns with the next import.",
      params,
    },
    ({ account, params: { productId } }) => deleteProducts(account, [productId]),
  ),
  defineOperation(
    {
      ...{ name: "deleteProducts", method: "POST", path: "/products/delete", tag, permission },
      ...{ summary: "Delete several products, all or none", body: z.strictObject({ productIds: ids }) },
      description: "Licences stay. What portals still have returns with the next import.",
      ...{ output: z.object({ deleted: count }), codes: ["product-not-found"] },
    },
    ({ account, body }) => deleteProducts(account, body.productIds),
  ),
  defineOperation(
    {
      ...{ name: "deleteAndExcludeProducts", method: "POST", path: "/products/delete-and-exclude", tag },
      ...{ permission: "portals:write", summary: "Delete products and exclude their SKUs from imports, all or none" },
      description: "What portals still have does not return until the exclusion is removed.",
      body: z.strictObject({ productIds: ids, reason: z.string().trim().max(MAX_REASON_LENGTH).optional() }),
      ...{ output: z.object({ deleted: count }), codes: ["product-not-found"] },
    },
    ({ account, body: { productIds, reason = "" } }) => deleteProducts(account, productIds, { reason }),
  ),
  defineOperation(
    {
      ...{ name: "moveProducts", method: "POST", path: "/products/move", tag, permission },
      summary: "Put products into other folders",
      description: "Imported ones too. `before` puts them back by another call.",
      body: z.strictObject({
        moves: z
          .array(z.strictObject({ folderId: id, productIds: ids }))
          .min(1)
          .max(1_000),
      }),
      output: z.object({
        moved: count,
        before: z.array(z.object({ folderId: id, productIds: z.array(id) })),
      }),
      codes: ["folder-not-found", "product-not-found"],
    },
    ({ account, body }) => moveProducts(account, body.moves),
  ),
  defineOperation(
    {
      ...{ name: "listLinkableLicences", method: "GET", path: "/products/{productId}/linkable-licences", tag },
      ...{ permission, summary: "Find licences that could be linked to a product", params },
      description: "Made by hand, of the same metric, linked to none; at most 50.",
      query: z.strictObject({ q: z.string().trim().max(200).default("") }),
      output: z.object({ items: z.array(named.extend({ quantity: count })) }),
    },
    async ({ params: { productId }, query }) => {
      await readProduct(productId);
      return { items: await findLicencesFor(productId, query.q) };
    },
  ),
  defineOperation(
    {
      ...{ name: "linkLicence", method: "PUT", path: "/products/{productId}/licences/{licenceId}", tag, permission },
      ...{ summary: "Link a licence to a product", params: linkParams, output: product },
      codes: ["imported-read-only", "metric-differs", "licence-linked-elsewhere"],
    },
    async ({ account, params: { productId, licenceId } }) => {
      await linkLicences(account, { productId, licenceIds: [licenceId] });
      return readProduct(productId);
    },
  ),
  defineOperation(
    {
      ...{ name: "unlinkLicence", method: "DELETE", path: "/products/{productId}/licences/{licenceId}", tag },
      ...{ permission, summary: "Unlink a licence from a product", params: linkParams, output: product },
      codes: ["imported-read-only"],
    },
    async ({ account, params }) => {
      await unlinkLicence(account, params);
      return readProduct(params.productId);
    },
  ),
];

export const consumer = z.object({
  id: id.describe("Of the consumer; of an imported product's consumer the contact's."),
  contactId: id.nullable(),
  kind: z.enum(ConsumerKind),
  name: text,
  detail: text.describe("Of a person: mail, or user principal name."),
  isGone: z.boolean(),
  isCovered: z.boolean().nullable().describe("Null: not calculated since it was added."),
});
