import { config } from "@/lib/config";
import type { RunPortalStatus } from "@/lib/db/generated/enums";
import { pool, withConnection } from "@/lib/db/pool";
import { createGraphClient } from "@/lib/graph/client";
import type { RunContext } from "@/lib/jobs/execute";
import { writeClaimedLogLine } from "@/lib/jobs/journal";
import { FencedError } from "@/lib/jobs/runs";
import { promoteWhenEnded } from "@/lib/portals/roll-over";
import { openConnection } from "@/lib/portals/secrets";
import { readExcludedSkuIds } from "./excluded-skus";
import { describeFailure } from "./failure";
import { emptyLedger, enterRequest, type ImportLedger } from "./ledger";
import { type LiveLedger, openLiveLedger, type PortalEntry } from "./live-ledger";
import { findConsumptionDifferences, mergeImport } from "./merge";
import { readTenant, readUsers } from "./read";
import { hashSalt } from "./row-hash";
import { openStaging } from "./staging";
import { waitForTurn } from "./turn";

export type ImportedPortal = { id: string; name: string };
export type PortalProgress = (usersRead: number, usersCounted: number | null) => Promise<void>;

/**
 * Imports one portal: all of it, or nothing of it. Its failure is written down and returned, never thrown, so that it
 * stops no other portal; only what concerns the whole run (fence, abort, database away) is thrown.
 */
export async function importPortal(
  context: RunContext,
  portal: ImportedPortal,
  onProgress: PortalProgress,
): Promise<RunPortalStatus> {
  const { claim, signal } = context;
  const ledger = emptyLedger();
  const startedMs = performance.now();
  const live = openLiveLedger(claim, portal.id, ledger);
  await waitForTurn(context, portal.id, (runId) =>
    writeClaimedLogLine(claim, { level: "info", code: "portal-waits", portalId: portal.id, params: { run: runId } }),
  );
  try {
    await live.say({ level: "info", code: "portal-started" });
    const hasWarnings = await readAndMerge(context, portal, ledger, live, onProgress);
    ledger.durationMs = Math.round(performance.now() - startedMs);
    await live.say({
      level: "info",
      code: "portal-imported",
      params: { users: ledger.usersRead, licences: ledger.skusRead, pages: ledger.userPages },
    });
    await live.end();
    const status = hasWarnings ? "succeeded_with_warnings" : "succeeded";
    await setPortalStatus(context, portal.id, status, null, ledger);
    return status;
  } catch (error) {
    await live.end();
    if (error instanceof FencedError || signal.aborted) throw error;
    ledger.durationMs = Math.round(performance.now() - startedMs);
    const failure = describeFailure(error, portal);
    if (!failure) throw error;
    // The status first: only the holder of the claim gets past it, and nobody else writes into the log.
    await setPortalStatus(context, portal.id, failure.status, failure.entry.code, { ...ledger, ...failure.ledger });
    await live.say(failure.entry);
    return failure.status;
  }
}

/** @returns whether something has to be said beside success */
async function readAndMerge(
  { claim, signal }: RunContext,
  portal: ImportedPortal,
  ledger: ImportLedger,
  live: LiveLedger,
  onProgress: PortalProgress,
): Promise<boolean> {
  const { say } = live;
  const settings = config();
  if (await promoteWhenEnded(portal.id, new Date())) await say({ level: "info", code: "second-credential-took-over" });
  const connection = await openConnection(portal.id);
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
    const excludedSkuIds = await readExcludedSkuIds(portal.id, data.skus, readAt);
    ledger.skusExcluded = data.skus.filter((sku) => excludedSkuIds.has(sku.skuId)).length;
    return await withConnection(async (database) => {
      const staging = await openStaging(database, {
        portalId: portal.id,
        salt: hashSalt(excludedSkuIds),
        excludedSkuIds,
      });
      await readUsers(client, staging, ledger, {
        say,
        onPage: (read, counted) => {
          live.touch();
          return onProgress(read, counted);
        },
      });
      signal.throwIfAborted();
      const written = await mergeImport(database, data, {
        claim,
        portalId: portal.id,
        readAt,
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
      for (const difference of await findConsumptionDifferences(database, portal.id)) {
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

/** Writes how a portal ended, only while the claim is ours, and lets nobody take it before it has written. */
async function setPortalStatus(
  { claim }: RunContext,
  portalId: string,
  status: RunPortalStatus,
  errorCode: string | null,
  ledger: object,
): Promise<void> {
  const { rowCount } = await pool().query(
    `with fence as (select 1 from run where id = $1 and claim_token = $6 and status = 'running' for share)
     update run_portal set status = $3::run_portal_status, error_code = $4, ledger = $5, ended_at = now()
     where run_id = $1 and portal_id = $2 and exists (select from fence)`,
    [claim.runId, portalId, status, errorCode, JSON.stringify(ledger), claim.claimToken],
  );
  if (!rowCount) throw new FencedError(claim.runId);
}
