/**
 * Codes that a run, or a portal's part of it, can end with or write to its log, beside those of Graph (`graphErrorCodes`). Each is
 * the key of a text and a remedy in the messages under `import.log`.
 */
export const importLogCodes = [
  // the run
  "run-taken-over",
  "unexpected",
  "run-abandoned",
  "all-portals-failed",
  "no-portals",
  "run-cancelled",
  "recalculated",
  "missed-start-made-up",
  "old-runs-deleted",
  "no-old-runs",
  // a portal: what was read
  "second-credential-took-over",
  "portal-waits",
  "portal-taken-over",
  "portal-started",
  "tenant-read",
  "users-read",
  "wait-asked-for",
  "wait-and-retry",
  "token-renewed",
  "retries-not-listed",
  "portal-imported",
  "duplicate-users",
  "no-user-count",
  "user-count-differs",
  "consumption-differs",
  "no-subscriptions",
  "no-groups",
  "read-restarted",
  // a portal: why nothing was changed
  "incomplete-read",
  "implausible-drop-users",
  "implausible-drop-assignments",
  "implausible-drop-skus",
  "superseded",
  "portal-deleted",
  "portal-abandoned",
  "portal-without-credential",
  "credential-other-key",
  "credential-damaged",
] as const;
