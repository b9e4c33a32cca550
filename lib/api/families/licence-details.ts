import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { AppError } from "@/lib/errors";
import { addChannel, deleteChannel, renameChannel } from "@/lib/licences/commands-channels";
import { importLicences, previewImport } from "@/lib/licences/commands-import";
import { deletePrice, saveOverlay, savePrice } from "@/lib/licences/commands-overlay";
import { readSource } from "@/lib/licences/csv-source";
import { overlaySchema, priceSchema } from "@/lib/licences/overlay";
import { listChannels } from "@/lib/licences/queries-form";
import { findOverlay, type OverlayView } from "@/lib/licences/queries-overlay";
import { channelName } from "@/lib/licences/schema";
import { pageInMemory, pageOf, shortListQuery } from "../paging";
import { codeParams, count, day, fileBody, hasOneFile, id, text, time, toFile } from "../wire";
import { channel, overlay } from "./licence-views";

const tag = "Licences";
const params = z.object({ licenceId: id });
const priceParams = z.object({ licenceId: id, startsOn: day });
const channelParams = z.object({ channelId: id });
const file = z.strictObject(fileBody).refine(hasOneFile, "file-needed");
/** A file of 1 MiB, in base64. */
const FILE_BODY_MAX = 2 * 1024 * 1024;
const csvCodes = ["csv-empty", "csv-too-large", "csv-unreadable", "csv-columns-missing", "csv-nothing-valid"];

const overlayText = z.string().trim();
const overlayInput = z.strictObject({
  note: overlayText.max(4_000).default(""),
  owner: overlayText.max(200).default(""),
  costCentre: overlayText.max(200).default(""),
  tags: z.array(z.string().max(50)).max(20).default([]),
  updatedAt: time.nullable().describe("As it was read; null where nothing had been written."),
});

/** @throws AppError not-found, also for a licence made by hand */
async function readOverlay(licenceId: number): Promise<OverlayView> {
  const found = await findOverlay(licenceId, new Date());
  if (!found) throw new AppError("not-found");
  return found;
}

async function readChannel(channelId: number) {
  const found = (await listChannels()).find((each) => each.id === channelId);
  if (!found) throw new AppError("channel-not-found");
  return found;
}

const previewOutput = z.object({
  ...{ total: count, valid: count, faultyLines: count, moreFaults: count },
  faults: z.array(z.object({ line: count, field: text, code: text, params: codeParams, value: text })),
  repeated: count.describe("Of the valid ones those without a licence ID whose name is there already."),
  repeats: z.array(
    z.object({ line: count, name: text, ofLine: count.nullable().describe("Null: a licence has the name.") }),
  ),
  lines: z.array(z.looseObject({ line: count, name: text })).describe("The first valid ones, without their keys."),
  unknownColumns: z.array(text),
  newChannels: z.array(text).describe("Channels that the import would add."),
});

export const licenceDetailOperations = [
  defineOperation(
    {
      ...{ name: "getLicenceNotes", method: "GET", path: "/licences/{licenceId}/notes", tag, permission: "read" },
      ...{ summary: "Read notes, owner, tags and prices of an imported licence", params, output: overlay },
    },
    ({ params: { licenceId } }) => readOverlay(licenceId),
  ),
  defineOperation(
    {
      ...{ name: "setLicenceNotes", method: "PUT", path: "/licences/{licenceId}/notes", tag },
      ...{ permission: "licences:write", summary: "Write notes, owner, tags and cost centre", params },
      description: "Beside an imported licence; imports never touch them.",
      ...{ body: overlayInput, output: overlay, codes: ["overlay-changed", "overlay-imported-only", "overlay-tags"] },
    },
    async ({ account, params: { licenceId }, body }) => {
      const form = overlaySchema.parse({
        ...body,
        licenceId,
        tags: body.tags.join("\n"),
        updatedAt: body.updatedAt ?? "",
      });
      await saveOverlay(account, form);
      return readOverlay(licenceId);
    },
  ),
  defineOperation(
    {
      ...{ name: "setLicencePrice", method: "PUT", path: "/licences/{licenceId}/prices/{startsOn}", tag },
      ...{
        permission: "licences:write",
        summary: "Set the monthly price of one unit from a day on",
        params: priceParams,
      },
      body: z.strictObject({
        amount: priceSchema.shape.amount.describe("Decimal as text, at most four places."),
        currency: priceSchema.shape.currency.describe("ISO 4217."),
      }),
      ...{ output: overlay, codes: ["overlay-imported-only"] },
    },
    async ({ account, params: { licenceId, startsOn }, body }) => {
      await savePrice(account, { licenceId, startsOn, ...body });
      return readOverlay(licenceId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteLicencePrice", method: "DELETE", path: "/licences/{licenceId}/prices/{startsOn}", tag },
      ...{ permission: "licences:write", summary: "Delete a price", params: priceParams, output: overlay },
    },
    async ({ account, params: { licenceId, startsOn } }) => {
      await deletePrice(account, { licenceId, startsOn });
      return readOverlay(licenceId);
    },
  ),
  defineOperation(
    {
      ...{ name: "previewLicenceImport", method: "POST", path: "/licences/import/preview", tag },
      ...{ permission: "licences:write", summary: "Check a CSV file of licences", body: file, output: previewOutput },
      ...{ bodyBytesMax: FILE_BODY_MAX, codes: csvCodes },
    },
    async ({ body }) => previewImport(await readSource({ file: toFile(body), text: "" })),
  ),
  defineOperation(
    {
      ...{ name: "importLicences", method: "POST", path: "/licences/import", tag, permission: "licences:write" },
      summary: "Add the valid lines of a CSV file, all or none",
      body: z
        .strictObject({
          ...fileBody,
          expected: count
            .min(0)
            .describe(
              "How many lines are to be added: `valid` of the preview, less `repeated` unless these are taken.",
            ),
          takesRepeated: z
            .boolean()
            .default(false)
            .describe("Lines too that have no licence ID and a name that is there already."),
        })
        .refine(hasOneFile, "file-needed"),
      ...{ output: z.object({ licences: count }), bodyBytesMax: FILE_BODY_MAX, codes: [...csvCodes, "import-changed"] },
    },
    async ({ account, body }) => {
      const source = await readSource({ file: toFile(body), text: "" });
      const imported = await importLicences(account, {
        ...{ text: source, expected: body.expected },
        takesRepeated: body.takesRepeated,
      });
      return imported;
    },
  ),
  defineOperation(
    {
      ...{ name: "listChannels", method: "GET", path: "/acquisition-channels", tag, permission: "read" },
      ...{ summary: "List acquisition channels", query: shortListQuery, output: pageOf(channel) },
      description: "The name of a built-in one is its key, such as `volume`.",
    },
    async ({ query }) => pageInMemory(await listChannels(), query),
  ),
  defineOperation(
    {
      ...{ name: "createChannel", method: "POST", path: "/acquisition-channels", tag, permission: "licences:write" },
      ...{ summary: "Add an acquisition channel", status: 201, body: z.strictObject({ name: channelName }) },
      ...{ output: channel, codes: ["channel-name-taken"] },
    },
    async ({ account, body }) => readChannel((await addChannel(account, body)).id),
  ),
  defineOperation(
    {
      ...{ name: "renameChannel", method: "PATCH", path: "/acquisition-channels/{channelId}", tag },
      ...{ permission: "licences:write", summary: "Rename a channel of one's own", params: channelParams },
      body: z.strictObject({ name: channelName }),
      ...{ output: channel, codes: ["channel-built-in", "channel-name-taken"] },
    },
    async ({ account, params: { channelId }, body }) => {
      await renameChannel(account, { channelId, name: body.name });
      return readChannel(channelId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteChannel", method: "DELETE", path: "/acquisition-channels/{channelId}", tag, status: 204 },
      ...{ permission: "licences:write", summary: "Delete a channel that no licence names", params: channelParams },
      codes: ["channel-built-in", "channel-in-use"],
    },
    ({ account, params: { channelId } }) => deleteChannel(account, { channelId }),
  ),
];
