import { describe, expect, it } from "vitest";
import { type ConnectionStep, connectionSteps, type StepResult } from "@/lib/graph/connection-report";
import { describeFailure, isPointless, outcomeOf, type Said, toResult } from "@/lib/graph/connection-steps";
import { GraphError } from "@/lib/graph/errors";

/** Goes through all steps as a test does; the steps that were carried out. */
function walk(said: Partial<Record<ConnectionStep, Said>>): ConnectionStep[] {
  const results: StepResult[] = [];
  for (const step of connectionSteps) {
    const isSkipped = isPointless(step, results);
    results.push(toResult(step, isSkipped ? { state: "skipped" } : (said[step] ?? {}), isSkipped ? null : 1));
  }
  return results.filter(({ durationMs }) => durationMs !== null).map(({ step }) => step);
}

const failed = (code: Said["code"], params: Said["params"] = {}): Said => ({ state: "failed", code, params });
const graphError = (code: GraphError["code"], more: Partial<GraphError> = {}) =>
  new GraphError({ kind: "graph-reported", code, isTransient: false, service: "graph", ...more });

describe("what is left to learn", () => {
  it("is everything as long as all is well", () => {
    expect(walk({})).toEqual(connectionSteps);
  });

  it.each<[why: string, said: Partial<Record<ConnectionStep, Said>>, carriedOut: string]>([
    ["no way to Entra", { resolve: failed("host-not-found", { service: "entra" }) }, "resolve"],
    ["no way to Graph", { resolve: failed("connection-refused", { service: "graph" }) }, "resolve token tenant roles"],
    ["no token", { token: failed("secret-wrong") }, "resolve token"],
    ["another tenant", { tenant: failed("tenant-differs") }, "resolve token tenant roles"],
    [
      "another tenant, as only Graph can tell",
      { organisation: failed("tenant-differs") },
      "resolve token tenant roles organisation",
    ],
    ["no consent at all", { roles: failed("consent-missing") }, "resolve token tenant roles"],
    [
      "Graph does not take the token",
      { organisation: failed("token-rejected") },
      "resolve token tenant roles organisation",
    ],
    [
      "Graph wants to be left alone",
      { licences: failed("throttled") },
      "resolve token tenant roles organisation licences",
    ],
    [
      "a step without which can be done took too long",
      { subscriptions: { state: "warning", code: "timed-out" } },
      "resolve token tenant roles organisation licences users subscriptions",
    ],
  ])("stops with: %s", (_, said, carriedOut) => {
    expect(walk(said)).toEqual(carriedOut.split(" "));
  });

  it.each<[why: string, said: Partial<Record<ConnectionStep, Said>>]>([
    ["one right is missing", { roles: failed("permission-missing") }],
    ["a token that cannot be read", { tenant: { state: "warning" }, roles: { state: "warning" } }],
    ["one part of Graph is down", { organisation: failed("service-unavailable") }],
    ["one part is closed", { licences: failed("permission-missing") }],
    ["an extra is closed", { groups: { state: "skipped", code: "permission-missing" } }],
  ])("goes on with: %s", (_, said) => {
    expect(walk(said)).toEqual(connectionSteps);
  });

  it("is nothing of sign-ins where no user can be read", () => {
    expect(walk({ users: failed("permission-missing") })).not.toContain("sign-in-activity");
  });
});

describe("a failure", () => {
  it("fails what an import needs, warns of the rest, and only mentions what is withheld", () => {
    const state = (step: ConnectionStep, code: GraphError["code"]) => describeFailure(step, graphError(code)).state;
    expect(state("users", "permission-missing")).toBe("failed");
    expect(state("groups", "permission-missing")).toBe("skipped");
    expect(state("sign-in-activity", "premium-required")).toBe("skipped");
    expect(state("subscriptions", "service-unavailable")).toBe("warning");
  });

  it("keeps Microsoft's words and names what to do about it [S71]", () => {
    const words = { microsoftCode: "Authorization_RequestDenied", microsoftMessage: "No.", requestId: "r-1" };
    expect(describeFailure("users", graphError("permission-missing", words))).toEqual({
      ...words,
      state: "failed",
      code: "permission-missing",
      params: { permission: "User.Read.All" },
    });
    const token = graphError("secret-wrong", { aadstsCode: 7000215, microsoftCode: "invalid_client" });
    expect(describeFailure("token", token)).toMatchObject({ microsoftCode: "AADSTS7000215" });
    const busy = describeFailure("users", graphError("throttled", { retryAfterMs: 1_200 }));
    expect(busy.params).toEqual({ seconds: 2 });
  });
});

it("as a whole is the worst of its steps; what was skipped counts for nothing", () => {
  const of = (...states: StepResult["state"][]) => outcomeOf(states.map((state) => toResult("users", { state }, 1)));
  expect(of("passed", "skipped")).toBe("passed");
  expect(of("passed", "warning")).toBe("warning");
  expect(of("warning", "failed", "skipped")).toBe("failed");
});
