import type { LogLevel } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";

export type LogEntry = {
  level: LogLevel;
  /** key of its text: under `import.log`, or `graphErrors` for what Graph and Entra answered */
  code: string;
  portalId?: string | null;
  /** values for the text; never a secret */
  params?: Record<string, string | number>;
  microsoftCode?: string | null;
  microsoftMessage?: string | null;
  requestId?: string | null;
};

/** Adds a line to a run's log, which people read in the server monitor. */
export async function writeLogLine(runId: number, entry: LogEntry): Promise<void> {
  await insertLine(runId, entry, {});
}

/** The same, for whoever carries the run out: writes nothing once the claim is lost. */
export async function writeClaimedLogLine(
  claim: { runId: number; claimToken: string },
  entry: LogEntry,
): Promise<void> {
  await insertLine(claim.runId, entry, { run: claim.claimToken });
}

/** The same, for whoever imports a portal: writes nothing once its claim (`import_claim`) is lost or the run has ended. */
export async function writePortalLogLine(
  claim: { runId: number; portalId: string; token: string },
  entry: Omit<LogEntry, "portalId">,
): Promise<void> {
  await insertLine(claim.runId, { ...entry, portalId: claim.portalId }, { portal: claim.token });
}

async function insertLine(runId: number, entry: LogEntry, fence: { run?: string; portal?: string }): Promise<void> {
  await pool().query(
    `insert into log_line (run_id, portal_id, level, code, params, microsoft_code, microsoft_message, request_id)
     select $1, $2, $3::log_level, $4, $5, $6, $7, $8
     where ($9::uuid is null or exists (select from run where id = $1 and claim_token = $9 and status = 'running'))
       and ($10::uuid is null or exists (
         select from import_claim c join run r on r.id = c.run_id where c.token = $10 and r.status = 'running'))`,
    [
      runId,
      entry.portalId ?? null,
      entry.level,
      entry.code,
      JSON.stringify(entry.params ?? {}),
      entry.microsoftCode ?? null,
      entry.microsoftMessage ?? null,
      entry.requestId ?? null,
      fence.run ?? null,
      fence.portal ?? null,
    ],
  );
}
