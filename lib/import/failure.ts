import { randomUUID } from "node:crypto";
import { UnsealError } from "@/lib/crypto/unseal-error";
import { isDatabaseAway } from "@/lib/db/failures";
import type { RunPortalStatus } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { GraphError } from "@/lib/graph/errors";
import type { LogEntry } from "@/lib/jobs/journal";
import { log } from "@/lib/log";
import { ImplausibleDropError, IncompleteReadError, SupersededError } from "./errors";

export type PortalFailure = {
  status: Extract<RunPortalStatus, "failed" | "quarantined" | "superseded">;
  entry: Omit<LogEntry, "portalId">;
  /** further facts for the ledger */
  ledger?: object;
};

/**
 * What became of a portal's import, in a stable code. None of these marks anything as "cannot be synchronised": the data
 * stay and are shown with their age. @returns null when the failure is the whole run's (the database is away)
 */
export function describeFailure(error: unknown, portal: { id: string }): PortalFailure | null {
  if (error instanceof GraphError) {
    return {
      status: "failed",
      entry: {
        level: "error",
        code: error.code,
        microsoftCode: error.microsoftCode ?? (error.aadstsCode ? `AADSTS${error.aadstsCode}` : null),
        microsoftMessage: error.microsoftMessage ?? null,
        requestId: error.requestId ?? null,
      },
    };
  }
  if (error instanceof IncompleteReadError) {
    return {
      status: "failed",
      entry: { level: "error", code: "incomplete-read", params: { read: error.read, counted: error.counted } },
    };
  }
  if (error instanceof ImplausibleDropError) {
    return {
      status: "quarantined",
      entry: {
        level: "warning",
        code: `implausible-drop-${error.drop.what}`,
        params: { before: error.drop.before, after: error.drop.after },
      },
      ledger: { quarantinedCensus: error.census },
    };
  }
  if (error instanceof SupersededError) return { status: "superseded", entry: { level: "info", code: "superseded" } };
  if (error instanceof AppError && error.code === "portal-deleted")
    return { status: "superseded", entry: { level: "info", code: error.code } };
  if (error instanceof AppError)
    return { status: "failed", entry: { level: "error", code: error.code, params: error.params } };
  if (error instanceof UnsealError)
    return { status: "failed", entry: { level: "error", code: `credential-${error.reason}` } };
  if (isDatabaseAway(error)) return null;
  const errorId = randomUUID();
  log.error({ err: error, errorId, portalId: portal.id }, "import of a portal failed");
  return { status: "failed", entry: { level: "error", code: "unexpected", params: { errorId } } };
}
