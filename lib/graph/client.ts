import { randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import type { z } from "zod";
import { cloudEndpoints } from "./clouds";
import { abortedError, GraphError, type GraphErrorCode } from "./errors";
import { parseJson, readGraphFailure, unreadableSuccess } from "./failures";
import { type GraphPage, readPages } from "./pages";
import { type Attempt, withRetries } from "./retry";
import { createTokenSource, type GraphConnection } from "./token";
import { createTransport, type Exchange } from "./transport";

export type GraphSettings = {
  timeoutMs: number;
  retryBaseMs: number;
  retryAfterMaxMs: number;
  globalCloud: { loginUrl: string | null; graphUrl: string | null };
};

/** One request that went out, for the ledger. */
export type GraphRequestEvent = {
  /** Path below the version, without the query; "token" for the token endpoint. */
  route: string;
  /** null: no answer */
  status: number | null;
  durationMs: number;
  /** 1 for the first; more: a repetition. Tries for the token that a request needs are numbered by themselves. */
  attempt: number;
  /** Waited before this request; each wait is told once. */
  waitedMs: number;
  bytes: number;
  requestId: string | null;
  /** null: a good answer */
  code: GraphErrorCode | null;
};

/** A request that failed and will be sent once more. */
export type GraphRetryEvent = { error: GraphError /** about to be waited before it */; waitMs: number };

export type GraphClientOptions = {
  settings: GraphSettings;
  /** Ends whatever is under way, waits included, with a GraphError of kind "aborted". */
  signal?: AbortSignal;
  onRequest?: (event: GraphRequestEvent) => void;
  onRetry?: (event: GraphRetryEvent) => void;
  /** "Low" without: an import can wait; "High" when a person does. */
  priority?: "Low" | "High";
  /** 5 without */
  triesMax?: number;
  /** of one answer, unpacked; 64 MiB without */
  bodyBytesMax?: number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** 0 to 1 */
  random?: () => number;
  now?: () => Date;
};

export type GraphAnswer<T> = { value: T; requestId: string | null };
export type GraphRequestOptions = { headers?: Record<string, string> };

export type GraphClient = {
  /** @param path below the version, with a leading slash and its query */
  get: <S extends z.ZodType>(
    path: string,
    options: GraphRequestOptions & { schema: S },
  ) => Promise<GraphAnswer<z.output<S>>>;
  getText: (path: string, options?: GraphRequestOptions) => Promise<GraphAnswer<string>>;
  /** All pages of a list. The next one is on its way while the caller works on this one. */
  pages: <S extends z.ZodType>(
    path: string,
    itemSchema: S,
    options?: GraphRequestOptions,
  ) => AsyncGenerator<GraphPage<z.output<S>>, void, undefined>;
  /** For diagnosis: the requests above get their tokens themselves. */
  getToken: (options?: { skipCache?: boolean }) => Promise<string>;
  /** Ends what is under way and drops the connections. */
  close: () => Promise<void>;
};

/** How often each service was asked for the sake of one request, and the wait that no event has told yet. */
type Tries = { token: number; graph: number; waitedMs: number };
const noTries = (): Tries => ({ token: 0, graph: 0, waitedMs: 0 });

type Call = { url: string; headers?: Record<string, string>; signal: AbortSignal };

const BODY_BYTES_MAX = 64 * 1024 * 1024;

/** Reads one tenant. Close it when done. */
export function createGraphClient(connection: GraphConnection, options: GraphClientOptions): GraphClient {
  const { settings, onRequest, now = () => new Date() } = options;
  const base = `${cloudEndpoints(connection.cloud, settings.globalCloud).graphUrl}/v1.0`;
  const closing = new AbortController();
  const ended = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  const transport = createTransport({
    timeoutMs: settings.timeoutMs,
    bodyBytesMax: options.bodyBytesMax ?? BODY_BYTES_MAX,
  });
  /** Whose need the token source is serving: it has one request under way at most. */
  let needing = noTries();
  const tokens = createTokenSource(connection, {
    transport,
    globalCloud: settings.globalCloud,
    signal: ended,
    now,
    onExchange: (exchange, durationMs, error) =>
      report("token", nextTry(needing, "token"), exchange, durationMs, error),
  });

  function nextTry(tries: Tries, service: "token" | "graph"): Attempt {
    const { waitedMs } = tries;
    tries.waitedMs = 0;
    tries[service] += 1;
    return { number: tries[service], waitedMs };
  }

  function report(
    route: string,
    attempt: Attempt,
    exchange: Exchange | null,
    durationMs: number,
    error: GraphError | null,
  ) {
    onRequest?.({
      route,
      status: exchange?.status ?? error?.status ?? null,
      durationMs,
      attempt: attempt.number,
      waitedMs: attempt.waitedMs,
      bytes: exchange?.bytes ?? 0,
      requestId: readRequestId(exchange) ?? error?.requestId ?? null,
      code: error?.code ?? null,
    });
  }

  function getToken(tries: Tries, { waitedMs }: Attempt, skipCache: boolean): Promise<string> {
    tries.waitedMs = waitedMs;
    needing = tries;
    return tokens.getToken({ skipCache });
  }

  async function send<T>(call: Call, token: string, tries: Tries, read: (exchange: Exchange) => T): Promise<T> {
    // The token is there: should another one be needed, asking for it is no repetition.
    tries.token = 0;
    const attempt = nextTry(tries, "graph");
    const startedAt = now().getTime();
    let exchange: Exchange | null = null;
    let failure: GraphError | null = null;
    try {
      exchange = await transport.send({
        service: "graph",
        method: "GET",
        url: call.url,
        headers: {
          accept: "application/json",
          ...call.headers,
          authorization: `Bearer ${token}`,
          "client-request-id": randomUUID(),
          "user-agent": "Seatwise",
          "x-ms-throttle-priority": options.priority ?? "Low",
        },
        signal: call.signal,
      });
      if (exchange.status < 200 || exchange.status > 299) throw readGraphFailure(exchange, now());
      return read(exchange);
    } catch (error) {
      failure = error instanceof GraphError ? error : null;
      throw error;
    } finally {
      report(routeOf(call.url, base), attempt, exchange, now().getTime() - startedAt, failure);
    }
  }

  function policyFor(signal: AbortSignal) {
    const { sleep = defaultSleep, random = Math.random, triesMax = 5 } = options;
    const { retryBaseMs, retryAfterMaxMs } = settings;
    const onRetry = (error: GraphError, waitMs: number) => options.onRetry?.({ error, waitMs });
    return { triesMax, retryBaseMs, retryAfterMaxMs, sleep, random, signal, onRetry };
  }

  function execute<T>(call: Call, read: (exchange: Exchange) => T): Promise<T> {
    let hasRenewed = false;
    let mustRenew = false;
    const tries = noTries();
    return withRetries(
      policyFor(call.signal),
      async (attempt) => {
        const token = await getToken(tries, attempt, mustRenew);
        mustRenew = false;
        if (call.signal.aborted) throw abortedError("graph");
        return send(call, token, tries, read);
      },
      (error) => {
        // A token that was revoked, or that ran out under way: once, and with a new one.
        const isCured = error.service === "graph" && error.status === 401 && !hasRenewed;
        if (isCured) hasRenewed = mustRenew = true;
        return isCured;
      },
    );
  }

  const executeJson = <S extends z.ZodType>(call: Call, schema: S) =>
    execute(call, (exchange) => readBody(exchange, schema, now()));

  return {
    get: (path, { schema, headers }) => executeJson({ url: `${base}${path}`, headers, signal: ended }, schema),
    getText: (path, { headers } = {}) =>
      execute(
        { url: `${base}${path}`, headers: { accept: "text/plain", ...headers }, signal: ended },
        readTextBody(now),
      ),
    pages: (path, itemSchema, { headers } = {}) =>
      readPages({ base, path, itemSchema, signal: ended }, (url, schema, signal) =>
        executeJson({ url, headers, signal }, schema),
      ),
    getToken: ({ skipCache = false } = {}) => {
      const tries = noTries();
      return withRetries(policyFor(ended), (attempt) => getToken(tries, attempt, skipCache));
    },
    close: () => {
      closing.abort();
      return transport.close();
    },
  };
}

function readBody<S extends z.ZodType>(exchange: Exchange, schema: S, now: Date): GraphAnswer<z.output<S>> {
  const body = parseJson(exchange);
  if (body === undefined) throw unreadableSuccess("graph", exchange, "not JSON", now);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadableSuccess("graph", exchange, `unexpected shape at ${issue?.path.join(".") || "the top"}`, now);
  }
  return { value: parsed.data, requestId: exchange.headers.get("request-id") };
}

/** Graph's name for it, or Entra's. */
function readRequestId(exchange: Exchange | null): string | null {
  return exchange?.headers.get("request-id") ?? exchange?.headers.get("x-ms-request-id") ?? null;
}

function readTextBody(now: () => Date) {
  return (exchange: Exchange): GraphAnswer<string> => {
    const isText = /^text\/plain\b/i.test(exchange.headers.get("content-type") ?? "");
    if (!isText) throw unreadableSuccess("graph", exchange, "not plain text", now());
    return { value: exchange.text.trim(), requestId: exchange.headers.get("request-id") };
  };
}

function routeOf(url: string, base: string): string {
  const { pathname } = new URL(url);
  return decodeURIComponent(pathname.slice(new URL(base).pathname.length + 1));
}

const defaultSleep = (ms: number, signal?: AbortSignal) => sleepFor(ms, undefined, { signal });
