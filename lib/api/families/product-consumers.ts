import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { ConsumerKind } from "@/lib/db/generated/enums";
import { addConsumersFromFile, previewConsumerFile } from "@/lib/products/commands-consumer-file";
import { addDevices, addPeople, removeConsumers } from "@/lib/products/commands-consumers";
import { listProductConsumers } from "@/lib/products/queries-consumers";
import { MAX_DEVICE_NAME } from "@/lib/products/schema";
import { listQuery, pageOf, readPage } from "../paging";
import { count, fileBody, hasOneFile, id, ids, text, toFile } from "../wire";
import { consumer, readProduct } from "./products";

const tag = "Products";
const permission = "products:write";
const params = z.object({ productId: id });
const options = { sortable: ["name"], defaultSort: { sort: "name" } } as const;
const added = z.object({ added: count, known: count.describe("Were consumers already.") });
/** A file of 5 MiB, in base64. */
const file = { body: z.strictObject(fileBody).refine(hasOneFile, "file-needed"), bodyBytesMax: 8 * 1024 * 1024 };
const csvCodes = [
  "csv-empty",
  "csv-device-missing",
  "csv-person-missing",
  "csv-too-many",
  "csv-unreadable",
  "imported-read-only",
];
const bytesOf = async (body: z.output<(typeof file)["body"]>) => new Uint8Array(await toFile(body).arrayBuffer());

export const productConsumerOperations = [
  defineOperation(
    {
      ...{ name: "listProductConsumers", method: "GET", path: "/products/{productId}/consumers", tag },
      ...{ permission: "read", summary: "List who or what uses a product", params, output: pageOf(consumer) },
      query: listQuery(options),
    },
    async ({ params: { productId }, query }) => {
      await readProduct(productId);
      return readPage(query, options, (state) => listProductConsumers(productId, state));
    },
  ),
  defineOperation(
    {
      ...{ name: "addConsumers", method: "POST", path: "/products/{productId}/consumers", tag, permission, params },
      summary: "Add people or devices to a product made by hand",
      description: "People where the metric counts users, devices where it counts devices or installations.",
      body: z.union([
        z.strictObject({ contactIds: ids }),
        z.strictObject({
          deviceNames: z.array(z.string().trim().min(1).max(MAX_DEVICE_NAME)).min(1).max(1_000),
        }),
      ]),
      ...{ output: added, codes: ["imported-read-only", "consumer-kind-differs", "contact-not-found"] },
    },
    ({ account, params: { productId }, body }) =>
      "contactIds" in body
        ? addPeople(account, { productId, contactIds: body.contactIds })
        : addDevices(account, { productId, names: body.deviceNames }),
  ),
  defineOperation(
    {
      ...{ name: "removeConsumer", method: "DELETE", path: "/products/{productId}/consumers/{consumerId}", tag },
      ...{ permission, summary: "Remove a consumer from a product made by hand", status: 204 },
      ...{ params: z.object({ productId: id, consumerId: id }), codes: ["imported-read-only"] },
    },
    ({ account, params: { productId, consumerId } }) =>
      removeConsumers(account, { productId, consumerIds: [consumerId] }),
  ),
  defineOperation(
    {
      ...{ name: "removeConsumers", method: "POST", path: "/products/{productId}/consumers/remove", tag, permission },
      ...{ summary: "Remove several consumers", params, body: z.strictObject({ consumerIds: ids }) },
      ...{ output: z.object({ removed: count }), codes: ["imported-read-only"] },
    },
    ({ account, params: { productId }, body }) =>
      removeConsumers(account, { productId, consumerIds: body.consumerIds }),
  ),
  defineOperation(
    {
      ...{ name: "previewConsumerFile", method: "POST", path: "/products/{productId}/consumers/import/preview", tag },
      ...{ permission, summary: "Check a CSV file of consumers", params, ...file, codes: csvCodes },
      output: z.object({
        ...{ kind: z.enum(ConsumerKind), valid: count, known: count, faulty: count },
        lines: z.array(
          z.object({
            ...{ line: count, given: text, contactId: id.nullable(), name: text.nullable() },
            ...{ fault: text.nullable(), isKnown: z.boolean() },
          }),
        ),
      }),
    },
    async ({ params: { productId }, body }) => previewConsumerFile(productId, await bytesOf(body)),
  ),
  defineOperation(
    {
      ...{ name: "importConsumers", method: "POST", path: "/products/{productId}/consumers/import", tag, permission },
      ...{ summary: "Add what the sound lines of a CSV file name", params, ...file, output: added },
      codes: [...csvCodes, "csv-nothing-valid"],
    },
    async ({ account, params: { productId }, body }) => addConsumersFromFile(account, productId, await bytesOf(body)),
  ),
];
