import { describe, expect, it } from "vitest";
import { GraphError, graphErrorCodes } from "@/lib/graph/errors";
import { parseJson, readGraphFailure, readTokenFailure, unreadableSuccess } from "@/lib/graph/failures";
import { exchangeOf } from "./exchange";

const now = new Date("2026-11-24T08:00:00Z");
const graph = (status: number, code: string, more: Record<string, unknown> = {}, headers = {}) =>
  readGraphFailure(exchangeOf(status, { error: { code, message: "Text of Microsoft.", ...more } }, headers), now);
const token = (status: number, aadsts: number | null, error = "invalid_client", more = {}) =>
  readTokenFailure(
    exchangeOf(status, {
      error,
      error_description: `AADSTS${aadsts}: No.\r\nTrace ID: t`,
      ...(aadsts === null ? { error_description: "No." } : { error_codes: [aadsts] }),
      ...more,
    }),
    ["top-secret-value"],
    now,
  );

it("gives every code once, in a form that can be a key of messages", () => {
  expect(new Set(graphErrorCodes).size).toBe(graphErrorCodes.length);
  for (const code of graphErrorCodes) expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
});

describe("an error of Graph", () => {
  it.each([
    [400, "Request_BadRequest", "request-rejected", false],
    [400, "Request_UnsupportedQuery", "request-rejected", false],
    [400, "Directory_ExpiredPageToken", "page-token-expired", true],
    [401, "InvalidAuthenticationToken", "token-rejected", false],
    [401, "Authorization_IdentityNotFound", "app-not-in-tenant", false],
    [403, "Authorization_RequestDenied", "permission-missing", false],
    [403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "premium-required", false],
    [403, "accessDenied", "access-blocked", false],
    [403, "", "permission-missing", false],
    [404, "Request_ResourceNotFound", "object-not-found", false],
    [404, "BadRequest", "endpoint-wrong", false],
    [418, "Teapot", "graph-reported", false],
    [429, "TooManyRequests", "throttled", true],
    [429, "", "throttled", true],
    [503, "serviceNotAvailable", "service-unavailable", true],
    [500, "UnknownError", "service-unavailable", true],
    [501, "NotImplemented", "request-rejected", false],
  ])("%i %s means %s", (status, microsoftCode, code, isTransient) => {
    expect(graph(status, microsoftCode)).toMatchObject({ code, isTransient, status, service: "graph" });
  });

  it("keeps Microsoft's words and ids [S71]", () => {
    const ids = { "request-id": "r-1", "client-request-id": "c-1" };
    expect(graph(403, "Authorization_RequestDenied", {}, ids)).toMatchObject({
      kind: "graph-reported",
      microsoftCode: "Authorization_RequestDenied",
      microsoftMessage: "Text of Microsoft.",
      requestId: "r-1",
      clientRequestId: "c-1",
    });
    expect(graph(403, "x", { innererror: ids })).toMatchObject({ requestId: "r-1", clientRequestId: "c-1" });
  });

  it("looks into inner errors, in both spellings", () => {
    const innerError = { innererror: { code: "Directory_ExpiredPageToken", message: "Too late." } };
    expect(graph(400, "", { message: "", innerError })).toMatchObject({
      kind: "incomplete",
      code: "page-token-expired",
      microsoftCode: "Directory_ExpiredPageToken",
      microsoftMessage: "Too late.",
    });
  });

  it("does not fail over an error whose members are of other types", () => {
    const odd = exchangeOf(403, { error: { code: 7, message: null, innerError: "text", innererror: { code: [] } } });
    expect(readGraphFailure(odd, now)).toMatchObject({ kind: "graph-reported", code: "permission-missing" });
  });

  it.each([
    ["HTML", exchangeOf(502, "<html>"), "unreadable-failure"],
    ["nothing", exchangeOf(503, ""), "unreadable-failure"],
    ["other JSON", exchangeOf(500, { message: "no" }), "unreadable-failure"],
    ["JSON that says it is HTML", exchangeOf(403, '{"error":{"code":"accessDenied"}}'), "unreadable-failure"],
    ["a redirect", exchangeOf(302, "", { location: "https://portal.example" }), "redirected"],
  ])("takes %s for an unreadable failure, which blames nobody", (_, exchange, code) => {
    const failure = readGraphFailure(exchange, now);
    expect(failure).toMatchObject({ kind: "unreadable-failure", code, isTransient: true });
    expect(failure.microsoftMessage).toBeUndefined();
  });

  it("measures Retry-After by the clock of the server", () => {
    const headers = { "retry-after": "Tue, 24 Nov 2026 09:00:30 GMT", date: "Tue, 24 Nov 2026 09:00:00 GMT" };
    expect(graph(429, "TooManyRequests", {}, headers).retryAfterMs).toBe(30_000);
  });
});

describe("a refusal of Entra", () => {
  it.each([
    [401, 7000215, "secret-wrong", false],
    [401, 7000222, "secret-expired", false],
    [400, 700016, "app-not-found", false],
    [401, 7000112, "app-disabled", false],
    [400, 90002, "tenant-not-found", false],
    [400, 900023, "tenant-invalid", false],
    [400, 900382, "cloud-mismatch", false],
    [400, 500011, "cloud-mismatch", false],
    [401, 700027, "certificate-not-registered", false],
    [401, 50012, "certificate-mismatch", false],
    [401, 700024, "clock-skewed", false],
    [401, 53003, "access-blocked", false],
    [400, 65001, "consent-missing", false],
    [429, 90055, "throttled", true],
    [503, 90033, "service-unavailable", true],
    [401, 1, "credential-rejected", false],
  ])("%i AADSTS%i means %s", (status, aadstsCode, code, isTransient) => {
    expect(token(status, aadstsCode)).toMatchObject({ kind: "token", code, isTransient, aadstsCode, service: "entra" });
  });

  it.each([
    [400, "unauthorized_client", "app-not-found", false],
    [400, "something_new", "token-refused", false],
    [400, "temporarily_unavailable", "service-unavailable", true],
    [500, "something_new", "service-unavailable", true],
  ])("%i %s without a number means %s", (status, error, code, isTransient) => {
    expect(token(status, null, error)).toMatchObject({ code, isTransient, microsoftCode: error });
  });

  it("finds the number in the text when there is no list", () => {
    expect(token(401, 7000222, "invalid_client", { error_codes: null }).code).toBe("secret-expired");
  });

  it("keeps trace and correlation id, and Microsoft's text as one line", () => {
    expect(token(401, 7000215, "invalid_client", { trace_id: "t-1", correlation_id: "c-1" })).toMatchObject({
      requestId: "t-1",
      clientRequestId: "c-1",
      microsoftMessage: "AADSTS7000215: No. Trace ID: t",
    });
  });

  it("takes a repeated secret or token out of the text, and ends it somewhere", () => {
    const jwt = `eyJhbGciOiJQUzI1NiJ9.${"a".repeat(40)}.sig`;
    const failure = token(401, 1, "invalid_client", {
      error_description: `Got top-secret-value and ${jwt}. ${"x".repeat(900)}`,
    });
    expect(failure.microsoftMessage).toHaveLength(500);
    expect(failure.microsoftMessage).toMatch(/^Got \[redacted\] and \[redacted\]\.? x/);
  });

  it("takes HTML for an unreadable failure", () => {
    expect(readTokenFailure(exchangeOf(401, "<html>"), [], now)).toMatchObject({
      kind: "unreadable-failure",
      code: "unreadable-failure",
      service: "entra",
    });
  });
});

it("reads JSON by its type, suffixes included, and refuses what is cut", () => {
  expect(parseJson(exchangeOf(200, "{}", { "content-type": "application/problem+json" }))).toEqual({});
  expect(parseJson(exchangeOf(200, "{}", { "content-type": "application/jsonp" }))).toBeUndefined();
  expect(parseJson(exchangeOf(200, '{"a":', { "content-type": "application/json" }))).toBeUndefined();
});

it("says in its message what a log needs, and not what was in the answer", () => {
  const failure = unreadableSuccess("graph", exchangeOf(200, "<b>private</b>"), "not JSON", now);
  expect(failure).toBeInstanceOf(GraphError);
  expect(failure.message).toBe("unreadable-success (graph, HTTP 200, not JSON)");
});
