/**
 * Every code that a GraphError can carry. Stable: each is the key of its text in the messages under `graphErrors`. The first
 * six are the general cases that the manual words; the others are used where the cause is known more precisely.
 */
export const graphErrorCodes = [
  "graph-reported",
  "unreachable",
  "unreadable-success",
  "unreadable-failure",
  "certificate-thumbprint",
  "token-signing",
  // the way there
  "timed-out",
  "connection-cut",
  "server-untrusted",
  "redirected",
  "aborted",
  // the token
  "secret-wrong",
  "secret-expired",
  "credential-missing",
  "credential-rejected",
  "app-not-found",
  "app-disabled",
  "tenant-not-found",
  "tenant-invalid",
  "tenant-unavailable",
  "tenant-restricted",
  "cloud-mismatch",
  "certificate-not-registered",
  "certificate-mismatch",
  "clock-skewed",
  "assertion-rejected",
  "access-blocked",
  "consent-missing",
  "token-refused",
  // Graph
  "throttled",
  "service-unavailable",
  "permission-missing",
  "premium-required",
  "token-rejected",
  "app-not-in-tenant",
  "request-rejected",
  "object-not-found",
  "endpoint-wrong",
  // a list that could not be read to its end
  "page-token-expired",
  "foreign-next-link",
  "page-loop",
  "body-too-large",
  "licences-missing",
] as const;
export type GraphErrorCode = (typeof graphErrorCodes)[number];

export type GraphErrorKind =
  /** Graph answered with an error in its own form */
  | "graph-reported"
  /** Entra refused the token, in its own form */
  | "token"
  | "unreachable"
  | "unreadable-success"
  | "unreadable-failure"
  | "certificate-thumbprint"
  | "token-signing"
  /** answers were readable, yet the list as a whole cannot be trusted */
  | "incomplete"
  | "aborted";

export type GraphErrorDetails = {
  kind: GraphErrorKind;
  code: GraphErrorCode;
  /** May pass without anybody changing anything: keep the data that are there, try again later. */
  isTransient: boolean;
  /** Which of the two services it was; null: neither was asked. */
  service: "entra" | "graph" | null;
  status?: number;
  /** As Microsoft spells it; for Entra the `error` of OAuth. */
  microsoftCode?: string;
  /** Microsoft's own description: for people, never to branch on. */
  microsoftMessage?: string;
  /** Graph's request-id, Entra's trace id. */
  requestId?: string;
  /** Graph's echo of our id, Entra's correlation id. */
  clientRequestId?: string;
  aadstsCode?: number;
  /** Node's or undici's code of a failed connection, such as ENOTFOUND. */
  networkCode?: string;
  /** What the service asked us to wait. */
  retryAfterMs?: number;
  /** For the log, after the code; nothing of the content of an answer or of a credential. */
  note?: string;
};

const MESSAGE_LENGTH_MAX = 500;
const NAME_LENGTH_MAX = 128;
/** Anything that looks like a token in its compact form. */
const COMPACT_TOKEN = /\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)*/g;

/** One line of bounded length, without anything that looks like a token; undefined when nothing is left. */
export function cleanMicrosoftMessage(text: string | null | undefined, secrets: readonly string[] = []) {
  let clean = text ?? "";
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, "[redacted]");
  clean = clean
    .replace(COMPACT_TOKEN, "[redacted]")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
  return clean === "" ? undefined : clean.slice(0, MESSAGE_LENGTH_MAX);
}

/** Codes and ids come from outside too, and go into logs and rows. */
const cleanName = (text: string | undefined) => cleanMicrosoftMessage(text)?.slice(0, NAME_LENGTH_MAX);

/** Any failure to get something from Entra or Graph. Never holds a token, a secret or a key, nor an error that does. */
export class GraphError extends Error {
  readonly kind: GraphErrorKind;
  readonly code: GraphErrorCode;
  readonly isTransient: boolean;
  readonly service: "entra" | "graph" | null;
  readonly status?: number;
  readonly microsoftCode?: string;
  readonly microsoftMessage?: string;
  readonly requestId?: string;
  readonly clientRequestId?: string;
  readonly aadstsCode?: number;
  readonly networkCode?: string;
  readonly retryAfterMs?: number;

  constructor(details: GraphErrorDetails) {
    const microsoftCode = cleanName(details.microsoftCode);
    const facts = [
      details.service,
      details.status === undefined ? undefined : `HTTP ${details.status}`,
      details.aadstsCode === undefined ? microsoftCode : `AADSTS${details.aadstsCode}`,
      details.networkCode,
      details.note,
    ].filter((fact) => fact !== undefined && fact !== null);
    super(facts.length === 0 ? details.code : `${details.code} (${facts.join(", ")})`);
    this.name = "GraphError";
    this.kind = details.kind;
    this.code = details.code;
    this.isTransient = details.isTransient;
    this.service = details.service;
    this.status = details.status;
    this.microsoftCode = microsoftCode;
    this.microsoftMessage = cleanMicrosoftMessage(details.microsoftMessage);
    this.requestId = cleanName(details.requestId);
    this.clientRequestId = cleanName(details.clientRequestId);
    this.aadstsCode = details.aadstsCode;
    this.networkCode = details.networkCode;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The caller's own signal ended it. */
export function abortedError(service: "entra" | "graph" | null = null): GraphError {
  return new GraphError({ kind: "aborted", code: "aborted", isTransient: true, service });
}
