import { config } from "@/lib/config";
import type { RunPortalStatus } from "@/lib/db/generated/enums";
import { withConnection } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { createGraphClient } from "@/lib/graph/client";
import { count } from "@/lib/health/counters";
import { FencedError } from "@/lib/jobs/runs";
import { readReconnection } from "@/lib/portals/reconnect";
import { promoteWhenEnded } from "@/lib/portals/roll-over";
import { openConnection } from "@/lib/portals/secrets";
import { finishPortal, type PortalClaim } from "./claims";
import { countsOf } from "./counts";
import { readExcludedSkuIds } from "./excluded-skus";
import { describeFailure } from "./failure";
import { emptyLedger, enterRequest, type ImportLedger } from "./ledger";
import { type LiveLedger, openLiveLedger, type PortalEntry } from "./live-ledger";
import { findConsumptionDifferences, mergeImport } from "./merge";
import { readTenant, readUsers } from "./read";
import { openStaging } from "./staging";

/** How often workers may end while they import a portal before it fails instead of taking a further one down. */
const MAX_ATTEMPTS = 5;

/**
 * Imports the portal that is claimed: all of it, or nothing of it. Its failure is written down, never thrown, so that it
 * stops no other portal; only what concerns the worker (fence, abort, database away) is thrown.
 */
export async function importPortal(claim: PortalClaim, signal: AbortSignal): Promise<void> {
  const ledger = emptyLedger();
  const startedMs = performance.now();
  const live = openLiveLedger(claim, ledger);
  try {
    if (claim.attempts > 1) {
      await live.say({ level: "warning", code: "portal-taken-over", params: { attempt: claim.attempts } });
    }
    if (claim.attempts > MAX_ATTEMPTS) {
      throw new AppError("portal-abandoned", { params: { attempts: claim.attempts - 1 } });
    }
    await live.say({ level: "info", code: "portal-started" });
    const hasWarnings = await readAndMerge(claim, signal, ledger, live);
    ledger.durationMs = Math.round(performance.now() - startedMs);
    await live.say({
      level: "info",
      code: "portal-imported",
      params: { users: ledger.usersRead, licences: ledger.skusRead, pages: ledger.userPages },
    });
    await live.end();
    await end(claim, hasWarnings ? "succeeded_with_warnings" : "succeeded", null, ledger);
  } catch (error) {
    if (error instanceof FencedError || signal.aborted) {
      await live.end();
      throw error;
    }
    ledger.durationMs = Math.round(performance.now() - startedMs);
    const failure = describeFailure(error, { id: claim.portalId });
    if (failure) await live.say(failure.entry);
    await live.end();
    if (!failure) throw error;
    const { status, entry } = failure;
    await end(claim, status, entry.code, { ...ledger, ...failure.ledger });
  }
}

async function end(
  claim: PortalClaim,
  status: RunPortalStatus,
  errorCode: string | null,
  ledger: ImportLedger,
): Promise<void> {
  await finishPortal(claim, { status, errorCode, ledger });
  await count(countsOf(status, ledger));
}

/** @returns whether something has to be said beside success */
async function readAndMerge(
  claim: PortalClaim,
  signal: AbortSignal,
  ledger: ImportLedger,
  live: LiveLedger,
): Promise<boolean> {
  const { portalId } = claim;
  const { say } = live;
  const settings = config();
  if (await promoteWhenEnded(portalId, new Date())) await say({ level: "info", code: "second-credential-took-over" });
  const reconnectedAt = await readReconnection(portalId);
  const connection = await openConnection(portalId);
  const client = createGraphClient(connection, {
    signal,
    settings: { ...settings.graph, globalCloud: settings.globalCloud },
    onRequest: (request) => {
      enterRequest(ledger, request);
      live.touch();
    },
    onRetry: live.sayRetry,
  });
  try {
    const readAt = new Date();
    const data = await readTenant(client, ledger);
    await say({
      level: "info",
      code: "tenant-read",
      params: { name: data.organisation.displayName ?? "", licences: ledger.skusRead },
    });
    // Only now: the rule for free SKUs is about part numbers, which the tenant gives.
    const excludedSkuIds = await readExcludedSkuIds(portalId, data.skus, readAt);
    ledger.skusExcluded = data.skus.filter((sku) => excludedSkuIds.has(sku.skuId)).length;
    return await withConnection(async (database) => {
      const staging = await openStaging(database, {
        portalId,
        skuIds: data.skus.map(({ skuId }) => skuId),
        excludedSkuIds,
      });
      await readUsers(client, staging, ledger, {
        say,
        onPage: () => live.touch(),
      });
      signal.throwIfAborted();
      const written = await mergeImport(database, data, {
        claim,
        readAt,
        reconnectedAt,
        usersRead: ledger.usersRead,
        excludedSkuIds: [...excludedSkuIds],
        dropLimitPercent: settings.import.dropLimitPercent,
      });
      Object.assign(ledger, written);
      let warnings = 0;
      const warn = async (entry: Omit<PortalEntry, "level">) => {
        warnings += 1;
        await say({ level: "warning", ...entry });
      };
      if (ledger.duplicateUsers > 0) await warn({ code: "duplicate-users", params: { count: ledger.duplicateUsers } });
      if (ledger.usersCounted === null) await say({ level: "info", code: "no-user-count" });
      else if (ledger.usersCounted !== ledger.usersRead) {
        await warn({ code: "user-count-differs", params: { read: ledger.usersRead, counted: ledger.usersCounted } });
      }
      for (const difference of await findConsumptionDifferences(database, portalId)) {
        await say({ level: "info", code: "consumption-differs", params: difference });
      }
      for (const part of ["subscriptions", "groups"] as const) {
        const read = data[part];
        if ("items" in read) continue;
        const { microsoftCode, requestId } = read.unavailable;
        await say({ level: "info", code: `no-${part}`, microsoftCode, requestId });
      }
      return warnings > 0;
    }, signal);
  } finally {
    await client.close();
  }
}
