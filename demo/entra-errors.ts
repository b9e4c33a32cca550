import { randomUUID } from "node:crypto";
import { type Answer, answerJson } from "./answer";
import type { Call } from "./world";

type EntraError = { status: number; error: string; text: string };

/** What the token endpoint can refuse with, by AADSTS code. */
const ERRORS = {
  50012: {
    status: 401,
    error: "invalid_client",
    text: "Authentication failed: the signature of the assertion is invalid.",
  },
  50027: { status: 400, error: "invalid_request", text: "JWT token is invalid or malformed." },
  50048: { status: 400, error: "invalid_request", text: "Subject must match Issuer claim in the client assertion." },
  50059: { status: 400, error: "invalid_request", text: "No tenant-identifying information found in the request." },
  53003: { status: 400, error: "access_denied", text: "Access has been blocked by Conditional Access policies." },
  70003: { status: 400, error: "unsupported_grant_type", text: "The app requested an unsupported grant type." },
  90002: {
    status: 400,
    error: "invalid_request",
    text: "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  },
  90006: { status: 500, error: "server_error", text: "External service failed. Please retry." },
  90033: { status: 503, error: "temporarily_unavailable", text: "A transient error has occurred. Please try again." },
  90055: { status: 429, error: "temporarily_unavailable", text: "Tenant is throttled: too many requests." },
  500011: { status: 400, error: "invalid_resource", text: "The resource principal was not found in the tenant." },
  700016: {
    status: 400,
    error: "unauthorized_client",
    text: "Application was not found in the directory. It has not been installed by an administrator of the tenant.",
  },
  700024: { status: 401, error: "invalid_client", text: "Client assertion is not within its valid time range." },
  700027: {
    status: 401,
    error: "invalid_client",
    text: "Client assertion failed signature validation. The key was not found.",
  },
  900023: {
    status: 400,
    error: "invalid_request",
    text: "The tenant identifier is neither a valid DNS name nor a GUID.",
  },
  900144: { status: 400, error: "invalid_request", text: "The request body must contain the following parameter:" },
  1002012: {
    status: 400,
    error: "invalid_scope",
    text: "Client credential flows must have a scope value with /.default suffixed to the resource identifier.",
  },
  7000112: { status: 400, error: "unauthorized_client", text: "Application is disabled." },
  7000215: {
    status: 401,
    error: "invalid_client",
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
  },
  7000218: {
    status: 401,
    error: "invalid_client",
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: { status: 401, error: "invalid_client", text: "The provided client secret keys are expired." },
} as const satisfies Record<number, EntraError>;

export type EntraCode = keyof typeof ERRORS;

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
  const { status, error, text } = ERRORS[code];
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
