import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { listLeftPeople } from "@/lib/contacts/left-people";
import { LicenceKind, LicenceMetric } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { createLicence, setProduct, showLicenceKey, updateLicence } from "@/lib/licences/commands";
import { deleteLicences, deleteOrphans } from "@/lib/licences/commands-delete";
import { QUANTITY_MAX } from "@/lib/licences/quantity";
import { findLicence, type LicenceDetails, licenceListOptions, listLicences } from "@/lib/licences/queries";
import { listOrphans } from "@/lib/licences/queries-form";
import { historyList, listLicenceChanges } from "@/lib/licences/queries-history";
import { findReconciliation, listReconciliations, seatList } from "@/lib/licences/queries-reconciliation";
import { licenceName, licenceTexts } from "@/lib/licences/schema";
import { MAX_REASON_LENGTH } from "@/lib/portals/exclusions";
import { listQuery, pageInMemory, pageOf, readPage, shortListQuery } from "../paging";
import { bodyVersion, day, expectedVersion, guid, id, ids, orEmpty, text } from "../wire";
import {
  deletedLicences,
  deletedOrphans,
  leftPeople,
  licence,
  licenceChange,
  licenceItem,
  orphan,
  reconciliation,
  seat,
} from "./licence-views";

const tag = "Licences";
const params = z.object({ licenceId: id });
const deletion: z.ZodType<{ licenceIds: number[]; reason?: string }> = z.strictObject({ licenceIds: ids });
const exclusion = z.strictObject({ licenceIds: ids, reason: z.string().trim().max(MAX_REASON_LENGTH).optional() });
const history = { sortable: ["newest"], defaultSort: historyList.defaultSort } as const;

const quantity = z.int().min(1).max(QUANTITY_MAX);
const fields = {
  ...{ name: licenceName, quantity, metric: z.enum(LicenceMetric), kind: z.enum(LicenceKind) },
  baseLicenceId: id.nullable().describe("Of an upgrade: the licence that it upgrades."),
  channelId: id.nullable().describe("Of `GET /acquisition-channels`."),
  expiresOn: day.nullable().describe("The last day on which it is valid; null: for ever."),
  productId: id.nullable().describe("The product whose consumers it covers."),
};
const texts = {
  licenceNumber: licenceTexts.licenceNumber.nullable().describe("Empty or null: none."),
  ...{ licenceKey: licenceTexts.licenceKey.nullable(), serialNumber: licenceTexts.serialNumber.nullable() },
  notes: orEmpty(licenceTexts.notes),
};

const newLicence = z.strictObject({
  ...{ name: fields.name, quantity },
  metric: fields.metric.default("user_cal"),
  kind: fields.kind.default("full_version"),
  baseLicenceId: fields.baseLicenceId.default(null),
  channelId: fields.channelId.default(null),
  expiresOn: fields.expiresOn.default(null),
  productId: fields.productId.default(null),
  licenceNumber: texts.licenceNumber.default(null),
  licenceKey: texts.licenceKey.default(null),
  serialNumber: texts.serialNumber.default(null),
  notes: texts.notes.default(""),
});
const licenceChangeBody = z.strictObject({ ...z.object({ ...fields, ...texts }).partial().shape, ...bodyVersion });

/** @throws AppError licence-not-found */
async function readLicence(licenceId: number): Promise<LicenceDetails> {
  const found = await findLicence(licenceId);
  if (!found) throw new AppError("licence-not-found");
  return found;
}

type WithBase = { kind: LicenceKind; baseLicenceId: number | null };

/**
 * A full version has no base: one that the caller names is refused, and one that was stored goes.
 * @throws AppError base-licence-missing, base-licence-unwanted
 */
function withBase<Value extends WithBase>(licence: Value, named: number | null | undefined): Value {
  const isFull = licence.kind === "full_version";
  const isNamed = typeof named === "number";
  if (isFull ? isNamed : licence.baseLicenceId === null) {
    const code = isFull ? "base-licence-unwanted" : "base-licence-missing";
    throw new AppError(code, { fields: { baseLicenceId: code } });
  }
  return isFull ? { ...licence, baseLicenceId: null } : licence;
}

const commandCodes = [
  ...[
    "base-licence-missing",
    "base-licence-unwanted",
    "base-licence-not-found",
    "base-metric-differs",
    "channel-not-found",
  ],
  ...["product-not-found", "metric-differs"],
];

export const licenceOperations = [
  defineOperation(
    {
      ...{ name: "listLicences", method: "GET", path: "/licences", tag, permission: "read" },
      ...{
        summary: "List licences, imported and made by hand",
        query: listQuery(licenceListOptions),
        output: pageOf(licenceItem),
      },
    },
    ({ query }) => readPage(query, licenceListOptions, listLicences),
  ),
  defineOperation(
    {
      ...{ name: "createLicence", method: "POST", path: "/licences", tag, permission: "licences:write", status: 201 },
      ...{ summary: "Add a licence by hand", body: newLicence, output: licence, codes: commandCodes },
      location: ({ id: made }: { id: number }) => `/licences/${made}`,
    },
    async ({ account, body }) => {
      const { id: made } = await createLicence(account, withBase(body, body.baseLicenceId));
      return readLicence(made);
    },
  ),
  defineOperation(
    {
      ...{ name: "getLicence", method: "GET", path: "/licences/{licenceId}", tag, permission: "read" },
      ...{ summary: "Read a licence", params, output: licence },
    },
    ({ params: { licenceId } }) => readLicence(licenceId),
  ),
  defineOperation(
    {
      ...{ name: "updateLicence", method: "PATCH", path: "/licences/{licenceId}", tag, permission: "licences:write" },
      summary: "Change a licence made by hand",
      description: "Fields that are not given stay, the key too.",
      ...{ params, body: licenceChangeBody, output: licence, isVersioned: true },
      codes: ["imported-read-only", "licence-changed", "upgrade-cycle", "upgrades-metric-differ", ...commandCodes],
    },
    async ({ account, params: { licenceId }, version: wanted, body: { version: _, ...body } }) => {
      const before = await readLicence(licenceId);
      if (before.origin === "portal") throw new AppError("imported-read-only");
      const stored = {
        ...{ name: before.name, quantity: before.quantity ?? 1, metric: before.metric, kind: before.kind },
        ...{ baseLicenceId: before.bases[0]?.id ?? null, channelId: before.channel?.id ?? null },
        ...{ expiresOn: before.expiresOn, productId: before.products[0]?.id ?? null, notes: before.notes },
        ...{ licenceNumber: before.licenceNumber, serialNumber: before.serialNumber, licenceKey: null },
      };
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      await updateLicence(account, {
        ...withBase({ ...stored, ...given }, body.baseLicenceId),
        ...{ licenceId, version: expectedVersion(wanted, before) },
        ...(body.licenceKey === undefined ? { isKeyKept: "yes" as const } : {}),
      });
      return readLicence(licenceId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deleteLicence", method: "DELETE", path: "/licences/{licenceId}", tag, permission: "licences:write" },
      summary: "Delete a licence",
      description: "The imported product of an imported licence goes with it. What its portal still has returns.",
      ...{ params, output: deletedLicences, codes: ["licence-has-upgrades"] },
    },
    ({ account, params: { licenceId } }) => deleteLicences(account, { licenceIds: [licenceId] }),
  ),
  ...([false, true] as const).map((excludes) =>
    defineOperation(
      {
        ...{ name: excludes ? "deleteAndExcludeLicences" : "deleteLicences", method: "POST", tag },
        path: excludes ? "/licences/delete-and-exclude" : "/licences/delete",
        permission: excludes ? "portals:write" : "licences:write",
        summary: excludes ? "Delete licences and exclude their SKUs from imports" : "Delete several licences",
        body: excludes ? exclusion : deletion,
        output: deletedLicences,
        codes: ["licence-not-found", "licence-has-upgrades"],
      },
      ({ account, body: { licenceIds, reason = "" } }) =>
        deleteLicences(account, { licenceIds, ...(excludes ? { exclusion: { reason } } : {}) }),
    ),
  ),
  defineOperation(
    {
      ...{ name: "setLicenceProduct", method: "PUT", path: "/licences/{licenceId}/product", tag },
      ...{ permission: "licences:write", summary: "Link a licence to a product, or to none", params, output: licence },
      body: z.strictObject({ productId: fields.productId }),
      codes: ["imported-read-only", "product-not-found", "metric-differs"],
    },
    async ({ account, params: { licenceId }, body }) => {
      await setProduct(account, { licenceId, productId: body.productId });
      return readLicence(licenceId);
    },
  ),
  defineOperation(
    {
      ...{ name: "showLicenceKey", method: "POST", path: "/licences/{licenceId}/show-key", tag },
      ...{ permission: "licences:write", summary: "Show the key of a licence", params },
      description: "Leaves a line in the audit.",
      ...{ output: z.object({ licenceKey: text }), answersSecret: true },
    },
    ({ account, params: { licenceId } }) => showLicenceKey(account, licenceId),
  ),
  defineOperation(
    {
      ...{ name: "listLicenceHistory", method: "GET", path: "/licences/{licenceId}/history", tag, permission: "read" },
      summary: "List what imports have found changed on a licence",
      ...{ params, query: listQuery(history, { hasSearch: false }), output: pageOf(licenceChange) },
    },
    async ({ params: { licenceId }, query }) => {
      await readLicence(licenceId);
      return readPage(query, history, (state) => listLicenceChanges(licenceId, state));
    },
  ),
  defineOperation(
    {
      ...{ name: "getReconciliation", method: "GET", path: "/licences/{licenceId}/reconciliation", tag },
      ...{ permission: "read", summary: "Explain the seats of an imported licence", params, output: reconciliation },
      description: "What the portal, its subscriptions, Graph and Seatwise say, and why they differ.",
    },
    async ({ params: { licenceId } }) => {
      const found = await findReconciliation(licenceId, new Date());
      if (!found) throw new AppError("not-found");
      return found;
    },
  ),
  defineOperation(
    {
      ...{ name: "listReconciliations", method: "GET", path: "/licences/reconciliations", tag, permission: "read" },
      summary: "Compare the seats of all imported licences",
      description: "`voices=differ`: only those whose numbers do not agree.",
      ...{ query: listQuery(seatList), output: pageOf(seat) },
    },
    ({ query }) => readPage(query, seatList, (state) => listReconciliations(state, new Date())),
  ),
  defineOperation(
    {
      ...{ name: "listOrphans", method: "GET", path: "/licences/orphans", tag, permission: "read" },
      ...{ summary: "List licences that cannot be synchronised", query: shortListQuery, output: pageOf(orphan) },
    },
    async ({ query }) => pageInMemory(await listOrphans(), query),
  ),
  defineOperation(
    {
      ...{ name: "listLeftPeople", method: "GET", path: "/licences/orphans/people", tag, permission: "read" },
      ...{ summary: "Count the people whom deleted portals left behind" },
      output: z.object({ items: z.array(leftPeople) }),
    },
    async () => ({ items: await listLeftPeople() }),
  ),
  defineOperation(
    {
      ...{ name: "deleteOrphans", method: "POST", path: "/licences/orphans/delete", tag, permission: "licences:write" },
      summary: "Delete all licences that cannot be synchronised",
      description: "And products that are left without one: of one portal, or of all.",
      body: z.strictObject({
        portalId: guid.nullable(),
        includesPeople: z.boolean().default(false).describe("The contacts of deleted portals go as well."),
      }),
      ...{ output: deletedOrphans, codes: ["licence-not-found"] },
    },
    ({ account, body }) => deleteOrphans(account, body),
  ),
];
