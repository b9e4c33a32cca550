import { getLocale } from "next-intl/server";
import { defineRoute } from "@/lib/actions/define-route";
import { buildTemplate } from "@/lib/licences/csv";

/** A file to fill in, with the columns in the person's language. */
export const GET = defineRoute({ permission: "licences:write" }, async () => {
  const isGerman = (await getLocale()).startsWith("de");
  return new Response(buildTemplate(isGerman ? "de" : "en"), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${isGerman ? "lizenzen" : "licences"}.csv"`,
      "cache-control": "no-store",
    },
  });
});
