import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch, type Headers } from "undici";
import { abortedError, GraphError } from "./errors";
import { isLoopback } from "./proxy";

/** A request and its answer, read to the end. */
export type Exchange = { status: number; headers: Headers; text: string; bytes: number };

export type Outgoing = {
  service: "entra" | "graph";
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
};

/** Sends one request at a time over kept connections. Throws GraphError when no complete answer arrives. */
export type Transport = { send: (request: Outgoing) => Promise<Exchange>; close: () => Promise<void> };

export type TransportOptions = {
  /** for the whole exchange, body included */
  timeoutMs: number;
  /** of the unpacked body */
  bodyBytesMax: number;
};

const CONNECT_TIMEOUT_MS = 10_000;

export function createTransport(options: TransportOptions): Transport {
  const agentOptions = {
    connections: 2,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs) },
    // Our own limit covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  // HTTPS_PROXY and NO_PROXY as usual; what cannot leave the machine never goes by way of the proxy.
  const outside = new EnvHttpProxyAgent(agentOptions);
  const loopback = new Agent(agentOptions);
  return {
    send: (request) => {
      const dispatcher = isLoopback(new URL(request.url).hostname) ? loopback : outside;
      return exchange(request, options, dispatcher);
    },
    close: async () => {
      await Promise.all([outside.destroy(), loopback.destroy()]);
    },
  };
}

async function exchange(request: Outgoing, options: TransportOptions, dispatcher: Dispatcher): Promise<Exchange> {
  const { service, signal } = request;
  if (signal?.aborted) throw abortedError(service);
  const ending = new AbortController();
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    ending.abort();
  }, options.timeoutMs);
  const onAbort = () => ending.abort();
  signal?.addEventListener("abort", onAbort, { once: true });
  let status: number | undefined;
  try {
    const { method, headers, body } = request;
    const response = await fetch(request.url, {
      method,
      headers,
      body,
      dispatcher,
      signal: ending.signal,
      redirect: "manual",
    });
    status = response.status;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > options.bodyBytesMax) {
        ending.abort();
        throw new GraphError({ kind: "incomplete", code: "body-too-large", isTransient: false, service, status });
      }
      chunks.push(chunk);
    }
    // Removes a byte order mark too.
    const text = new TextDecoder().decode(Buffer.concat(chunks));
    return { status, headers: response.headers, text, bytes };
  } catch (error) {
    if (error instanceof GraphError) throw error;
    if (signal?.aborted) throw abortedError(service);
    throw connectionError(error, service, isTimedOut, status);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

function connectionError(error: unknown, service: "entra" | "graph", isTimedOut: boolean, status?: number): GraphError {
  const networkCode = isTimedOut ? undefined : findNetworkCode(error);
  const isFromFetch = error instanceof TypeError && ["fetch failed", "terminated"].includes(error.message);
  // A mistake of our own, such as a header that cannot be sent, must not look like a bad line.
  if (!isTimedOut && networkCode === undefined && !isFromFetch) throw error;
  const code = isTimedOut
    ? "timed-out"
    : isTlsCode(networkCode)
      ? "server-untrusted"
      : status !== undefined || isCutCode(networkCode)
        ? "connection-cut"
        : "unreachable";
  return new GraphError({ kind: "unreachable", code, isTransient: true, service, status, networkCode });
}

/** fetch says only "fetch failed"; what happened stands in its causes. */
function findNetworkCode(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    const { code } = current as { code?: unknown };
    if (typeof code === "string") return code;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return undefined;
}

/** Whether a connection failed over the certificate, or over TLS itself. */
export function isTlsCode(code: string | undefined): boolean {
  return /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)/.test(code ?? "");
}

function isCutCode(code: string | undefined): boolean {
  return ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"].includes(code ?? "");
}
