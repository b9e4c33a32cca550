import { z } from "zod";
import { ComplianceStatus, LicenceKind, LicenceMetric, Origin } from "@/lib/db/generated/enums";
import { findingCodes } from "@/lib/licences/reconcile";
import { count, day, guid, id, named, text, time, unsyncReason, version } from "../wire";

export const licenceItem = z.object({
  ...{ id, origin: z.enum(Origin), name: text, portalName: text.nullable(), metric: z.enum(LicenceMetric) },
  quantity: count.nullable().describe("Of those made by hand; imported ones have units by state."),
  expiresOn: day.nullable().describe("Of those made by hand: the last day on which it is valid."),
  daysLeft: count.nullable(),
  validQuantity: count
    .nullable()
    .describe("Units that count, as the last recalculation found them, less what upgrades took."),
  consumption: count.nullable().describe("Consumers that it covers, as the last recalculation found them."),
  balance: count
    .nullable()
    .describe("What is left. The last licence of a product to be used answers for what is missing: below 0."),
  ...{ appliesTo: text, capabilityStatus: text },
  ...{ unitsEnabled: count, unitsWarning: count, unitsSuspended: count, unitsLockedOut: count },
  consumedUnits: count.describe("As Graph says."),
  holders: count.describe("People who hold it, counted by Seatwise."),
  subscriptions: count,
  ...{ nextLifecycleAt: time.nullable(), unsyncReason, unsyncSince: time.nullable() },
  isConcurrent: z.boolean().describe("Its product limits its use itself: nobody lacks what is missing there."),
});

const subscription = z.object({
  ...{ id, subscriptionId: text, status: text, totalLicences: count, isTrial: z.boolean() },
  ...{ createdAt: time.nullable(), nextLifecycleAt: time.nullable(), goneAt: time.nullable() },
});

export const licence = licenceItem.omit({ subscriptions: true }).extend({
  waiting: count.describe("People whose assignment failed: they consume nothing."),
  bound: count.describe("Consumers of its product who are bound to it."),
  ...{ kind: z.enum(LicenceKind), licenceNumber: text.nullable() },
  channel: named.extend({ isBuiltIn: z.boolean() }).nullable(),
  hasLicenceKey: z.boolean().describe("The key itself: `POST /licences/{licenceId}/show-key`."),
  ...{ serialNumber: text.nullable(), notes: text, version },
  ...{ createdBy: text.nullable(), updatedBy: text.nullable(), updatedAt: time, firstSeenAt: time },
  ...{ portalId: guid.nullable(), isPortalDeleted: z.boolean(), dataAsOf: time.nullable() },
  bases: z.array(named).describe("Of an upgrade: what it upgrades, the nearest first."),
  upgrades: z.array(named),
  ...{ title: text, partNumber: text.nullable(), skuId: guid.nullable() },
  subscriptions: z.array(subscription),
  servicePlans: z.array(z.object({ servicePlanId: guid, name: text, appliesTo: text, provisioningStatus: text })),
  products: z.array(named.extend({ status: z.enum(ComplianceStatus).nullable() })),
});

export const channel = named.extend({ isBuiltIn: z.boolean(), licences: count.describe("That name it.") });

export const licenceChange = z.object({
  ...{ id, at: time, runId: id.nullable() },
  ...{ field: text, before: text.nullable(), after: text.nullable() },
});

export const reconciliation = z.object({
  ...{ portalId: guid, skuId: guid, dataAsOf: time.nullable() },
  voices: z.object({ units: count, subscribed: count.nullable(), consumed: count, holders: count.nullable() }),
  findings: z.array(
    z.object({ code: z.enum(findingCodes), level: z.enum(["expected", "check", "good"]), count: z.number() }),
  ),
  hasDifference: z.boolean(),
});

export const seat = reconciliation.extend({ id: id.describe("Of the licence."), name: text, portalName: text });

const price = z.object({ startsOn: day, amount: text.describe("Decimal."), currency: text });

export const overlay = z.object({
  licenceId: id,
  overlay: z.object({
    ...{ note: text, owner: text, costCentre: text, tags: z.array(text) },
    ...{ updatedAt: time.nullable(), updatedBy: text.nullable() },
  }),
  prices: z.array(price),
  current: price.nullable(),
  monthly: z.object({ units: count, free: count, cost: z.number(), freeCost: z.number(), currency: text }).nullable(),
});

export const orphan = z.object({
  kind: z.enum(["licence", "product"]).describe("A product whose licence has been deleted stands for itself."),
  ...{ id, name: text, portalId: guid, portalName: text, unsyncReason, unsyncSince: time.nullable() },
  product: z
    .enum(["goes", "stays", "none"])
    .describe("What becomes of the product: it stays where other licences are linked to it; none: there is none."),
});
export const deletedLicences = z.object({ licences: count, products: count });
export const deletedOrphans = deletedLicences.extend({ contacts: count });
export const leftPeople = z.object({
  ...{ portalId: guid, portalName: text },
  contacts: count.describe("People who can be deleted."),
  kept: count.describe("People who stay: products made by hand have them as consumers."),
});
