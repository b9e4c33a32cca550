import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGraphClient, type GraphClientOptions, type GraphRequestEvent } from "@/lib/graph/client";
import type { GraphConnection } from "@/lib/graph/token";

export const tenantId = "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90";

export const secretConnection: GraphConnection = {
  cloud: "global",
  tenantId,
  clientId: "8f4a2c1e-5b7d-4c3a-9e2f-1d0b6a7c8e94",
  credential: { kind: "secret", value: "a~secret+with/odd&characters=" },
};

export type Received = { path: string; headers: IncomingMessage["headers"] };
export type Respond = (response: ServerResponse, request: Received, url: string) => unknown;

/**
 * A server that answers each Graph request with the next of the scripted answers, the last one over and over. Its token
 * endpoint hands out token-1, token-2 and so on unless told otherwise.
 */
export async function startScriptedGraph() {
  const received: Received[] = [];
  const script: Respond[] = [];
  let tokenCount = 0;
  let answerToken: Respond | undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const entry = { path, headers: request.headers };
    if (path.includes("/oauth2/")) {
      tokenCount++;
      request.resume();
      const token = { token_type: "Bearer", expires_in: 3_599, access_token: `token-${tokenCount}` };
      return answerToken ? answerToken(response, entry, url) : json(token)(response, entry, url);
    }
    received.push(entry);
    const respond = script.length > 1 ? script.shift() : script[0];
    return respond?.(response, entry, url);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    tokenCount: () => tokenCount,
    respond: (...answers: Respond[]) => script.splice(0, script.length, ...answers),
    respondToken: (respond: Respond) => {
      answerToken = respond;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Respond =>
  (response) =>
    response
      .writeHead(status, { "content-type": "application/json; charset=utf-8", "request-id": "r-1", ...headers })
      .end(JSON.stringify(body));

export const graphError = (status: number, code: string, headers: Record<string, string> = {}): Respond =>
  json({ error: { code, message: `${code}.` } }, status, headers);

export const html =
  (status: number): Respond =>
  (response) =>
    response.writeHead(status, { "content-type": "text/html" }).end("<!doctype html><p>Please wait");

/** Half of a body, and then the line is dead. */
export const cut: Respond = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"value":[', () => response.destroy());
};

/** Waits are recorded instead of waited; nothing is random. */
export function createTestClient(
  url: string,
  connection: GraphConnection = secretConnection,
  options: Partial<GraphClientOptions> = {},
) {
  const waits: number[] = [];
  const events: GraphRequestEvent[] = [];
  const client = createGraphClient(connection, {
    sleep: async (ms) => waits.push(ms),
    random: () => 1,
    onRequest: (event) => events.push(event),
    ...options,
    settings: {
      timeoutMs: 10_000,
      retryBaseMs: 1_000,
      retryAfterMaxMs: 60_000,
      globalCloud: { loginUrl: url, graphUrl: url },
      ...options.settings,
    },
  });
  return { client, waits, events };
}
