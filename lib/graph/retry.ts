import { isRetriedStatus } from "./error-codes";
import { abortedError, GraphError } from "./errors";

export type Attempt = {
  /** 1 for the first */
  number: number;
  /** what was waited before it */
  waitedMs: number;
};

export type RetryPolicy = {
  triesMax: number;
  /** Upper bound of the wait before the second try; doubles with each further one. */
  retryBaseMs: number;
  /** A longer wait is not ours to sit through: the failure goes to the caller, who plans anew. */
  retryAfterMaxMs: number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** 0 to 1 */
  random: () => number;
  signal?: AbortSignal;
  /** Told before a try is repeated, ahead of the wait; 0 where there is none. */
  onRetry?: (error: GraphError, waitMs: number) => void;
};

/** An unreadable success may be the hiccup of something between us and Microsoft; if it stays, waiting does not help. */
const UNREADABLE_TRIES_MAX = 3;

/** How often a request that ends like this is worth sending, the first time included. */
export function triesWorth(error: GraphError): number {
  if (error.kind === "unreadable-success") return UNREADABLE_TRIES_MAX;
  if (error.code === "server-untrusted") return 1;
  if (error.kind === "unreachable") return Number.POSITIVE_INFINITY;
  if (error.kind === "token") return error.isTransient ? Number.POSITIVE_INFINITY : 1;
  if (error.kind !== "graph-reported" && error.kind !== "unreadable-failure") return 1;
  return error.status !== undefined && isRetriedStatus(error.status) ? Number.POSITIVE_INFINITY : 1;
}

/** What to wait after the given try: exactly what was asked for, else exponential with full jitter. */
export function waitMsAfter(error: GraphError, tryNumber: number, policy: Pick<RetryPolicy, "retryBaseMs" | "random">) {
  return error.retryAfterMs ?? Math.floor(policy.random() * policy.retryBaseMs * 2 ** (tryNumber - 1));
}

/**
 * Runs until it succeeds, fails for good, or was tried often enough.
 * @param isCuredAtOnce may do something about a failure; then it is tried again without waiting and in addition to triesMax
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  run: (attempt: Attempt) => Promise<T>,
  isCuredAtOnce: (error: GraphError) => boolean = () => false,
): Promise<T> {
  let triesMax = policy.triesMax;
  let waitedMs = 0;
  for (let number = 1; ; number++) {
    if (policy.signal?.aborted) throw abortedError();
    try {
      return await run({ number, waitedMs });
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (isCuredAtOnce(error)) {
        triesMax++;
        waitedMs = 0;
        policy.onRetry?.(error, 0);
        continue;
      }
      if (number >= Math.min(triesMax, triesWorth(error))) throw error;
      waitedMs = waitMsAfter(error, number, policy);
      if (waitedMs > policy.retryAfterMaxMs) throw error;
      policy.onRetry?.(error, waitedMs);
      await policy.sleep(waitedMs, policy.signal).catch((reason: unknown) => {
        throw policy.signal?.aborted ? abortedError() : reason;
      });
    }
  }
}

/** @returns null when the header says nothing that can be understood */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  // Date.parse takes "-5" and other numbers for years.
  if (!/^[a-z]{3}.*\d{2}:\d{2}:\d{2}/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
