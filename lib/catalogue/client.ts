import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from "undici";
import { isLoopback } from "./address";
import { readListBytes } from "./read-bytes";

export type DownloadFailure =
  | "catalogue-unreachable"
  | "catalogue-untrusted"
  | "catalogue-timed-out"
  | "catalogue-refused"
  | "catalogue-redirected";

export class CatalogueDownloadError extends Error {
  readonly code: DownloadFailure;
  /** such as "HTTP 404" or ENOTFOUND; null: nothing more is known */
  readonly detail: string | null;
  constructor(code: DownloadFailure, detail: string | null, cause?: unknown) {
    super(detail ? `${code}: ${detail}` : code, { cause });
    this.name = "CatalogueDownloadError";
    this.code = code;
    this.detail = detail;
  }
}

export type DownloadOptions = {
  /** ends the download; its reason is thrown */
  signal?: AbortSignal;
  /** for the whole of it, redirects and body included */
  timeoutMs?: number;
  /** by which way; by default as HTTPS_PROXY and NO_PROXY say */
  dispatcher?: Dispatcher;
};

const TIMEOUT_MS = 60_000;
const REDIRECTS_MAX = 3;

/**
 * Fetches Microsoft's list.
 * @throws CatalogueDownloadError; AppError catalogue-too-large
 */
export async function downloadCatalogue(address: string, options: DownloadOptions = {}): Promise<Uint8Array> {
  const { signal, timeoutMs = TIMEOUT_MS } = options;
  const agentOptions = { connect: { timeout: Math.min(10_000, timeoutMs) } };
  // What cannot leave the machine never goes by way of the proxy.
  const [outside, loopback] = [new EnvHttpProxyAgent(agentOptions), new Agent(agentOptions)];
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await follow(new URL(address), {
      dispatcherOf: (url) => options.dispatcher ?? (isLoopback(url) ? loopback : outside),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await readListBytes(response.body);
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw new CatalogueDownloadError("catalogue-timed-out", null, error);
    throw describeConnection(error);
  } finally {
    await Promise.all([outside.destroy(), loopback.destroy()]);
  }
}

type Way = { dispatcherOf: (url: URL) => Dispatcher; signal: AbortSignal };

async function follow(start: URL, { dispatcherOf, signal }: Way): Promise<Response> {
  const headers = { accept: "text/csv, */*;q=0.5" };
  let url = start;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, { headers, signal, dispatcher: dispatcherOf(url), redirect: "manual" });
    if (response.status === 200) return response;
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      throw new CatalogueDownloadError("catalogue-refused", `HTTP ${response.status}`);
    }
    const next = URL.canParse(location, url) ? new URL(location, url) : null;
    // Never from https to something that others on the way can change, nor round in circles.
    if (next?.protocol !== "https:" || redirects === REDIRECTS_MAX) {
      throw new CatalogueDownloadError("catalogue-redirected", `HTTP ${response.status}`);
    }
    url = next;
  }
}

/** fetch says only "fetch failed"; what happened stands in its causes. */
function describeConnection(error: unknown): unknown {
  const isFromFetch = error instanceof TypeError && ["fetch failed", "terminated"].includes(error.message);
  // A mistake of our own must not look like a bad line.
  if (!isFromFetch) return error;
  let code: string | null = null;
  for (let cause = error.cause; cause instanceof Error && code === null; ) {
    if ("code" in cause && typeof cause.code === "string") code = cause.code;
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  const isUntrusted = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)/.test(
    code ?? "",
  );
  return new CatalogueDownloadError(isUntrusted ? "catalogue-untrusted" : "catalogue-unreachable", code, error);
}
