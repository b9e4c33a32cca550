import { z } from "zod";
import { meaningOfGraphFailure, meaningOfTokenFailure } from "./error-codes";
import { cleanMicrosoftMessage, GraphError } from "./errors";
import { parseRetryAfter } from "./retry";
import { type GraphErrorBody, graphErrorSchema } from "./schema";
import type { Exchange } from "./transport";

/** The body as JSON; undefined when it is none, or says that it is something else. */
export function parseJson(exchange: Exchange): unknown {
  const type = exchange.headers.get("content-type") ?? "";
  if (!/^\s*application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return undefined;
  try {
    return JSON.parse(exchange.text) as unknown;
  } catch {
    return undefined;
  }
}

type Service = "entra" | "graph";

function commonFacts(service: Service, exchange: Exchange, now: Date) {
  const { status, headers } = exchange;
  // The service's own clock, where it tells it: ours may be wrong.
  const date = Date.parse(headers.get("date") ?? "");
  const retryAfterMs = parseRetryAfter(headers.get("retry-after"), Number.isNaN(date) ? now : new Date(date));
  return {
    service,
    status,
    requestId: headers.get("request-id") ?? headers.get("x-ms-request-id") ?? undefined,
    clientRequestId: headers.get("client-request-id") ?? undefined,
    retryAfterMs: retryAfterMs ?? undefined,
  };
}

/** A success whose content is not what was asked for: usually something between us and Microsoft has answered. */
export function unreadableSuccess(service: Service, exchange: Exchange, note: string, now: Date): GraphError {
  const { retryAfterMs: _, ...facts } = commonFacts(service, exchange, now);
  return new GraphError({
    kind: "unreadable-success",
    code: "unreadable-success",
    isTransient: true,
    ...facts,
    note,
  });
}

function unreadableFailure(service: Service, exchange: Exchange, now: Date): GraphError {
  const { status } = exchange;
  const isRedirect = status >= 300 && status < 400;
  const isGraph401 = service === "graph" && status === 401;
  return new GraphError({
    kind: "unreadable-failure",
    code: isRedirect ? "redirected" : isGraph401 ? "token-rejected" : "unreadable-failure",
    isTransient: true,
    ...commonFacts(service, exchange, now),
  });
}

/** What an answer of Graph with any status but success means. */
export function readGraphFailure(exchange: Exchange, now: Date): GraphError {
  const parsed = exchange.status < 400 ? undefined : graphErrorSchema.safeParse(parseJson(exchange));
  if (!parsed?.success) return unreadableFailure("graph", exchange, now);
  const { code, message, innerError, innererror } = parsed.data.error;
  const inner = collectInner(innerError ?? innererror);
  const microsoftCodes = [code, ...inner.map((one) => one.code)].filter((one) => one !== "");
  const meaning = meaningOfGraphFailure(exchange.status, microsoftCodes);
  const common = commonFacts("graph", exchange, now);
  return new GraphError({
    kind: meaning.code === "page-token-expired" ? "incomplete" : "graph-reported",
    ...meaning,
    ...common,
    microsoftCode: microsoftCodes[0],
    microsoftMessage: [message, ...inner.map((one) => one.message)].find((one) => one !== ""),
    requestId: common.requestId ?? inner.find((one) => one["request-id"])?.["request-id"],
    clientRequestId: common.clientRequestId ?? inner.find((one) => one["client-request-id"])?.["client-request-id"],
  });
}

function collectInner(first: GraphErrorBody["innerError"]): GraphErrorBody[] {
  const found: GraphErrorBody[] = [];
  for (let one = first; one && found.length < 8; one = one.innerError ?? one.innererror) found.push(one);
  return found;
}

const text = z.string().nullish().catch(null);
const tokenErrorSchema = z.object({
  error: z.string().min(1),
  error_description: text,
  error_codes: z.array(z.number()).nullish().catch(null),
  trace_id: text,
  correlation_id: text,
});

/**
 * What an answer of the token endpoint with any status but success means.
 * @param secrets taken out of Microsoft's text, should it repeat them
 */
export function readTokenFailure(exchange: Exchange, secrets: readonly string[], now: Date): GraphError {
  const parsed = exchange.status < 400 ? undefined : tokenErrorSchema.safeParse(parseJson(exchange));
  if (!parsed?.success) return unreadableFailure("entra", exchange, now);
  const { error, error_description, error_codes, trace_id, correlation_id } = parsed.data;
  const fromText = error_description?.match(/AADSTS(\d+)/)?.[1];
  const numbers = error_codes?.length ? error_codes : fromText === undefined ? [] : [Number(fromText)];
  const common = commonFacts("entra", exchange, now);
  return new GraphError({
    kind: "token",
    ...meaningOfTokenFailure(exchange.status, numbers, error),
    ...common,
    aadstsCode: numbers[0],
    microsoftCode: cleanMicrosoftMessage(error, secrets),
    microsoftMessage: cleanMicrosoftMessage(error_description, secrets),
    requestId: trace_id ?? common.requestId,
    clientRequestId: correlation_id ?? common.clientRequestId,
  });
}
