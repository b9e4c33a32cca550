import type { ConnectionCode, ConnectionReport, ConnectionStep, StepResult } from "./connection-report";
import type { GraphError, GraphErrorCode } from "./errors";

/** What a step has to say; what is missing is as good as null. */
export type Said = Partial<Omit<StepResult, "step" | "durationMs" | "code">> & {
  code?: ConnectionCode | GraphErrorCode;
};

const graphSteps: readonly ConnectionStep[] = [
  "organisation",
  "licences",
  "users",
  "subscriptions",
  "groups",
  "sign-in-activity",
];
const optionalSteps: readonly ConnectionStep[] = ["subscriptions", "groups", "sign-in-activity"];

/** Whatever Graph is asked next, it would end in the same way. */
const endsGraph: readonly string[] = [
  "unreachable",
  "timed-out",
  "connection-cut",
  "server-untrusted",
  "redirected",
  "unreadable-success",
  "unreadable-failure",
  "token-rejected",
  "app-not-in-tenant",
  "access-blocked",
  "endpoint-wrong",
  "throttled",
] satisfies GraphErrorCode[];

/** Whether an earlier step came to something that leaves nothing to learn from this one. */
export function isPointless(step: ConnectionStep, results: readonly StepResult[]): boolean {
  const of = (name: ConnectionStep) => results.find((result) => result.step === name);
  const hasFailed = (name: ConnectionStep) => of(name)?.state === "failed";
  const isGraph = graphSteps.includes(step);
  if (step === "resolve") return false;
  if (hasFailed("resolve") && (isGraph || of("resolve")?.params.service === "entra")) return true;
  if (step === "token") return false;
  if (of("token")?.state !== "passed") return true;
  if (!isGraph) return false;
  // The data of another tenant are none of ours.
  if (results.some(({ code }) => code === "tenant-differs") || of("roles")?.code === "consent-missing") return true;
  if (step === "sign-in-activity" && hasFailed("users")) return true;
  return results.some((result) => graphSteps.includes(result.step) && endsGraph.includes(result.code ?? ""));
}

/** The permission that opens what a step reads; Graph does not say which one it misses. */
const permissionOf: Partial<Record<ConnectionStep, string>> = {
  organisation: "Organization.Read.All",
  licences: "Organization.Read.All",
  users: "User.Read.All",
  subscriptions: "Organization.Read.All",
  groups: "GroupMember.Read.All",
  "sign-in-activity": "AuditLog.Read.All",
};

/** What a failure means to the step: an import can do without some of them. */
export function describeFailure(step: ConnectionStep, error: GraphError): Said {
  const isOptional = optionalSteps.includes(step);
  const isWithheld = error.code === "permission-missing" || error.code === "premium-required";
  return {
    state: !isOptional ? "failed" : isWithheld ? "skipped" : "warning",
    code: error.code,
    params: {
      ...(error.code === "permission-missing" ? { permission: permissionOf[step] ?? "" } : {}),
      ...(error.code === "throttled" ? { seconds: Math.ceil((error.retryAfterMs ?? 0) / 1_000) } : {}),
      ...(error.networkCode ? { reason: error.networkCode } : {}),
    },
    microsoftCode: error.aadstsCode === undefined ? (error.microsoftCode ?? null) : `AADSTS${error.aadstsCode}`,
    microsoftMessage: error.microsoftMessage ?? null,
    requestId: error.requestId ?? null,
  };
}

export function toResult(step: ConnectionStep, said: Said, durationMs: number | null): StepResult {
  return {
    step,
    state: said.state ?? "passed",
    durationMs,
    code: said.code ?? null,
    params: said.params ?? {},
    microsoftCode: said.microsoftCode ?? null,
    microsoftMessage: said.microsoftMessage ?? null,
    requestId: said.requestId ?? null,
  };
}

/** Failed: an import would fail. */
export function outcomeOf(results: readonly StepResult[]): ConnectionReport["outcome"] {
  if (results.some(({ state }) => state === "failed")) return "failed";
  return results.some(({ state }) => state === "warning") ? "warning" : "passed";
}
