import { createTranslator } from "next-intl";
import type { ActionError, ErrorText } from "@/lib/actions/result";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

/** Codes whose status does not follow from their ending. */
const statuses: Record<string, number> = {
  "token-missing": 401,
  "token-invalid": 401,
  "token-expired": 401,
  "token-revoked": 401,
  "token-owner-disabled": 401,
  "scope-missing": 403,
  "not-allowed": 403,
  "personal-token-needed": 403,
  "operation-not-found": 404,
  "not-found": 404,
  "method-not-allowed": 405,
  "drop-outdated": 409,
  "import-changed": 409,
  "body-too-large": 413,
  "media-type-unsupported": 415,
  "json-invalid": 400,
  "parameter-invalid": 400,
  "cursor-invalid": 400,
  "idempotency-key-invalid": 400,
  "invalid-input": 422,
  "idempotency-key-reused": 422,
  "idempotency-in-progress": 409,
  "idempotency-answer-withheld": 409,
  "version-needed": 428,
  "rate-limit-exceeded": 429,
  unexpected: 500,
};

/** What is wrong with what was sent, as opposed to what is there. */
const ofInput = /^(csv|certificate|private-key|password|catalogue-(address|columns|is|not|too))(-|$)/;

/** @param params names of the path's parameters: a thing that the path names is not found, one in the body is wrong input */
export function statusOf({ code, fields, errorId }: ActionError, params: readonly string[]): number {
  if (errorId) return 500;
  const known = statuses[code];
  if (known) return known;
  if (code.endsWith("-changed")) return 412;
  if (code.endsWith("-taken")) return 409;
  if (code.endsWith("-not-found") && Object.keys(fields).length === 0) {
    const noun = code.split("-").at(-3) ?? "";
    return params.some((name) => name.toLowerCase().startsWith(noun)) ? 404 : 422;
  }
  if (Object.keys(fields).length > 0 || ofInput.test(code)) return 422;
  return 409;
}

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Not possible now",
  412: "Changed meanwhile",
  413: "Body too large",
  415: "Unsupported media type",
  422: "Invalid input",
  428: "Version needed",
  429: "Too many requests",
  500: "Unexpected failure",
};
export const problemStatuses = Object.keys(titles).map(Number);

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  params: ErrorText["params"];
  requestId: string;
  errorId?: string;
  errors?: { pointer?: string; parameter?: string; code: string; detail: string; params: ErrorText["params"] }[];
};

type Said = { status: number; requestId: string; locale: Locale; where: "body" | "parameters" };

/** RFC 9457, with our stable code and with the same words that people read on the screens. */
export function buildProblem({ code, params, fields, errorId }: ActionError, said: Said): Problem {
  const { status, requestId, locale, where } = said;
  const errors = Object.entries(fields).map(([name, fault]) => ({
    ...(where === "body" ? { pointer: pointerOf(name) } : { parameter: name }),
    ...{ code: fault.code, detail: wordError(fault, locale), params: fault.params },
  }));
  return {
    type: `urn:seatwise:problem:${code}`,
    title: titles[status] ?? "Failure",
    status,
    ...{ detail: wordError({ code, params }, locale), code, params, requestId },
    ...(errorId ? { errorId } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/** A JSON pointer as a fragment, as RFC 9457 shows it. */
const pointerOf = (name: string) =>
  name === ""
    ? "#"
    : `#/${name
        .split(".")
        .map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"))
        .join("/")}`;

function wordError({ code, params }: ErrorText, locale: Locale): string {
  const t = createTranslator({
    locale: languageTags[locale],
    messages: messagesByLocale[locale],
    namespace: "errors",
    onError: () => {},
  });
  // Codes are data here, which the types of the texts cannot follow.
  const word = t as unknown as { (key: string, values: ErrorText["params"]): string; has(key: string): boolean };
  return word.has(code) ? word(code, params) : word("unknown", { code });
}
