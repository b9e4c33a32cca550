import { randomUUID } from "node:crypto";
import { type Answer, answerJson } from "./answer";
import { ENTRA_ERRORS } from "./entra-error-table";
import type { Call } from "./world";

export type EntraCode = keyof typeof ENTRA_ERRORS;

export const isEntraCode = (code: number): code is EntraCode => Object.hasOwn(ENTRA_ERRORS, code);

/** Thrown by the token endpoint; becomes Entra's error body. */
export class EntraRefusal extends Error {
  constructor(
    readonly code: EntraCode,
    readonly detail = "",
  ) {
    super(`AADSTS${code}`);
  }
}

export function answerEntraError(
  call: Call,
  code: EntraCode,
  detail = "",
  headers: Record<string, string> = {},
): Answer {
  const { status, error, text } = ENTRA_ERRORS[code];
  const traceId = randomUUID();
  const timestamp = `${call.at.toISOString().slice(0, 19).replace("T", " ")}Z`;
  const description = `AADSTS${code}: ${detail === "" ? text : `${text} ${detail}`}`;
  const trailer = `Trace ID: ${traceId} Correlation ID: ${call.clientRequestId} Timestamp: ${timestamp}`;
  return answerJson(
    status,
    {
      error,
      error_description: `${description} ${trailer}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: call.clientRequestId,
      error_uri: `${call.url.origin}/error?code=${code}`,
    },
    headers,
  );
}
