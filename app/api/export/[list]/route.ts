import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import { exportCompliance } from "@/lib/compliance/queries-export";
import { exportContacts } from "@/lib/contacts/queries-export";
import { exportFormats, streamDownload } from "@/lib/export/download";
import { exportLicences } from "@/lib/licences/queries-export";
import { exportAssignments } from "@/lib/licences/queries-export-people";
import { exportProducts } from "@/lib/products/queries-export";

export const dynamic = "force-dynamic";

const exports = {
  compliance: exportCompliance,
  licences: exportLicences,
  products: exportProducts,
  contacts: exportContacts,
  assignments: exportAssignments,
};

/** A whole list as a file, narrowed and sorted by the parameters of its page. */
export const GET = defineRoute(
  {
    permission: "read",
    params: z.object({ list: z.literal(["compliance", "licences", "products", "contacts", "assignments"]) }),
    query: z.object({ format: z.enum(exportFormats) }),
  },
  async ({ request, params: { list }, query: { format } }) => {
    const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
    const table = await exports[list](request.nextUrl.searchParams, t);
    const day = new Date().toISOString().slice(0, 10);
    const fileName = `seatwise-${t(`export.files.${list}`)}-${day}`;
    return streamDownload({ table, format, locale, fileName, sheetName: t(`export.sheets.${list}`) }, request.signal);
  },
);
