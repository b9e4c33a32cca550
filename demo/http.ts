import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer";
import type { Call } from "./world";

const BODY_BYTES_MAX = 1_024 * 1_024;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DIAGNOSTIC = JSON.stringify({
  ServerInfo: { DataCenter: "Germany West Central", Slice: "E", Ring: "4", ScaleUnit: "000", RoleInstance: "DEMO" },
});

/** Reads a request completely. @throws when the body is longer than any that Graph or Entra would want */
export async function readCall(
  request: IncomingMessage,
  response: ServerResponse,
  protocol: "http" | "https",
  now: () => Date,
): Promise<Call> {
  const closed = new AbortController();
  response.once("close", () => closed.abort());
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error("request body too long");
    chunks.push(chunk);
  }
  const headers: Call["headers"] = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value[0] : value;
  const requestId = randomUUID();
  const url = new URL(request.url ?? "/", `${protocol}://${request.headers.host ?? "localhost"}`);
  const body = Buffer.concat(chunks).toString("utf8");
  // Microsoft's libraries send it in the header, in the query or in the form.
  const sentId =
    headers["client-request-id"] ??
    url.searchParams.get("client-request-id") ??
    new URLSearchParams(body).get("client-request-id");
  return {
    method: request.method ?? "GET",
    url,
    headers,
    body,
    at: now(),
    requestId,
    clientRequestId: sentId && GUID.test(sentId) ? sentId : requestId,
    closed: closed.signal,
  };
}

/** Sends the answer with the headers that Microsoft's services always set. */
export async function send(response: ServerResponse, call: Call, answer: Answer): Promise<void> {
  const { delivery } = answer;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    date: call.at.toUTCString(),
    "request-id": call.requestId,
    "client-request-id": call.clientRequestId,
    "x-ms-ags-diagnostic": DIAGNOSTIC,
    ...answer.headers,
    ...(delivery?.kind === "oversized" ? {} : { "content-length": String(body.length) }),
  });
  if (delivery === undefined) {
    response.end(call.method === "HEAD" ? undefined : body);
  } else if (delivery.kind === "cut") {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  } else {
    await sendOversized(response, call, delivery.bytes);
  }
}

/** One string without end, in pieces, as long as somebody reads. */
async function sendOversized(response: ServerResponse, call: Call, bytes: number): Promise<void> {
  const piece = Buffer.alloc(64 * 1_024, "x");
  response.write('{"value":["');
  for (let sent = 0; sent < bytes && !call.closed.aborted; sent += piece.length) {
    if (!response.write(piece)) await once(response, "drain", { signal: call.closed }).catch(() => undefined);
  }
  response.end('"]}');
}
