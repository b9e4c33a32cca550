import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import { can } from "@/lib/auth/permissions";
import type { CurrentAccount } from "@/lib/auth/session";
import { exportCompliance } from "@/lib/compliance/queries-export";
import { exportComplianceConsumers, exportProductConsumers } from "@/lib/compliance/queries-export-consumers";
import { exportAssignments } from "@/lib/compliance/queries-export-people";
import { exportContacts } from "@/lib/contacts/queries-export";
import { AppError } from "@/lib/errors";
import { exportFormats, streamDownload } from "@/lib/export/download";
import type { Table } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { recordKeyExport } from "@/lib/licences/commands";
import { exportLicences } from "@/lib/licences/queries-export";
import { exportSeats } from "@/lib/licences/queries-export-seats";
import { exportRunChanges, exportRunLog, exportRuns } from "@/lib/monitor/queries-export";
import { exportAudit } from "@/lib/monitor/queries-export-audit";
import { exportProducts } from "@/lib/products/queries-export";

export const dynamic = "force-dynamic";

const lists = [
  "compliance",
  "licences",
  "products",
  "contacts",
  "assignments",
  "complianceConsumers",
  "productConsumers",
  "seats",
  "runs",
  "runLog",
  "runChanges",
  "audit",
] as const;

type Export = (search: URLSearchParams, t: Translate, account: CurrentAccount) => Table | Promise<Table>;

const exports: Record<(typeof lists)[number], Export> = {
  compliance: exportCompliance,
  licences: exportLicencesFor,
  products: exportProducts,
  contacts: exportContacts,
  assignments: exportAssignments,
  complianceConsumers: exportComplianceConsumers,
  productConsumers: exportProductConsumers,
  seats: exportSeats,
  runs: exportRuns,
  runLog: exportRunLog,
  runChanges: exportRunChanges,
  audit: exportAuditFor,
};

/** @throws AppError not-allowed for whoever may not read the audit on its page */
function exportAuditFor(search: URLSearchParams, t: Translate, account: CurrentAccount): Table {
  if (!can(account, "audit:read")) throw new AppError("not-allowed");
  return exportAudit(search, t);
}

/** Keys only for whoever may see one: and whoever takes them along leaves a line in the audit, as for a single one. */
async function exportLicencesFor(search: URLSearchParams, t: Translate, account: CurrentAccount): Promise<Table> {
  const hasKeys = can(account, "licences:write");
  if (hasKeys) await recordKeyExport(account);
  return exportLicences(search, t, { hasKeys });
}

/** A whole list as a file, narrowed and sorted by the parameters of its page. */
export const GET = defineRoute(
  {
    permission: "read",
    params: z.object({ list: z.literal(lists) }),
    query: z.object({ format: z.enum(exportFormats) }),
  },
  async ({ request, account, params: { list }, query: { format } }) => {
    const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
    const table = await exports[list](request.nextUrl.searchParams, t, account);
    const day = new Date().toISOString().slice(0, 10);
    const fileName = `seatwise-${t(`export.files.${list}`)}-${day}`;
    return streamDownload({ table, format, locale, fileName, sheetName: t(`export.sheets.${list}`) }, request.signal);
  },
);
