import { recalculate } from "@/lib/compliance/recalculate";
import type { RunKind } from "@/lib/db/generated/enums";
import { importPortals } from "@/lib/import/run";
import type { RunBody } from "@/lib/jobs/execute";
import { refreshCatalogue } from "@/lib/portals/run-catalogue";
import { deleteOldRuns } from "@/lib/server-tasks/retention";
import { readCatalogueAddress, readRetentionSettings } from "@/lib/server-tasks/settings";

const recalculateNow: RunBody = (context) => recalculate(context, new Date());

/** What each kind of run does. A kind without a body does not compile. */
export const runBodies: Record<RunKind, RunBody> = {
  import: importPortals,
  recalculation: recalculateNow,
  // Recalculates even where a portal failed: the others brought news, and the failed one's last good data still hold.
  full_recalculation: async (context) => {
    const imported = await importPortals(context);
    await recalculateNow(context);
    return imported;
  },
  catalogue_refresh: async (context) => refreshCatalogue(context, await readCatalogueAddress()),
  retention: async (context) => deleteOldRuns(context, await readRetentionSettings()),
};
