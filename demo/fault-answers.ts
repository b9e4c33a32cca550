import { setTimeout as delay } from "node:timers/promises";
import { type Answer, answerGraphError, answerJson, answerText } from "./answer";
import { answerEntraError, type EntraCode } from "./entra-errors";
import type { Fault, FaultTarget } from "./faults";
import type { Call, World } from "./world";

const HTML = "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>Please wait</h1></body></html>";
const DEFAULT_OVERSIZE_BYTES = 256 * 1_024 * 1_024;

/** Answers a request, or lets the fault do it that the switchboard holds ready for it. */
export async function answerWithFaults(
  world: World,
  call: Call,
  target: FaultTarget,
  produce: () => Answer,
): Promise<Answer> {
  const slow = world.faults.take(target, ["slow"]);
  // A client that gave up meanwhile gets nothing, and keeps no timer.
  if (slow) await delay(slow.ms, undefined, { signal: call.closed }).catch(() => undefined);
  const fault = world.faults.takeWire(target);
  if (fault === undefined) return produce();
  switch (fault.kind) {
    case "cutBody":
      return { ...produce(), delivery: { kind: "cut" } };
    case "oversizedBody":
      return { ...produce(), delivery: { kind: "oversized", bytes: fault.bytes ?? DEFAULT_OVERSIZE_BYTES } };
    case "html200":
      return answerText(200, "text/html; charset=utf-8", HTML);
    case "html502":
      return answerText(502, "text/html; charset=utf-8", HTML);
    case "gateway504":
      return answerText(504, "text/html; charset=utf-8", HTML);
    case "wrongShape":
      return answerJson(200, fault.shape === "missing" ? { "@odata.context": call.url.href } : { value: {} });
    case "tokenWithoutAccessToken":
      return answerJson(200, {});
    case "entraError":
      return answerEntraError(call, fault.aadsts as EntraCode, "", inSeconds(fault.retryAfterSeconds));
    case "graphError": {
      const { status, code, message = `${code} as demanded.`, inner, retryAfterSeconds } = fault;
      return answerGraphError(call, status, code, message, inSeconds(retryAfterSeconds), inner);
    }
    default:
      return target.route === "token" ? refuseToken(call, fault) : refuseGraph(call, fault, target);
  }
}

type Refused = Extract<
  Fault,
  {
    kind:
      | "throttle429"
      | "unavailable503"
      | "error500"
      | "expiredPageToken"
      | "revokedSecret"
      | "forbidden403"
      | "unauthorized401";
  }
>;

function inSeconds(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}

function retryAfter(fault: Refused): Record<string, string> {
  if (fault.kind !== "throttle429" && fault.kind !== "unavailable503") return {};
  if (fault.kind === "throttle429" && fault.retryAfterSeconds === undefined && fault.retryAfterDate !== undefined) {
    return { "retry-after": new Date(fault.retryAfterDate).toUTCString() };
  }
  return inSeconds(fault.retryAfterSeconds);
}

function refuseToken(call: Call, fault: Refused): Answer {
  const headers = retryAfter(fault);
  switch (fault.kind) {
    case "throttle429":
      return answerEntraError(call, 90055, "", headers);
    case "unavailable503":
      return answerEntraError(call, 90033, "", headers);
    case "error500":
      return answerEntraError(call, 90006);
    case "forbidden403":
      return answerEntraError(call, 53003);
    default:
      return answerEntraError(call, 7000215);
  }
}

function refuseGraph(call: Call, fault: Refused, target: FaultTarget): Answer {
  const headers = retryAfter(fault);
  const refuse = (status: number, code: string, message: string, extra = headers) =>
    answerGraphError(call, status, code, message, extra);
  switch (fault.kind) {
    case "throttle429":
      return refuse(429, "TooManyRequests", "Too many requests.", {
        ...headers,
        "x-ms-throttle-scope": `Tenant_Application/ReadWrite/demo/${target.tenantId ?? "unknown"}`,
        "x-ms-throttle-information": "ResourceUnitLimitExceeded",
      });
    case "unavailable503":
      return refuse(503, "serviceNotAvailable", "The service is temporarily unavailable.");
    case "error500":
      return refuse(500, "InternalServerError", "");
    case "forbidden403":
      return refuse(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    case "expiredPageToken":
      return refuse(
        400,
        "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.",
      );
    default:
      return refuse(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", {
        "www-authenticate": 'Bearer realm="", error="invalid_token"',
      });
  }
}
