// What a connection test says, step by step. Plain data: it travels to the browser as it is made, and stands in portal.test_report.

/** In the order in which they run. The last three concern rights that an import can do without. */
export const connectionSteps = [
  "resolve",
  "token",
  "tenant",
  "roles",
  "organisation",
  "licences",
  "users",
  "subscriptions",
  "groups",
  "sign-in-activity",
] as const;
export type ConnectionStep = (typeof connectionSteps)[number];

/** What a step can say beside the codes of GraphError; each is the key of a text in the messages under `connectionTest.codes`. */
export const connectionCodes = [
  // the way there
  "reached-by-proxy",
  "certificate-untrusted",
  // what stands in the way: `params.detail` beside the code "unreachable"
  "host-not-found",
  "connection-refused",
  "connection-timed-out",
  "connection-failed",
  // the token
  "not-readable",
  "tenant-resolved",
  "tenant-differs",
  "permissions-write",
  "no-subscription-dates",
  // what could be read
  "organisation-read",
  "licences-read",
  "users-counted",
  "users-read",
  "subscriptions-read",
  "groups-read",
  "sign-in-activity-read",
] as const;
export type ConnectionCode = (typeof connectionCodes)[number];

export type StepResult = {
  step: ConnectionStep;
  /**
   * warning: an import works, but something is missing or more than needed; skipped: an earlier step has to pass first, or, with
   * a code, the tenant does not let us and an import can do without
   */
  state: "passed" | "warning" | "failed" | "skipped";
  /** null: nobody was asked */
  durationMs: number | null;
  /** Our stable code, key of its text; null where there is nothing to say beside the state. */
  code: string | null;
  params: Record<string, string | number>;
  microsoftCode: string | null;
  microsoftMessage: string | null;
  requestId: string | null;
};

/** A SKU that the tenant subscribes to. */
export type SubscribedSku = {
  skuId: string;
  partNumber: string;
  /** User or Company */
  appliesTo: string;
  capabilityStatus: string;
  /** enabled and warning units together */
  units: number;
  consumedUnits: number;
};

/** One Graph application permission that Seatwise can use. */
export type PermissionFinding = {
  /** as Microsoft spells it, such as User.Read.All */
  permission: string;
  /**
   * granted · substituted by another one that was granted · missing · excess: granted, and not needed (`isWrite`: it would
   * even let the holder change the tenant)
   */
  state: "granted" | "substituted" | "missing" | "excess";
  /** what it unlocks, as key of a text; null for an excess one */
  unlocks: "users" | "licences" | "groups" | "sign-in-activity" | null;
  isRequired: boolean;
  isWrite: boolean;
  /** with "substituted" */
  by: string | null;
  /** what stays closed although it is substituted */
  lacks: "subscription-dates" | null;
};

export type ConnectionReport = {
  /** ISO 8601, UTC */
  at: string;
  outcome: "passed" | "warning" | "failed";
  steps: StepResult[];
  /** as the token says; null: no token, or one that cannot be read */
  roles: string[] | null;
  permissions: PermissionFinding[];
  organisation: { tenantId: string; displayName: string | null; defaultDomain: string | null } | null;
  /** null: could not be read */
  skus: SubscribedSku[] | null;
};

/** One line of the stream (NDJSON) that a running test answers with. */
export type ConnectionEvent =
  | { type: "started"; step: ConnectionStep }
  | { type: "finished"; result: StepResult }
  | { type: "done"; report: ConnectionReport };
