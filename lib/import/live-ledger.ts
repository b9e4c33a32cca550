import { pool } from "@/lib/db/pool";
import type { GraphRetryEvent } from "@/lib/graph/client";
import { type LogEntry, writePortalLogLine } from "@/lib/jobs/journal";
import { log } from "@/lib/log";
import type { PortalClaim } from "./claims";
import type { ImportLedger } from "./ledger";

/** A person sees no faster, and 200 portals at once must not keep the database busy. */
const WRITE_EVERY_MS = 700;
/** Repetitions told one by one; the others are summed up in one line. */
const RETRY_LINES_MAX = 50;

export type PortalEntry = Omit<LogEntry, "portalId">;

/** Shows an import while it reads. */
export type LiveLedger = {
  /** The ledger has changed; it is written soon, together with what changes until then. */
  touch(): void;
  /** Adds a line to the log. Lines stand in the order in which they were said. */
  say(entry: PortalEntry): Promise<void>;
  sayRetry(event: GraphRetryEvent): void;
  /** Waits for what is under way; nothing is written any more. Idempotent. */
  end(): Promise<void>;
};

/**
 * Writes the ledger as reading goes on, fenced by the claim. What goes wrong here is not the import's failure: the next write
 * follows, and whether the claim is still ours the merge decides.
 */
export function openLiveLedger(claim: PortalClaim, ledger: ImportLedger): LiveLedger {
  const { runId, portalId } = claim;
  const startedMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  let hasEnded = false;
  const unlisted = { count: 0, waitedMs: 0 };
  let retryLines = 0;

  const inTurn = (work: () => Promise<unknown>) => {
    last = last.then(work).then(
      () => undefined,
      (error: unknown) => log.warn({ err: error, runId, portalId }, "progress of an import was not written"),
    );
    return last;
  };
  const write = () => {
    timer = undefined;
    ledger.durationMs = Math.round(performance.now() - startedMs);
    return inTurn(() =>
      pool().query(
        // Never waits: an import must not stand still because somebody else holds the row that shows it.
        `with free as (select run_id, portal_id from run_portal where run_id = $1 and portal_id = $2 and status = 'running'
                       for no key update skip locked)
         update run_portal x set ledger = $3 from free where x.run_id = free.run_id and x.portal_id = free.portal_id
           and exists (select from import_claim c join run r on r.id = c.run_id where c.token = $4 and r.status = 'running')`,
        [runId, portalId, JSON.stringify({ ...ledger, requestIds: [] }), claim.token],
      ),
    );
  };
  const say = (entry: PortalEntry) => inTurn(() => writePortalLogLine(claim, entry));

  return {
    touch() {
      if (!hasEnded) timer ??= setTimeout(write, WRITE_EVERY_MS);
    },
    say,
    sayRetry(event) {
      retryLines += 1;
      if (retryLines <= RETRY_LINES_MAX) void say(describeRetry(event));
      else {
        unlisted.count += 1;
        unlisted.waitedMs += event.waitMs;
      }
    },
    async end() {
      clearTimeout(timer);
      if (!hasEnded && unlisted.count > 0) {
        const params = { count: unlisted.count, seconds: inSeconds(unlisted.waitedMs) };
        void say({ level: "info", code: "retries-not-listed", params });
      }
      hasEnded = true;
      await last;
    },
  };
}

const inSeconds = (ms: number) => Math.round(ms / 100) / 10;

/** Why a request is sent once more, and how long Microsoft, or we, let it wait. */
export function describeRetry({ error, waitMs }: GraphRetryEvent): PortalEntry {
  const isAskedFor = error.retryAfterMs !== undefined;
  const code =
    waitMs === 0 && error.status === 401 ? "token-renewed" : isAskedFor ? "wait-asked-for" : "wait-and-retry";
  return {
    level: "info",
    code,
    params: { seconds: inSeconds(waitMs), status: error.status ?? 0 },
    microsoftCode: error.microsoftCode ?? null,
    requestId: error.requestId ?? null,
  };
}
