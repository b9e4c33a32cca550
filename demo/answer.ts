import type { Call } from "./world";

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Ways to spoil the delivery: the socket breaks half way, or the body does not want to end. */
  delivery?: { kind: "cut" } | { kind: "oversized"; bytes: number };
};

export function answerJson(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function answerText(status: number, contentType: string, body: string): Answer {
  return { status, headers: { "content-type": contentType }, body };
}

/** Graph's error envelope. `innerError.date` carries no zone, as Graph writes it. */
export function answerGraphError(
  call: Call,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
  inner: Record<string, unknown> = {},
): Answer {
  const innerError = {
    ...inner,
    date: call.at.toISOString().slice(0, 19),
    "request-id": call.requestId,
    "client-request-id": call.clientRequestId,
  };
  return answerJson(status, { error: { code, message, innerError } }, headers);
}

/** Thrown by Graph routes; becomes Graph's error envelope. */
export class GraphRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}
