import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { CATALOGUE_BYTES_MAX } from "@/lib/catalogue/limits";
import { ownTitleSchema } from "@/lib/catalogue/schema";
import { AppError } from "@/lib/errors";
import { setOwnTitle, uploadCatalogue } from "@/lib/portals/commands-catalogue";
import {
  catalogueFilters,
  catalogueSortKeys,
  findCatalogueSku,
  listCatalogue,
  readCatalogueSummary,
} from "@/lib/portals/queries-catalogue";
import { listQuery, pageOf, readPage } from "../paging";
import { count, fileBody, guid, hasOneFile, id, named, text, time, toFile } from "../wire";

const tag = "Catalogue";
const params = z.object({ skuId: guid });
const options = { sortable: catalogueSortKeys, defaultSort: { sort: "name" }, filters: catalogueFilters } as const;
/** Base64 is a third longer than what it holds, and JSON has its own marks. */
const BODY_BYTES_MAX = Math.ceil(CATALOGUE_BYTES_MAX * 1.4);

const sku = z.object({
  skuId: guid,
  name: text.describe("What people see: own title, Microsoft's, part number or SKU ID."),
  ...{ title: text.nullable(), ownTitle: text.nullable(), partNumber: text.nullable() },
  source: z.enum(["seed", "microsoft", "own", "portal"]),
  portals: count.describe("That subscribe to it."),
});
const renamed = z.object({ licences: count, products: count }).describe("Imported rows that bear another name now.");
const merged = z.record(text, count);

export const catalogueOperations = [
  defineOperation(
    {
      ...{ name: "getCatalogue", method: "GET", path: "/catalogue", tag, permission: "portals:read" },
      summary: "Read the state of the catalogue",
      output: z.object({
        unnamed: count.describe("SKUs of portals that nobody has a name for."),
        seeded: count.describe("SKUs that Microsoft's list has not confirmed."),
        list: z
          .object({ at: time, runId: id.nullable(), address: text.nullish(), uploadedBy: text.optional() })
          .nullable(),
        failure: z.object({ runId: id, at: time }).nullable(),
      }),
    },
    readCatalogueSummary,
  ),
  defineOperation(
    {
      ...{ name: "listSkus", method: "GET", path: "/catalogue/skus", tag, permission: "portals:read" },
      ...{ summary: "List SKUs", query: listQuery(options), output: pageOf(sku) },
    },
    ({ query }) => readPage(query, options, listCatalogue),
  ),
  defineOperation(
    {
      ...{ name: "getSku", method: "GET", path: "/catalogue/skus/{skuId}", tag, permission: "portals:read" },
      ...{ summary: "Read a SKU", params },
      output: sku.extend({
        subscribers: z.array(z.object({ id: guid, name: text, licence: named.nullable() })).describe("Portals."),
      }),
    },
    async ({ params: { skuId } }) => {
      const found = await findCatalogueSku(skuId);
      if (!found) throw new AppError("catalogue-sku-not-found");
      return found;
    },
  ),
  defineOperation(
    {
      ...{ name: "setOwnTitle", method: "PUT", path: "/catalogue/skus/{skuId}/own-title", tag },
      ...{ permission: "catalogue:write", summary: "Give a SKU a title of one's own", params, output: renamed },
      description: "It wins over Microsoft's; what was imported bears it at once.",
      body: z.strictObject({ title: ownTitleSchema.shape.title }),
    },
    ({ account, params: { skuId }, body }) => setOwnTitle(account, { skuId, title: body.title }),
  ),
  defineOperation(
    {
      ...{ name: "removeOwnTitle", method: "DELETE", path: "/catalogue/skus/{skuId}/own-title", tag },
      ...{ permission: "catalogue:write", summary: "Take a title of one's own away", params, output: renamed },
    },
    ({ account, params: { skuId } }) => setOwnTitle(account, { skuId, title: null }),
  ),
  defineOperation(
    {
      ...{ name: "uploadCatalogue", method: "POST", path: "/catalogue/list", tag, permission: "catalogue:write" },
      summary: "Take Microsoft's list over",
      description: "The CSV file as Microsoft offers it. To have it fetched, run the server task `catalogue`.",
      body: z.strictObject(fileBody).refine(hasOneFile, "file-needed"),
      bodyBytesMax: BODY_BYTES_MAX,
      output: z.object({
        ...{ skus: merged, servicePlans: merged, renamed },
        skipped: z.array(z.object({ line: count })).describe("Lines that could not be read."),
      }),
      codes: [
        ...["catalogue-too-large", "catalogue-not-csv", "catalogue-is-html"],
        ...["catalogue-columns-missing", "catalogue-too-few"],
      ],
    },
    async ({ account, body }) => {
      const file = toFile(body);
      if (file.size > CATALOGUE_BYTES_MAX) {
        throw new AppError("catalogue-too-large", { params: { maximum: CATALOGUE_BYTES_MAX / 1024 / 1024 } });
      }
      return uploadCatalogue(account, new Uint8Array(await file.arrayBuffer()));
    },
  ),
];
