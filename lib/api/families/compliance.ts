import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { assignConsumer, moveConsumer } from "@/lib/compliance/commands";
import { priorityMoves } from "@/lib/compliance/priority-order";
import { productKinds } from "@/lib/compliance/product-kind";
import { complianceListOptions, listCompliance, summariseCompliance } from "@/lib/compliance/queries";
import { consumerSortKeys, listConsumers } from "@/lib/compliance/queries-consumers";
import { findPendingFigures } from "@/lib/compliance/queries-pending";
import { findProductView } from "@/lib/compliance/queries-product";
import { db } from "@/lib/db/client";
import { AssignmentState, ComplianceStatus, ConsumerKind, Origin } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { FIGURE_MAX } from "@/lib/figure";
import { startRecalculation } from "@/lib/monitor/commands";
import { readDashboard } from "@/lib/monitor/queries-dashboard";
import { parseListState } from "@/lib/paging/list-state";
import { listQuery, pageOf, readPage } from "../paging";
import { count, day, guid, id, named, runKind, runLocation, startedRun, text, time, unsyncReason } from "../wire";

const tag = "Compliance";
const params = z.object({ productId: id });
const consumerParams = z.object({ productId: id, kind: z.enum(["person", "device"]), consumerId: id });
const consumerOptions = { sortable: consumerSortKeys, defaultSort: { sort: "covered" } } as const;
const counts = z.record(text, count);

const row = z.object({
  ...{ id: id.describe("Of the product."), name: text, folderId: id, portalName: text.nullable() },
  ...{ status: z.enum(ComplianceStatus), reason: unsyncReason, unsyncSince: time.nullable() },
  available: count.max(FIGURE_MAX).describe("2147483647 stands for that many or more, here and in other figures."),
  ...{ consumption: count, balance: count, unitsWarning: count, unitsSuspended: count },
  asOf: time.describe("The age of the numbers."),
  runId: id,
});
const listed = row.extend({
  kind: z.enum(productKinds),
  trend: z.object({
    points: z.array(z.object({ day: count.describe("Since 1970-01-01."), consumption: count })),
    ...{ sinceYesterday: count.nullable(), sinceLastMonth: count.nullable() },
  }),
});
const details = row.extend({
  ...{ origin: z.enum(Origin), statusSince: time, calculatedAt: time, dataAsOf: time.nullable() },
  uncovered: count.describe("Consumers that are not covered."),
  ...{ runKind: runKind.nullable(), kind: z.enum(productKinds) },
  isConcurrent: z.boolean().describe("The software limits its use itself: more consumers than units are not short."),
  failed: z
    .object({ portalId: guid, skuId: guid, count })
    .nullable()
    .describe("Assignments that failed: these people are no consumers. `GET /contacts?assignment=failed` lists them."),
  licences: z.array(
    named.extend({
      ...{ origin: z.enum(Origin), unitsEnabled: count, unitsWarning: count, unitsSuspended: count },
      ...{ unitsLockedOut: count, unsyncReason, validQuantity: count.nullable(), missingBase: count },
      ...{ quantity: count.nullable(), expiresOn: day.nullable(), isExpired: z.boolean(), baseName: text.nullable() },
      unitsUpgraded: count,
    }),
  ),
});
const consumer = z.object({
  ...{ id, kind: z.enum(ConsumerKind), displayName: text, userPrincipalName: text, department: text },
  ...{ isCovered: z.boolean(), isDirect: z.boolean().nullable(), groups: z.array(text) },
  ...{ state: z.enum(AssignmentState).nullable(), error: text.nullable() },
  rank: count.nullable().describe("Place in the order of priorities."),
  licenceId: id.nullable().describe("The licence that it is bound to."),
  licenceName: text.nullable(),
});
const snapshot = z.object({ day, status: z.enum(ComplianceStatus), available: count, consumption: count });

const summary = z.object({
  ...{ byStatus: counts, byReason: counts, byKind: counts, seatsByStatus: counts },
  ...{ calculatedAt: time.nullable(), runId: id.nullable() },
  isBehindImports: z.boolean().describe("An import brought news that the numbers do not know yet."),
  stalePortals: z.array(
    z.object({
      ...{ name: text, dataAsOf: time.nullable() },
      failure: z.object({ runId: id, status: z.enum(["failed", "quarantined"]) }).nullable(),
    }),
  ),
});
const someOf = <Item extends z.ZodType>(item: Item) => z.object({ total: count, items: z.array(item) });
const nextChange = z.object({ licenceId: id, name: text, portalName: text, totalLicences: count, at: time });
const dashboard = z.object({
  ...{ portals: count, aheadDays: count, summary },
  short: z.array(named.extend({ uncovered: count })),
  renewals: someOf(nextChange),
  losses: someOf(
    nextChange.extend({ status: text.describe("Of the subscription: Warning is suspended next, others are deleted.") }),
  ),
  expiries: someOf(z.object({ licenceId: id, name: text, quantity: count, expiresOn: day })),
  paid: z.object({ available: count, held: count, free: count, missing: count }),
  trend: z.array(z.object({ day, available: z.number(), consumption: z.number() })),
});

/** @throws AppError product-not-found, also for one that was never calculated */
async function readView(productId: number, tab: "overview" | "history") {
  const view = await findProductView({ productId, tab, consumers: parseListState({}, consumerOptions) });
  if (!view) throw new AppError("product-not-found");
  return view;
}

export const complianceOperations = [
  defineOperation(
    {
      ...{ name: "listCompliance", method: "GET", path: "/compliance", tag, permission: "read" },
      ...{
        summary: "List products with status, units and balance",
        query: listQuery(complianceListOptions),
        output: pageOf(listed),
      },
      description: "Sorted by `status`, the most urgent comes first.",
    },
    ({ query }) => readPage(query, complianceListOptions, listCompliance),
  ),
  defineOperation(
    {
      ...{ name: "getComplianceSummary", method: "GET", path: "/compliance/summary", tag, permission: "read" },
      summary: "Count products by status",
      output: summary.extend({
        pending: z
          .object({ calculatedAt: time.nullable(), isUnderWay: z.boolean() })
          .nullable()
          .describe("Changes that the figures do not know yet; null: none. A recalculation follows by itself."),
      }),
    },
    async () => {
      const [counted, pending] = await Promise.all([summariseCompliance(), findPendingFigures()]);
      return { ...counted, pending };
    },
  ),
  defineOperation(
    {
      ...{ name: "getDashboard", method: "GET", path: "/dashboard", tag, permission: "read" },
      ...{ summary: "Read what the overview shows", output: dashboard },
    },
    () => readDashboard(new Date()),
  ),
  defineOperation(
    {
      ...{ name: "getCompliance", method: "GET", path: "/compliance/{productId}", tag, permission: "read" },
      ...{ summary: "Explain the numbers of a product", params, output: details },
    },
    async ({ params: { productId } }) => (await readView(productId, "overview")).details,
  ),
  defineOperation(
    {
      ...{ name: "listComplianceConsumers", method: "GET", path: "/compliance/{productId}/consumers", tag },
      ...{ permission: "read", summary: "List consumers, those that are not covered first", params },
      description: "`sort=order`: in the order in which units are given out.",
      ...{ query: listQuery(consumerOptions), output: pageOf(consumer) },
    },
    async ({ params: { productId }, query }) => {
      const calculated = await db().compliance.findUnique({ where: { productId }, select: { productId: true } });
      if (!calculated) throw new AppError("product-not-found");
      return readPage(query, consumerOptions, (state) => listConsumers(productId, state));
    },
  ),
  defineOperation(
    {
      ...{ name: "getComplianceHistory", method: "GET", path: "/compliance/{productId}/history", tag },
      ...{ permission: "read", summary: "Read the last 90 days on which a product was calculated", params },
      output: z.object({ items: z.array(snapshot) }),
    },
    async ({ params: { productId } }) => ({ items: (await readView(productId, "history")).snapshots ?? [] }),
  ),
  defineOperation(
    {
      ...{ name: "bindConsumer", method: "PUT", tag, permission: "licences:write", params: consumerParams },
      path: "/compliance/{productId}/consumers/{kind}/{consumerId}/licence",
      summary: "Bind a consumer to a licence of its product, or let it go",
      description: "Counts from the next recalculation on. `consumerId` is a person's contact, or a device's own id.",
      ...{ body: z.strictObject({ licenceId: id.nullable() }), output: z.object({ isChanged: z.boolean() }) },
      codes: ["licence-not-found"],
    },
    ({ account, params: { productId, kind, consumerId }, body }) =>
      assignConsumer(account, { productId, kind, id: consumerId, licenceId: body.licenceId }),
  ),
  defineOperation(
    {
      ...{ name: "moveConsumer", method: "POST", tag, permission: "licences:write", params: consumerParams },
      path: "/compliance/{productId}/consumers/{kind}/{consumerId}/move",
      summary: "Move a consumer in its product's order of priorities",
      description: "`up` takes whoever has no place yet to the end; `clear` takes it out.",
      body: z.strictObject({ move: z.enum(priorityMoves) }),
      output: z.object({ rank: count.nullable(), count: count.describe("How many have a place.") }),
    },
    ({ account, params: { productId, kind, consumerId }, body }) =>
      moveConsumer(account, { productId, kind, id: consumerId, move: body.move }),
  ),
  defineOperation(
    {
      ...{ name: "recalculate", method: "POST", path: "/recalculations", tag, permission: "runs:start", status: 202 },
      summary: "Recalculate compliance",
      body: z.strictObject({
        kind: z
          .enum(["recalculation", "full_recalculation"])
          .default("recalculation")
          .describe("`full_recalculation` imports from every portal first."),
      }),
      ...{ output: startedRun, location: runLocation },
    },
    ({ account, body }) => startRecalculation(account, body.kind),
  ),
];
