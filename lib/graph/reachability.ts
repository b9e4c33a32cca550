import { lookup as lookupName } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ConnectionCode } from "./connection-report";
import { abortedError } from "./errors";
import { findProxy } from "./proxy";
import { isTlsCode } from "./transport";

export type Reach = {
  /** with its port where that is not the usual one */
  host: string;
  /** host and port of the proxy that requests go by: then it finds the host, not we */
  proxy: string | null;
  failure: { code: ConnectionCode; networkCode: string | null } | null;
};

type Options = {
  signal: AbortSignal;
  timeoutMs: number;
  /** of a name; the system's own without */
  lookup?: (host: string) => Promise<unknown>;
};

/** Tries the way to the server of `url`: its name, then a connection, then its certificate. Sends nothing. */
export async function tryToReach(url: URL, { signal, timeoutMs, lookup = lookupName }: Options): Promise<Reach> {
  const proxy = findProxy(url);
  const reach = { host: url.host, proxy, failure: null };
  if (proxy) return reach;
  const limit = AbortSignal.timeout(timeoutMs);
  const ended = AbortSignal.any([signal, limit]);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  let isFound = isIP(host) !== 0;
  try {
    if (!isFound) await before(ended, lookup(host));
    isFound = true;
    await open(url, host, ended);
    return reach;
  } catch (error) {
    if (signal.aborted) throw abortedError();
    const networkCode = (error as { code?: unknown }).code;
    const known = typeof networkCode === "string" ? networkCode : null;
    const code = limit.aborted ? "connection-timed-out" : isFound ? codeOf(known) : "host-not-found";
    return { ...reach, failure: { code, networkCode: limit.aborted ? null : known } };
  }
}

function codeOf(networkCode: string | null): ConnectionCode {
  if (networkCode === "ENOTFOUND") return "host-not-found";
  if (networkCode === "ECONNREFUSED") return "connection-refused";
  if (networkCode === "ETIMEDOUT") return "connection-timed-out";
  // Those two mean that what answered does not speak TLS at all.
  const isOfCertificate = isTlsCode(networkCode ?? undefined) && !/^(EPROTO|ERR_SSL_)/.test(networkCode ?? "");
  return isOfCertificate ? "certificate-untrusted" : "connection-failed";
}

/** For what cannot be ended itself. */
function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

async function open(url: URL, host: string, signal: AbortSignal): Promise<void> {
  const isTls = url.protocol === "https:";
  const port = Number(url.port) || (isTls ? 443 : 80);
  signal.throwIfAborted();
  let socket: Socket | undefined;
  const onAbort = () => socket?.destroy(signal.reason);
  try {
    await new Promise<void>((resolve, reject) => {
      // An address is no name that a server could be asked for.
      const servername = isIP(host) ? undefined : host;
      socket = isTls ? connectTls({ host, port, servername }) : connect({ host, port });
      socket.once(isTls ? "secureConnect" : "connect", () => resolve());
      socket.on("error", reject);
      socket.once("close", () => reject(new Error("closed")));
      signal.addEventListener("abort", onAbort, { once: true });
    });
  } finally {
    signal.removeEventListener("abort", onAbort);
    socket?.destroy();
  }
}
