import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ENTRA_ERRORS } from "@/demo/entra-error-table";
import type { DemoServer } from "@/demo/server";
import type { GraphErrorCode } from "@/lib/graph/errors";
import { messagesByLocale } from "@/lib/i18n/messages";
import { run, startDemo } from "./connection";

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterEach(() => server.faults.clear());
afterAll(() => server.stop());

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function expectTexts(code: GraphErrorCode) {
  for (const messages of Object.values(messagesByLocale)) {
    const { text, remedy } = messages.graphErrors[code];
    expect(text).toMatch(/\.$/);
    expect(remedy).toMatch(/\.$/);
  }
}

/** Our code for each AADSTS code. */
const ofEntra: [code: GraphErrorCode, ...aadsts: number[]][] = [
  ["secret-wrong", 7000215, 70002],
  ["secret-expired", 7000222],
  ["credential-missing", 7000218, 900144],
  ["app-not-found", 700016, 700011, 70001],
  ["app-disabled", 7000112],
  ["tenant-not-found", 90002],
  ["tenant-invalid", 900023, 50059, 50128],
  ["tenant-unavailable", 5000224],
  ["tenant-restricted", 500021, 500022],
  ["cloud-mismatch", 90038, 900382, 900432, 500011],
  ["certificate-not-registered", 700027],
  ["certificate-mismatch", 700030, 50012],
  ["clock-skewed", 50013, 500133, 700024],
  ["assertion-rejected", 50027, 50048],
  ["access-blocked", 53003, 530032, 53011, 530034, 530035],
  ["consent-missing", 65001, 650056, 650057, 650052],
  ["throttled", 90055, 50196],
  ["service-unavailable", 90033, 90006, 90024, 90012, 50033, 90090],
  ["token-refused", 70011, 1002012, 70003, 50034, 50076, 50126],
];
const entraCases = ofEntra.flatMap(([code, ...numbers]) => numbers.map((aadsts) => [aadsts, code] as const));

describe("Entra's refusals", () => {
  it("are all tried", () => {
    const tried = entraCases.map(([aadsts]) => String(aadsts));
    expect(tried.sort()).toEqual(Object.keys(ENTRA_ERRORS).sort());
  });

  it.each(entraCases)("AADSTS%i is told as %s, in Microsoft's words too [S70] [S71]", async (aadsts, code) => {
    server.faults.add({ kind: "entraError", aadsts, times: null });
    const { report, of } = await run(server);
    expect(of("token")).toMatchObject({
      state: "failed",
      code,
      microsoftCode: `AADSTS${aadsts}`,
      microsoftMessage: expect.stringContaining(`AADSTS${aadsts}`),
      requestId: expect.stringMatching(GUID),
    });
    expect(report.outcome).toBe("failed");
    expectTexts(code);
  });
});

/** Status, Graph's code, ours. */
const graphCases: [status: number, microsoftCode: string, code: GraphErrorCode, message?: string][] = [
  [400, "Request_BadRequest", "request-rejected"],
  [400, "BadRequest", "request-rejected"],
  [400, "Request_UnsupportedQuery", "request-rejected"],
  [400, "Directory_ExpiredPageToken", "page-token-expired"],
  [400, "syncStateNotFound", "request-rejected"],
  [404, "syncStateNotFound", "request-rejected"],
  [401, "InvalidAuthenticationToken", "token-rejected", "Lifetime validation failed, the token is expired."],
  [401, "InvalidAuthenticationToken", "token-rejected", "Access token validation failure. Invalid audience."],
  [401, "InvalidAuthenticationToken", "token-rejected", "CompactToken validation failed with reason code: 80049228."],
  [401, "Authorization_IdentityNotFound", "app-not-in-tenant"],
  [401, "Unauthorized", "token-rejected"],
  [401, "UnknownError", "token-rejected", "<html>Unauthorized</html>"],
  [403, "Authorization_RequestDenied", "permission-missing"],
  [403, "Authentication_MSGraphPermissionMissing", "permission-missing"],
  [403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "premium-required"],
  [403, "accessDenied", "access-blocked"],
  [403, "insufficient_claims", "access-blocked"],
  [404, "Request_ResourceNotFound", "object-not-found"],
  [404, "BadRequest", "endpoint-wrong", "Invalid version"],
  [404, "ResourceNotFound", "endpoint-wrong"],
  [410, "resyncRequired", "request-rejected"],
  [429, "TooManyRequests", "throttled"],
  [429, "activityLimitReached", "throttled"],
  [429, "Request_ThrottledTemporarily", "throttled"],
  [429, "ApplicationThrottled", "throttled"],
  [500, "generalException", "service-unavailable"],
  [500, "InternalServerError", "service-unavailable"],
  [500, "UnknownError", "service-unavailable"],
  [503, "serviceNotAvailable", "service-unavailable"],
  [503, "Service_ServiceUnavailable", "service-unavailable"],
  [502, "BadGateway", "service-unavailable"],
  [504, "GatewayTimeout", "service-unavailable"],
  [501, "NotImplemented", "request-rejected"],
  [418, "Teapot", "graph-reported"],
];

describe("Graph's refusals", () => {
  it.each(graphCases)(
    "%i %s is told as %s, in Microsoft's words too [S71]",
    async (status, microsoftCode, code, message) => {
      server.faults.add({
        kind: "graphError",
        route: "organization",
        status,
        code: microsoftCode,
        message,
        times: null,
      });
      const { report, of } = await run(server);
      expect(of("organisation")).toMatchObject({
        state: "failed",
        code,
        microsoftCode,
        microsoftMessage: message ?? `${microsoftCode} as demanded.`,
        requestId: expect.stringMatching(GUID),
      });
      expect(report.outcome).toBe("failed");
      expectTexts(code);
    },
  );

  it("are found inside, where the outer code is empty", async () => {
    const inner = { code: "Authorization_RequestDenied", message: "Insufficient privileges." };
    server.faults.add({ kind: "graphError", route: "organization", status: 403, code: "", message: "", inner });
    expect((await run(server)).of("organisation")).toMatchObject({
      code: "permission-missing",
      microsoftCode: inner.code,
      microsoftMessage: inner.message,
    });
  });

  it.each([
    [17, 17],
    [undefined, 0],
  ])("say how long to wait, if Graph does (Retry-After: %s)", async (retryAfterSeconds, seconds) => {
    const code = "TooManyRequests";
    server.requests.reset();
    server.faults.add({
      kind: "graphError",
      route: "subscribedSkus",
      status: 429,
      code,
      retryAfterSeconds,
      times: null,
    });
    const { of } = await run(server);
    expect(of("licences")).toMatchObject({ state: "failed", code: "throttled", params: { seconds } });
    // A wait that is asked for is the person's to decide; without one it is tried once more.
    expect(server.requests.of("subscribedSkus")).toHaveLength(retryAfterSeconds ? 1 : 2);
    // Whoever asks to slow down is left alone.
    expect(of("users")).toMatchObject({ state: "skipped", code: null, durationMs: null });
  });

  it("say how long to wait when it is the token that is throttled", async () => {
    server.faults.add({ kind: "entraError", aadsts: 90055, retryAfterSeconds: 30 });
    expect((await run(server)).of("token")).toMatchObject({ code: "throttled", params: { seconds: 30 } });
  });
});
