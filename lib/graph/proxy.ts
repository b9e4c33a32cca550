const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What cannot leave the machine; it never goes by way of a proxy. */
export const isLoopback = (hostname: string) => LOOPBACK.test(hostname);

type Environment = Record<string, string | undefined>;

/**
 * Host and port of the proxy by which requests to `url` go; null: they go straight. Reads the same variables in the same way as
 * undici, which sends the requests. Only its name: the variables may hold a password.
 */
export function findProxy(
  url: URL,
  // biome-ignore lint/style/noProcessEnv: undici reads them by itself, past our configuration
  environment: Environment = process.env,
): string | null {
  if (isLoopback(url.hostname)) return null;
  const forHttp = environment.http_proxy ?? environment.HTTP_PROXY;
  const forHttps = environment.https_proxy ?? environment.HTTPS_PROXY;
  const proxy = (url.protocol === "https:" && forHttps) || forHttp;
  if (!proxy || isExempt(url, environment.no_proxy ?? environment.NO_PROXY ?? "")) return null;
  return URL.canParse(proxy) ? new URL(proxy).host : null;
}

/** Exact names, their subdomains, and "*"; an entry may name a port. */
function isExempt(url: URL, noProxy: string): boolean {
  if (noProxy === "*") return true;
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return noProxy.split(/[,\s]/).some((entry) => {
    if (entry === "") return false;
    const [, name = entry, entryPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const host = name.replace(/^\*?\./, "").toLowerCase();
    return (!entryPort || entryPort === port) && (url.hostname === host || url.hostname.endsWith(`.${host}`));
  });
}
