import { AuthError, ConfidentialClientApplication, type INetworkModule } from "@azure/msal-node";
import { readThumbprint } from "./certificate";
import { type CloudName, cloudEndpoints } from "./clouds";
import { GraphError } from "./errors";
import { parseJson, readTokenFailure, unreadableSuccess } from "./failures";
import type { Exchange, Transport } from "./transport";

/** What is needed to read one tenant. Holds secrets: never logged, never kept longer than the run that uses it. */
export type GraphConnection = {
  cloud: CloudName;
  /** GUID or verified domain */
  tenantId: string;
  clientId: string;
  credential:
    | { kind: "secret"; value: string }
    | { kind: "certificate"; certificatePem: string; privateKeyPem: string };
};

export type TokenSource = {
  /**
   * Serves from memory while the token is good. Concurrent calls share one request.
   * @param options.skipCache when roles may have changed, or Graph has refused the token
   */
  getToken: (options?: { skipCache?: boolean }) => Promise<string>;
};

export type TokenSourceOptions = {
  transport: Transport;
  globalCloud: { loginUrl: string | null; graphUrl: string | null };
  signal?: AbortSignal;
  now?: () => Date;
  /** Called for each request that goes out, once its answer or its failure is there. */
  onExchange?: (exchange: Exchange | null, durationMs: number, error: GraphError | null) => void;
};

/** The tenant becomes part of a path; "common" and its like stand for no tenant in particular. */
const TENANT = /^(?!(common|organizations|consumers)$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

export function createTokenSource(connection: GraphConnection, options: TokenSourceOptions): TokenSource {
  const { loginUrl, graphUrl } = cloudEndpoints(connection.cloud, options.globalCloud);
  const scopes = [`${new URL(graphUrl).origin}/.default`];
  let application: ConfidentialClientApplication | undefined;
  let inFlight: { isFresh: boolean; token: Promise<string> } | undefined;
  /** What the request of the present acquisition came to; @azure/msal-node would lose most of it. */
  let outcome: GraphError | undefined;

  const network = createNetworkClient(connection, options, (error) => {
    outcome = error;
  });

  async function acquire(skipCache: boolean): Promise<string> {
    outcome = undefined;
    try {
      application ??= createApplication(connection, loginUrl, network);
      const result = await application.acquireTokenByClientCredential({ scopes, skipCache });
      if (!result?.accessToken) throw new Error("no token");
      return result.accessToken;
    } catch (error) {
      // What the instance remembers ends here: a token that Graph may just have refused, and its own pause after failures,
      // which would keep us from waiting exactly as long as we were told to.
      application = undefined;
      throw outcome ?? explainLocalFailure(error, connection);
    }
  }

  return {
    async getToken({ skipCache = false } = {}) {
      while (inFlight && skipCache && !inFlight.isFresh) await inFlight.token.catch(() => undefined);
      if (inFlight) return inFlight.token;
      const current = { isFresh: skipCache, token: acquire(skipCache) };
      inFlight = current;
      try {
        return await current.token;
      } finally {
        if (inFlight === current) inFlight = undefined;
      }
    },
  };
}

function createApplication(connection: GraphConnection, loginUrl: string, networkClient: INetworkModule) {
  const tenant = connection.tenantId.toLowerCase();
  if (!TENANT.test(tenant)) {
    throw new GraphError({ kind: "token", code: "tenant-invalid", isTransient: false, service: null });
  }
  // The library accepts an authority over https only; the endpoints that it really calls may be http on loopback.
  const { host } = new URL(loginUrl);
  const authority = `https://${host}/${tenant}`;
  const { credential } = connection;
  return new ConfidentialClientApplication({
    auth: {
      clientId: connection.clientId,
      authority,
      knownAuthorities: [host],
      // Given, it saves every request for discovery.
      authorityMetadata: JSON.stringify({
        authorization_endpoint: `${loginUrl}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${loginUrl}/${tenant}/oauth2/v2.0/token`,
        issuer: `${authority}/v2.0`,
        jwks_uri: `${loginUrl}/${tenant}/discovery/v2.0/keys`,
      }),
      ...(credential.kind === "secret"
        ? { clientSecret: credential.value }
        : {
            clientCertificate: {
              thumbprintSha256: readThumbprint(credential.certificatePem),
              privateKey: credential.privateKeyPem,
            },
          }),
    },
    system: { networkClient },
  });
}

/** Failures before anything was sent. The cause is not kept: it may hold the key. */
function explainLocalFailure(error: unknown, connection: GraphConnection): GraphError {
  if (error instanceof GraphError) return error;
  if (connection.credential.kind === "certificate" && !(error instanceof AuthError)) {
    return new GraphError({ kind: "token-signing", code: "token-signing", isTransient: false, service: null });
  }
  const note = error instanceof AuthError ? error.errorCode : undefined;
  const code = note === "invalid_client_credential" ? "credential-missing" : "token-refused";
  return new GraphError({ kind: "token", code, isTransient: false, service: null, note });
}

function createNetworkClient(
  connection: GraphConnection,
  options: TokenSourceOptions,
  onFailure: (error: GraphError) => void,
): INetworkModule {
  const now = options.now ?? (() => new Date());
  const secrets = connection.credential.kind === "secret" ? [connection.credential.value] : [];

  function judge(exchange: Exchange): GraphError | null {
    if (exchange.status < 200 || exchange.status > 299) return readTokenFailure(exchange, secrets, now());
    const body = parseJson(exchange) as { access_token?: unknown } | null | undefined;
    const token = body?.access_token;
    return typeof token === "string" && token !== ""
      ? null
      : unreadableSuccess("entra", exchange, "no access token", now());
  }

  async function send(method: "GET" | "POST", url: string, init?: { headers?: Record<string, string>; body?: string }) {
    const startedAt = now().getTime();
    let exchange: Exchange | null = null;
    let failure: GraphError | null = null;
    try {
      const { signal } = options;
      const request = {
        service: "entra",
        method,
        url,
        headers: init?.headers ?? {},
        body: init?.body,
        signal,
      } as const;
      exchange = await options.transport.send(request);
      failure = judge(exchange);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      failure = error;
    }
    options.onExchange?.(exchange, now().getTime() - startedAt, failure);
    if (failure) {
      onFailure(failure);
      throw failure;
    }
    return { status: exchange?.status ?? 0, headers: {}, body: exchange && JSON.parse(exchange.text) };
  }

  return {
    sendGetRequestAsync: (url, init) => send("GET", url, init),
    sendPostRequestAsync: (url, init) => send("POST", url, init),
  };
}

/** For diagnosis only, and unverified: Microsoft does not promise that its access tokens stay readable. */
function decodeClaims(token: string): Record<string, unknown> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Names of the consented application permissions: empty without any consent, null when the token cannot be read. */
export function decodeRoles(token: string): string[] | null {
  const claims = decodeClaims(token);
  if (claims === null) return null;
  return Array.isArray(claims.roles) ? claims.roles.filter((role) => typeof role === "string") : [];
}

/** Id of the tenant that issued the token, in lower case; null when the token cannot be read. */
export function decodeTenant(token: string): string | null {
  const tenant = decodeClaims(token)?.tid;
  return typeof tenant === "string" ? tenant.toLowerCase() : null;
}
