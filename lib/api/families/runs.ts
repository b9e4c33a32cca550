import { z } from "zod";
import { type Call, defineOperation } from "@/lib/actions/define-operation";
import { LogLevel, RunChangeKind, RunTrigger } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import type { Locale } from "@/lib/i18n/locale-names";
import { acceptDropAndImport, cancelRun, retryPortal } from "@/lib/monitor/commands";
import { eventStream } from "@/lib/monitor/event-stream";
import { followRun } from "@/lib/monitor/follow-run";
import { listLogLines, logListOptions } from "@/lib/monitor/log-list";
import type { Translate } from "@/lib/monitor/log-text";
import { readRunState } from "@/lib/monitor/queries";
import { findRunDetails } from "@/lib/monitor/queries-run";
import { listRuns, runListOptions } from "@/lib/monitor/run-list";
import { listQuery, pageOf, readPage } from "../paging";
import { translateFor } from "../translate";
import { count, guid, id, runKind, runLocation, runPortalStatus, runStatus, startedRun, text, time } from "../wire";

const tag = "Runs";
const params = z.object({ runId: id });
const portalParams = z.object({ runId: id, portalId: guid });

const progress = {
  ...{ id, kind: runKind, status: runStatus, phase: text.nullable(), stepsDone: count, stepsTotal: count },
};
const item = z.object({
  ...progress,
  ...{ trigger: z.enum(RunTrigger), requestedBy: text.nullable() },
  portals: z.array(z.object({ name: text, status: runPortalStatus })),
  ...{ createdAt: time, startedAt: time.nullable(), endedAt: time.nullable() },
  changes: z
    .object({
      users: count.nullable(),
      created: count.nullable(),
      updated: count.nullable(),
      vanished: count.nullable(),
    })
    .nullable(),
});
const source = z.enum(["microsoft", "seatwise"]).describe("Who says so: Microsoft reported it, or Seatwise found it.");
const change = z.object({
  ...{ name: text, detail: text.nullable().describe("Former name, licence, or user principal name.") },
  ...{ before: z.int().nullable(), after: z.int().nullable() },
});
const changes = z
  .object({
    isFirst: z.boolean().describe("There was no import before to compare with."),
    kinds: z.array(z.object({ kind: z.enum(RunChangeKind), count, items: z.array(change) })),
  })
  .describe("The difference to the import before: all counted, the first ones of each kind named.");
const failure = { code: text, text, remedy: text.nullable() };
const run = z.object({
  ...progress,
  ...{ trigger: z.enum(RunTrigger), requestedBy: text.nullable(), isCancelRequested: z.boolean() },
  scopePortal: text.nullable().describe("The one portal that is meant; null: all."),
  ...{ createdAt: time, startedAt: time.nullable(), endedAt: time.nullable() },
  ...{ workerName: text.nullable(), attempts: count, failure: z.object(failure).nullable() },
  portals: z.array(
    z.object({
      ...{ id: guid, name: text, status: runPortalStatus, startedAt: time.nullable(), endedAt: time.nullable() },
      ledger: z.record(text, z.unknown()).describe("What was asked, read and written."),
      failure: z
        .object({
          ...{ ...failure, source, microsoftCode: text.nullable(), microsoftMessage: text.nullable() },
          requestId: text.nullable(),
        })
        .nullable(),
      changes: changes.nullable(),
      isImported: z.boolean(),
      quarantine: z
        .object({
          census: z.object({ users: count, assignments: count, skus: count }),
          isCurrent: z.boolean().describe("The drop can be accepted."),
        })
        .nullable(),
    }),
  ),
});
const logLine = z.object({
  ...{ id: count, at: time, level: z.enum(LogLevel), code: text, portalName: text.nullable() },
  ...{ text, remedy: text.nullable(), source: source.nullable() },
  ...{ microsoftCode: text.nullable(), microsoftMessage: text.nullable(), requestId: text.nullable() },
});

/** @throws AppError run-not-found */
async function readRun(runId: number, locale: Locale) {
  const t = translateFor(locale) as unknown as Translate;
  const [state, details] = await Promise.all([readRunState(runId, t), findRunDetails(runId, t)]);
  if (!state || !details) throw new AppError("run-not-found");
  return { ...state, ...details };
}

type OfPortal = Call<typeof portalParams, undefined, undefined>;

/** Which portal's part is meant has to be there before anything is said about it. @throws AppError run-not-found, not-found */
async function requirePart({ params: { runId, portalId }, locale }: OfPortal): Promise<void> {
  const { portals } = await readRun(runId, locale);
  if (!portals.some((portal) => portal.id === portalId.toLowerCase())) throw new AppError("not-found");
}

export const runOperations = [
  defineOperation(
    {
      ...{ name: "listRuns", method: "GET", path: "/runs", tag, permission: "read" },
      ...{ summary: "List runs, the newest first", query: listQuery(runListOptions) },
      ...{ output: pageOf(item), description: "What is open: `?status=queued&status=running`." },
    },
    ({ query }) => readPage(query, runListOptions, listRuns),
  ),
  defineOperation(
    {
      ...{ name: "getRun", method: "GET", path: "/runs/{runId}", tag, permission: "read" },
      summary: "Read a run with its portals and their ledgers",
      description: "It has ended once `endedAt` is there. Ask again every second or two, or follow its events.",
      ...{ params, output: run },
    },
    ({ params: { runId }, locale }) => readRun(runId, locale),
  ),
  defineOperation(
    {
      ...{ name: "followRun", method: "GET", path: "/runs/{runId}/events", tag, permission: "read" },
      summary: "Follow a run until it ends, by server-sent events",
      description: [
        "An event `state` comes at once and whenever something has changed; its data is JSON with",
        "`id`, `kind`, `status`, `phase`, `stepsDone`, `stepsTotal`, `portals` (what each has read so far) and `lines`",
        "(the newest of the log, in the language of `Accept-Language`). The stream closes after the event in which the run",
        "has ended, and after ten minutes: connect again, with a token that still counts.",
      ].join(" "),
      ...{ params, files: ["text/event-stream"] },
    },
    async ({ params: { runId }, locale, request }) => {
      const t = translateFor(locale) as unknown as Translate;
      const read = () => readRunState(runId, t);
      if (!(await read())) throw new AppError("run-not-found");
      return eventStream(request, (signal) => followRun({ read, signal }));
    },
  ),
  defineOperation(
    {
      ...{ name: "listRunLog", method: "GET", path: "/runs/{runId}/log", tag, permission: "read" },
      ...{ summary: "Read the log of a run", description: "In the language of `Accept-Language`.", params },
      ...{ query: listQuery(logListOptions), output: pageOf(logLine) },
    },
    async ({ params: { runId }, query, locale }) => {
      await readRun(runId, locale);
      const t = translateFor(locale) as unknown as Translate;
      return readPage(query, logListOptions, (state) => listLogLines(runId, state, t));
    },
  ),
  defineOperation(
    {
      ...{
        name: "cancelRun",
        method: "POST",
        path: "/runs/{runId}/cancel",
        tag,
        permission: "runs:start",
        status: 202,
      },
      ...{ summary: "Ask an open run to stop", params, output: run, codes: ["run-not-open"] },
      location: ({ id: cancelled }: { id: number }) => `/runs/${cancelled}`,
    },
    async ({ account, params: { runId }, locale }) => {
      await readRun(runId, locale);
      await cancelRun(account, runId);
      return readRun(runId, locale);
    },
  ),
  defineOperation(
    {
      ...{ name: "retryPortal", method: "POST", path: "/runs/{runId}/portals/{portalId}/retry", tag, status: 202 },
      ...{ permission: "runs:start", summary: "Import a portal again whose part did not succeed" },
      ...{ params: portalParams, output: startedRun, location: runLocation },
      codes: ["portal-not-retryable", "portal-disabled"],
    },
    async (call) => {
      await requirePart(call);
      return retryPortal(call.account, call.params);
    },
  ),
  defineOperation(
    {
      ...{ name: "acceptDrop", method: "POST", path: "/runs/{runId}/portals/{portalId}/accept-drop", tag, status: 202 },
      ...{ permission: "portals:write", summary: "Accept the drop that an import was held back for" },
      description: "Lets the portal's numbers go down as this run found them, and imports the portal again.",
      ...{ params: portalParams, output: startedRun, location: runLocation, codes: ["drop-outdated"] },
    },
    async (call) => {
      await requirePart(call);
      return acceptDropAndImport(call.account, call.params);
    },
  ),
];
