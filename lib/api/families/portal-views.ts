import { z } from "zod";
import { CredentialKind, CredentialStatus } from "@/lib/db/generated/enums";
import { connectionSteps } from "@/lib/graph/connection-report";
import { exclusionValueSchema } from "@/lib/portals/exclusion-schema";
import { cloudNames } from "@/lib/portals/schema";
import { codeParams, count, day, guid, id, runPortalStatus, runStatus, text, time, version } from "../wire";

const validity = z
  .object({ daysLeft: count, level: z.enum(["fine", "warning", "error"]) })
  .nullable()
  .describe("Whole days that the credential is still good.");

export const credential = z.object({
  ...{ id: guid, kind: z.enum(CredentialKind), status: z.enum(CredentialStatus) },
  secretId: text.nullable().describe("The secret's ID in Entra; no secret itself."),
  ...{ subject: text.nullable(), thumbprintSha1: text.nullable(), thumbprintSha256: text.nullable() },
  ...{ validFrom: time.nullable(), validUntil: time.nullable(), createdAt: time, validity },
});

export const exclusion = z.object({
  ...{ skuId: guid, title: text, reason: text },
  endsOn: day.nullable().describe("The last day on which it holds; null: until it is removed."),
});

const given = exclusionValueSchema.shape.exclusions.element.shape;

/** What is excluded, as a body gives it: also as an answer gave it, with the title. */
export const exclusionsInput = z
  .array(z.object({ skuId: given.skuId, reason: given.reason.default(""), endsOn: given.endsOn.default(null) }))
  .max(2_000)
  .refine((all) => new Set(all.map(({ skuId }) => skuId)).size === all.length);

const subscribedSku = z.object({
  ...{ skuId: guid, partNumber: text, appliesTo: text, capabilityStatus: text, units: count, consumedUnits: count },
});
export const subscribedSkus = z.array(subscribedSku).nullable();

export const connectionReport = z.object({
  at: time,
  outcome: z.enum(["passed", "warning", "failed"]),
  steps: z.array(
    z.object({
      step: z.enum(connectionSteps),
      state: z.enum(["passed", "warning", "failed", "skipped"]),
      durationMs: z.number().nullable(),
      code: text.nullable(),
      params: codeParams,
      ...{ microsoftCode: text.nullable(), microsoftMessage: text.nullable(), requestId: text.nullable() },
    }),
  ),
  roles: z.array(text).nullable().describe("As the token says."),
  permissions: z.array(
    z.object({
      permission: text,
      state: z.enum(["granted", "substituted", "missing", "excess"]),
      unlocks: text.nullable(),
      ...{ isRequired: z.boolean(), isWrite: z.boolean(), by: text.nullable(), lacks: text.nullable() },
    }),
  ),
  organisation: z.object({ tenantId: text, displayName: text.nullable(), defaultDomain: text.nullable() }).nullable(),
  skus: subscribedSkus,
});

export const portalItem = z.object({
  ...{ id: guid, name: text, organisationName: text.nullable(), isEnabled: z.boolean() },
  dataAsOf: time.nullable().describe("The age of what was imported; null: nothing yet."),
  validity,
});

const lastImport = z.object({
  ...{ runId: id, status: z.union([runPortalStatus, runStatus]), isOpen: z.boolean() },
  ...{ startedAt: time.nullable(), endedAt: time.nullable(), errorCode: text.nullable() },
  errorParams: codeParams.nullable(),
  ledger: z.record(text, z.number().nullable()).nullable(),
});

export const portal = portalItem.omit({ validity: true }).extend({
  ...{ description: text, cloud: z.enum(cloudNames), tenantId: guid, clientId: guid, defaultDomain: text.nullable() },
  ...{ createdAt: time, createdBy: text.nullable(), updatedAt: time, updatedBy: text.nullable(), version },
  credential: credential.nullable(),
  standby: credential.nullable().describe("Stands beside the credential until it takes over."),
  ...{ exclusions: z.array(exclusion), excludeFree: z.boolean() },
  counts: z.object({ licences: count, products: count, contacts: count }),
  lastTest: connectionReport.nullable(),
  lastImport: lastImport.nullable(),
});
