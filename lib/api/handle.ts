import "server-only";
import { randomUUID } from "node:crypto";
import type { Caller, Operation } from "@/lib/actions/define-operation";
import { describeFailure } from "@/lib/actions/failure";
import type { ActionError } from "@/lib/actions/result";
import { can } from "@/lib/auth/permissions";
import { config } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { type Locale, negotiateLocale } from "@/lib/i18n/locale-names";
import { log } from "@/lib/log";
import { authenticateCaller } from "./authenticate";
import {
  claimKey,
  hashRequest,
  type IdempotencyClaim,
  keepAnswer,
  readIdempotencyKey,
  releaseKey,
} from "./idempotency";
import { matchOperation } from "./operations";
import { buildProblem, statusOf } from "./problem";
import { createRateLimit, rateLimitHeaders } from "./rate-limit";
import { InvalidInput, readBody, readBytes, readParams, readQuery, readVersion } from "./read-request";
import { apiRoot } from "./root";

const holder = globalThis as { seatwiseRateLimit?: ReturnType<typeof createRateLimit> };

/** What a request has come to so far; an answer of whatever kind bears these headers. */
type Story = { requestId: string; locale: Locale; headers: Record<string, string>; operation?: Operation };

/** Answers any request below the API's root. Never throws. */
export async function handleApi(request: Request): Promise<Response> {
  const startedAt = performance.now();
  const story: Story = {
    requestId: randomUUID(),
    locale: negotiateLocale(request.headers.get("accept-language")),
    headers: { "cache-control": "no-store" },
  };
  story.headers["x-request-id"] = story.requestId;
  let tokenId: string | undefined;
  const answer = await serve(request, story, (caller) => {
    tokenId = caller.token.id;
  }).catch((error: unknown) => answerFailure(error, story));
  log.info(
    {
      ...{ requestId: story.requestId, tokenId, method: request.method, path: new URL(request.url).pathname },
      ...{ operation: story.operation?.name, status: answer.status },
      durationMs: Math.round(performance.now() - startedAt),
    },
    "api",
  );
  return answer;
}

async function serve(request: Request, story: Story, onCaller: (caller: Caller) => void): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(apiRoot.length);
  const found = matchOperation(request.method === "HEAD" ? "GET" : request.method, path);
  if ("allowed" in found) {
    if (found.allowed.length === 0) throw new AppError("operation-not-found");
    story.headers.allow = [...found.allowed, "OPTIONS"].join(", ");
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: story.headers });
    throw new AppError("method-not-allowed");
  }
  const { operation } = found;
  story.operation = operation;
  const caller = await admit(request, story, operation);
  onCaller(caller);
  const params = readParams(operation, found.params);
  const query = readQuery(operation, url.searchParams);
  const bytes = await readBytes(operation, request);
  const call = async () => {
    const body = await readBody(operation, request, bytes);
    const version = readVersion(operation, request, body);
    const { account } = caller;
    const { locale } = story;
    return operation.run({ account, caller, params, query, body, version, locale, request } as never);
  };
  const key = operation.method === "POST" ? readIdempotencyKey(request.headers.get("idempotency-key")) : null;
  if (key === null) return answerData(operation, await call(), story);
  const claim = { tokenId: caller.token.id, key };
  const hash = hashRequest(operation.method, `${url.pathname}${url.search}`, bytes);
  return answerOnce(claim, hash, operation, story, async () => answerData(operation, await call(), story));
}

/** Token, pace, scope and role, in this order. */
async function admit(request: Request, story: Story, operation: Operation): Promise<Caller> {
  const caller = await authenticateCaller(request.headers.get("authorization"), new Date());
  holder.seatwiseRateLimit ??= createRateLimit(config().apiCallsPerMinute);
  const allowance = holder.seatwiseRateLimit(caller.token.id, Date.now());
  Object.assign(story.headers, rateLimitHeaders(allowance));
  if (allowance.isExceeded) {
    throw new AppError("rate-limit-exceeded", { params: { limit: allowance.limit, seconds: allowance.resetSeconds } });
  }
  const { permission } = operation;
  if (!caller.token.scopes.includes(permission)) throw new AppError("scope-missing", { params: { scope: permission } });
  if (!can(caller.account, permission)) throw new AppError("not-allowed");
  return caller;
}

/** Carries a request out once, however often it is sent with its key. */
async function answerOnce(
  claim: IdempotencyClaim,
  hash: Buffer,
  operation: Operation,
  story: Story,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  const stored = await claimKey(claim, hash);
  if (stored) {
    if (stored.body === null && operation.answersSecret) throw new AppError("idempotency-answer-withheld");
    const headers = { ...story.headers, ...stored.headers, "idempotent-replayed": "true" };
    return new Response(stored.body, { status: stored.status, headers });
  }
  const answer = await carryOut().catch((error: unknown) => answerFailure(error, story));
  if (answer.status >= 500) {
    await releaseKey(claim);
    return answer;
  }
  const body = answer.status === 204 ? null : await answer.clone().text();
  const kept = ["content-type", "location", "etag"].flatMap((name): [string, string][] => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const isWithheld = operation.answersSecret === true && answer.ok;
  await keepAnswer(claim, {
    ...{ status: answer.status, headers: Object.fromEntries(kept) },
    body: isWithheld ? null : body,
  });
  return answer;
}

function answerData(operation: Operation, data: unknown, story: Story): Response {
  if (data instanceof Response) {
    for (const [name, value] of Object.entries(story.headers)) data.headers.set(name, value);
    return data;
  }
  const { output, status = output ? 200 : 204 } = operation;
  if (!output) return new Response(null, { status, headers: story.headers });
  // Dates become text first, as they would on the wire; then only what the schema names goes out.
  const shown = output.parse(JSON.parse(JSON.stringify(data))) as { version?: unknown };
  const { version } = shown;
  const headers = {
    ...story.headers,
    "content-type": "application/json",
    ...(typeof version === "number" ? { etag: `"${version}"` } : {}),
    ...(operation.location ? { location: `${apiRoot}${operation.location(shown as never)}` } : {}),
  };
  return new Response(JSON.stringify(shown), { status, headers });
}

function answerFailure(error: unknown, story: Story): Response {
  const { requestId, locale, operation } = story;
  const where = error instanceof InvalidInput ? error.where : "body";
  const described: ActionError =
    error instanceof InvalidInput ? error.described : describeFailure(error, { requestId, operation: operation?.name });
  const status = statusOf(described, Object.keys(operation?.params?.shape ?? {}));
  const headers: Record<string, string> = { ...story.headers, "content-type": "application/problem+json" };
  if (status === 401) {
    headers["www-authenticate"] =
      `Bearer realm="Seatwise"${described.code === "token-missing" ? "" : ', error="invalid_token"'}`;
  }
  if (described.code === "scope-missing") {
    headers["www-authenticate"] =
      `Bearer realm="Seatwise", error="insufficient_scope", scope="${described.params.scope}"`;
  }
  if (described.code === "idempotency-in-progress") headers["retry-after"] = "1";
  const problem = buildProblem(described, { status, requestId, locale, where });
  return new Response(JSON.stringify(problem), { status, headers });
}
