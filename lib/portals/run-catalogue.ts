import { CatalogueDownloadError, type DownloadOptions, downloadCatalogue } from "@/lib/catalogue/client";
import { type CatalogueList, parseCatalogue } from "@/lib/catalogue/csv";
import { inTransaction, withConnection } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { RunContext } from "@/lib/jobs/execute";
import { type LogEntry, writeLogLine } from "@/lib/jobs/journal";
import { assertFence, type RunOutcome } from "@/lib/jobs/runs";
import { type CatalogueOutcome, takeCatalogue } from "./take-catalogue";

/** More lines are counted, not named. */
const LINES_NAMED_MAX = 20;

/**
 * The body of a refresh of the catalogue: fetches Microsoft's list and takes it over. A list that cannot be had or read changes
 * nothing.
 */
export async function refreshCatalogue(
  { claim, signal, progress }: RunContext,
  address: string,
  options: Omit<DownloadOptions, "signal"> = {},
): Promise<RunOutcome> {
  const say = (entry: LogEntry) => writeLogLine(claim.runId, entry);
  await progress("catalogue", 0, 0);
  await say({ level: "info", code: "catalogue-source", params: { address } });
  let list: CatalogueList;
  try {
    list = parseCatalogue(await downloadCatalogue(address, { ...options, signal }));
  } catch (error) {
    if (signal.aborted) throw error;
    const entry = describeFailure(error);
    if (!entry) throw error;
    await say(entry);
    return { status: "failed", errorCode: entry.code };
  }
  signal.throwIfAborted();
  const outcome = await withConnection(
    (client) =>
      inTransaction(client, async () => {
        const taken = await takeCatalogue(client, list);
        await assertFence(client, claim);
        return taken;
      }),
    signal,
  );
  for (const entry of describeOutcome(outcome)) await say(entry);
  return { status: "succeeded" };
}

/** null: not for people to know, but a bug or a database that is away. */
function describeFailure(error: unknown): LogEntry | null {
  if (error instanceof AppError) return { level: "error", code: error.code, params: error.params };
  if (error instanceof CatalogueDownloadError) {
    return { level: "error", code: error.code, microsoftCode: error.detail };
  }
  return null;
}

function describeOutcome({ skus, servicePlans, renamed, skipped }: CatalogueOutcome): LogEntry[] {
  const entries: LogEntry[] = [
    { level: "info", code: "catalogue-refreshed", params: { ...skus, servicePlans: servicePlans.created } },
  ];
  if (renamed.licences > 0) entries.push({ level: "info", code: "catalogue-renamed", params: renamed });
  if (skipped.length > 0) {
    const named = skipped.slice(0, LINES_NAMED_MAX).map(({ line }) => line);
    const lines = named.join(", ") + (skipped.length > named.length ? ", …" : "");
    entries.push({ level: "info", code: "catalogue-lines-skipped", params: { count: skipped.length, lines } });
  }
  return entries;
}
