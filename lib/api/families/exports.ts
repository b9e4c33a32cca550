import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { exportCompliance } from "@/lib/compliance/queries-export";
import { exportContacts } from "@/lib/contacts/queries-export";
import { exportFormats, streamDownload } from "@/lib/export/download";
import { languageTags } from "@/lib/i18n/locale-names";
import { exportLicences } from "@/lib/licences/queries-export";
import { exportAssignments } from "@/lib/licences/queries-export-people";
import { exportProducts } from "@/lib/products/queries-export";
import { translateFor } from "../translate";

const lists = {
  compliance: exportCompliance,
  licences: exportLicences,
  products: exportProducts,
  contacts: exportContacts,
  assignments: exportAssignments,
};
const names = ["compliance", "licences", "products", "contacts", "assignments"] as const;

export const exportOperations = [
  defineOperation(
    {
      ...{ name: "exportList", method: "GET", path: "/exports/{list}", tag: "Exports", permission: "read" },
      summary: "Download a whole list as a file",
      description:
        "Search, filters and sort as in the list's own operation (of `assignments`: those of licences, one row for each person and licence). The language of `Accept-Language` chooses headings and the separator of CSV.",
      params: z.object({ list: z.enum(names) }),
      query: z.looseObject({ format: z.enum(exportFormats) }),
      files: ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    },
    async ({ params: { list }, query: { format }, locale, request }) => {
      const t = translateFor(locale);
      const table = await lists[list](new URL(request.url).searchParams, t);
      const fileName = `seatwise-${t(`export.files.${list}`)}-${new Date().toISOString().slice(0, 10)}`;
      const sheetName = t(`export.sheets.${list}`);
      return streamDownload({ table, format, locale: languageTags[locale], fileName, sheetName }, request.signal);
    },
  ),
];
