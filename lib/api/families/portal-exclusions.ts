import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { AppError } from "@/lib/errors";
import { updatePortal } from "@/lib/portals/commands";
import { includeSku } from "@/lib/portals/exclude-skus";
import { exclusionValueSchema } from "@/lib/portals/exclusion-schema";
import { type ExclusionValue, previewImport } from "@/lib/portals/exclusions";
import type { PortalDetails } from "@/lib/portals/queries";
import { readExclusionChoices } from "@/lib/portals/queries-exclusions";
import { utcDay } from "@/lib/portals/utc-day";
import { bodyVersion, count, expectedVersion, guid, text, version } from "../wire";
import { exclusion, exclusionsInput, subscribedSkus } from "./portal-views";
import { readPortal } from "./portals";

const tag = "Portals";
const params = z.object({ portalId: guid });
const oneParams = z.object({ portalId: guid, skuId: guid });
const value = z.object({ exclusions: z.array(exclusion), excludeFree: z.boolean(), version });
const { exclusions, excludeFree } = exclusionValueSchema.shape;
const { reason, endsOn } = exclusions.element.shape;
const input = { exclusions: exclusionsInput, excludeFree };

const viewOf = ({ exclusions: all, excludeFree: isRule, version: current }: PortalDetails) => ({
  ...{ exclusions: all, excludeFree: isRule, version: current },
});

type Account = { id: string; username: string };

/** Saves the portal as it is, but for what is excluded. */
async function replace(account: Account, before: PortalDetails, expected: number, next: ExclusionValue) {
  const { id: portalId, name, description, cloud, clientId, tenantId } = before;
  await updatePortal(account, {
    ...{ portalId, name, description, cloud, clientId, tenantId, version: expected },
    ...{ credential: { kind: "keep" }, exclusions: next },
  });
  return viewOf(await readPortal(portalId));
}

export const portalExclusionOperations = [
  defineOperation(
    {
      ...{ name: "getExclusions", method: "GET", path: "/portals/{portalId}/exclusions", tag },
      ...{ permission: "portals:read", summary: "Read what a portal does not import", params, output: value },
    },
    async ({ params: { portalId } }) => viewOf(await readPortal(portalId)),
  ),
  defineOperation(
    {
      ...{ name: "setExclusions", method: "PUT", path: "/portals/{portalId}/exclusions", tag, isVersioned: true },
      ...{ permission: "portals:write", summary: "Replace what a portal does not import", params, output: value },
      description: "Counts from the next import on. Version and `ETag` are those of the portal.",
      body: z.strictObject({ ...input, ...bodyVersion }),
      codes: ["portal-changed"],
    },
    async ({ account, params: { portalId }, body, version: wanted }) => {
      const before = await readPortal(portalId);
      const next = { exclusions: body.exclusions, excludeFree: body.excludeFree };
      return replace(account, before, expectedVersion(wanted, before), next);
    },
  ),
  defineOperation(
    {
      ...{ name: "excludeSku", method: "PUT", path: "/portals/{portalId}/exclusions/{skuId}", tag },
      ...{ permission: "portals:write", summary: "Exclude one SKU", params: oneParams, output: value },
      description: "Or change reason and last day of one that is excluded.",
      body: z.strictObject({ reason: reason.default(""), endsOn: endsOn.default(null) }),
      codes: ["portal-changed"],
    },
    async ({ account, params: { portalId, skuId }, body }) => {
      const before = await readPortal(portalId);
      const others = before.exclusions.filter((each) => each.skuId !== skuId.toLowerCase());
      const next = { ...before, exclusions: [...others, { skuId: skuId.toLowerCase(), ...body }] };
      return replace(account, before, before.version, next);
    },
  ),
  defineOperation(
    {
      ...{ name: "includeSku", method: "DELETE", path: "/portals/{portalId}/exclusions/{skuId}", tag },
      ...{ permission: "portals:write", summary: "Import a SKU again", params: oneParams, output: value },
      description: "With the next import, unless the rule for free SKUs keeps it away.",
      codes: ["not-found"],
    },
    async ({ account, params: { portalId, skuId } }) => {
      if (!(await includeSku(account, { portalId, skuId }))) throw new AppError("not-found");
      return viewOf(await readPortal(portalId));
    },
  ),
  defineOperation(
    {
      ...{ name: "getExclusionChoices", method: "GET", path: "/portals/{portalId}/exclusion-choices", tag },
      ...{ permission: "portals:read", summary: "List SKUs that can be excluded", params },
      description: "The whole catalogue, and what only the portal's tenant knows.",
      output: z.object({
        options: z.array(z.object({ skuId: guid, partNumber: text, title: text })),
        subscribed: subscribedSkus.describe("What the tenant has; null: nobody has asked it yet."),
        importedSkuIds: z.array(guid).describe("Licences that are synchronised now."),
      }),
    },
    async ({ params: { portalId } }) => {
      await readPortal(portalId);
      return readExclusionChoices(portalId);
    },
  ),
  defineOperation(
    {
      ...{ name: "previewExclusions", method: "POST", path: "/portals/{portalId}/exclusions/preview", tag },
      ...{ permission: "portals:read", summary: "Say what the next import would do under these exclusions", params },
      body: z.strictObject(input),
      output: z.object({ imported: count, skipped: count, becomingUnsynchronised: count, returning: count }),
      codes: ["tenant-not-asked"],
    },
    async ({ params: { portalId }, body }) => {
      await readPortal(portalId);
      const { subscribed, importedSkuIds } = await readExclusionChoices(portalId);
      if (!subscribed) throw new AppError("tenant-not-asked");
      return previewImport({ subscribed, importedSkuIds, value: body, today: utcDay(new Date()) });
    },
  ),
];
