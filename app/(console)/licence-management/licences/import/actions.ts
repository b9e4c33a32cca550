"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import * as licences from "@/lib/licences/commands-import";
import { readSource } from "@/lib/licences/csv-source";
import { importSchema, importSourceSchema } from "@/lib/licences/schema";

export const previewLicences = defineAction(
  { name: "licences.preview-import", permission: "licences:write", input: importSourceSchema },
  async ({ input }) => licences.previewImport(await readSource(input)),
);

export const importLicences = defineAction(
  { name: "licences.import", permission: "licences:write", input: importSchema },
  async ({ input, account }) => {
    const text = await readSource(input);
    const imported = await licences.importLicences(account, {
      ...{ text, expected: input.expected },
      takesRepeated: input.takesRepeated === "yes",
    });
    revalidatePath("/licence-management/licences");
    return imported;
  },
);
