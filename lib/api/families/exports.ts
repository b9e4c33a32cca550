import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import type { Permission } from "@/lib/auth/permissions";
import { complianceListOptions } from "@/lib/compliance/queries";
import { exportCompliance } from "@/lib/compliance/queries-export";
import { exportComplianceConsumers, exportProductConsumers } from "@/lib/compliance/queries-export-consumers";
import { exportAssignments } from "@/lib/compliance/queries-export-people";
import { contactListOptions } from "@/lib/contacts/queries";
import { exportContacts } from "@/lib/contacts/queries-export";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type ExportFormat, exportFormats, streamDownload } from "@/lib/export/download";
import type { Table } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import type { Messages } from "@/lib/i18n/messages";
import { licenceListOptions } from "@/lib/licences/queries";
import { exportLicences } from "@/lib/licences/queries-export";
import { exportSeats } from "@/lib/licences/queries-export-seats";
import { seatList } from "@/lib/licences/queries-reconciliation";
import { auditListOptions } from "@/lib/monitor/audit-list";
import { logListOptions } from "@/lib/monitor/log-list";
import { exportRunChanges, exportRunLog, exportRuns } from "@/lib/monitor/queries-export";
import { exportAudit } from "@/lib/monitor/queries-export-audit";
import { runListOptions } from "@/lib/monitor/run-list";
import type { ListOptions } from "@/lib/paging/list-state";
import { productListOptions } from "@/lib/products/queries";
import { exportProducts } from "@/lib/products/queries-export";
import { exportQuery, toSearchParams } from "../paging";
import { translateFor } from "../translate";
import { id } from "../wire";

const tag = "Exports";
const files = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];
const runParams = z.object({ runId: id });

type List = keyof Messages["export"]["files"];
type Wanted = {
  list: List;
  query: { format: ExportFormat } & Record<string, unknown>;
  locale: Locale;
  request: Request;
};

async function answer(
  { list, query: { format, ...narrowing }, locale, request }: Wanted,
  read: (search: URLSearchParams, t: Translate) => Table | Promise<Table>,
): Promise<Response> {
  const t = translateFor(locale);
  const table = await read(toSearchParams(narrowing), t);
  const fileName = `seatwise-${t(`export.files.${list}`)}-${new Date().toISOString().slice(0, 10)}`;
  const sheetName = t(`export.sheets.${list}`);
  return streamDownload({ table, format, locale: languageTags[locale], fileName, sheetName }, request.signal);
}

const language = "The language of `Accept-Language` chooses headings and the separator of CSV.";

type Whole = {
  name: string;
  list: List;
  /** what the file holds */
  what: string;
  options: ListOptions;
  permission?: Permission;
  read: (search: URLSearchParams, t: Translate) => Table | Promise<Table>;
};

/** A whole list as a file: narrowed, sorted and refused as the operation of the list itself. */
const exportOf = ({ name, list, what, options, permission = "read", read }: Whole) =>
  defineOperation(
    {
      ...{
        name,
        method: "GET",
        path: `/exports/${list.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
        tag,
        permission,
        files,
      },
      ...{ summary: `Download ${what} as a file`, description: language, query: exportQuery(options) },
    },
    ({ query, locale, request }) => answer({ list, query: query as Wanted["query"], locale, request }, read),
  );

export const exportOperations = [
  exportOf({
    ...{ name: "exportCompliance", list: "compliance", what: "compliance of all products" },
    ...{ options: complianceListOptions, read: exportCompliance },
  }),
  exportOf({
    ...{ name: "exportLicences", list: "licences", what: "all licences, without their keys," },
    ...{ options: licenceListOptions, read: exportLicences },
  }),
  exportOf({
    ...{ name: "exportAssignments", list: "assignments", what: "all licences with the people and devices on them" },
    ...{ options: licenceListOptions, read: exportAssignments },
  }),
  exportOf({
    ...{ name: "exportSeats", list: "seats", what: "the seats of all imported licences, compared," },
    ...{ options: seatList, read: exportSeats },
  }),
  exportOf({
    ...{ name: "exportProducts", list: "products", what: "all products" },
    ...{ options: productListOptions, read: exportProducts },
  }),
  exportOf({
    ...{ name: "exportComplianceConsumers", list: "complianceConsumers" },
    ...{ what: "all products with their consumers and who is covered", options: complianceListOptions },
    read: exportComplianceConsumers,
  }),
  exportOf({
    ...{
      name: "exportProductConsumers",
      list: "productConsumers",
      what: "the product tree's products with their consumers",
    },
    ...{ options: productListOptions, read: exportProductConsumers },
  }),
  exportOf({
    ...{ name: "exportContacts", list: "contacts", what: "all contacts" },
    ...{ options: contactListOptions, read: exportContacts },
  }),
  exportOf({
    ...{ name: "exportRuns", list: "runs", what: "all runs" },
    ...{ options: runListOptions, read: exportRuns },
  }),
  defineOperation(
    {
      ...{ name: "exportRunLog", method: "GET", path: "/exports/runs/{runId}/log", tag, permission: "read", files },
      ...{ summary: "Download the log of a run as a file", description: language },
      ...{ params: runParams, query: exportQuery(logListOptions) },
    },
    async ({ params: { runId }, query, locale, request }) => {
      await requireRun(runId);
      return answer({ list: "runLog", query: { ...query, run: runId }, locale, request }, exportRunLog);
    },
  ),
  defineOperation(
    {
      ...{ name: "exportRunChanges", method: "GET", path: "/exports/runs/{runId}/changes", tag, permission: "read" },
      ...{ summary: "Download what a run changed, by name, as a file", description: language, files },
      ...{ params: runParams, query: z.strictObject({ format: z.enum(exportFormats) }) },
    },
    async ({ params: { runId }, query, locale, request }) => {
      await requireRun(runId);
      return answer({ list: "runChanges", query: { ...query, run: runId }, locale, request }, exportRunChanges);
    },
  ),
  exportOf({
    ...{ name: "exportAudit", list: "audit", what: "the audit" },
    ...{ options: auditListOptions, permission: "audit:read", read: exportAudit },
  }),
];

/** @throws AppError run-not-found */
async function requireRun(runId: number): Promise<void> {
  if (!(await db().run.findUnique({ where: { id: runId }, select: { id: true } }))) throw new AppError("run-not-found");
}
