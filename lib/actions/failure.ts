import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { ActionError, ErrorText } from "./result";

export const failed = (code: string): ActionError => ({ code, params: {}, fields: {} });

/**
 * What a thrown error becomes for the person. Only what we threw for them is told; of anything else they get an id, and the
 * log gets the rest under it.
 */
export function describeFailure(error: unknown, context: Record<string, unknown>): ActionError {
  if (error instanceof AppError) {
    const fields = Object.entries(error.fields).map(([name, code]) => [name, { code, params: error.params }]);
    return { code: error.code, params: error.params, fields: Object.fromEntries(fields) };
  }
  const errorId = randomBytes(5).toString("hex");
  log.error({ ...context, err: error, errorId }, "unexpected failure");
  return { ...failed("unexpected"), params: { errorId }, errorId };
}

/** Input that its schema refuses. One fault for each field: the first. */
export function describeInvalidInput(error: z.ZodError): ActionError {
  const fields: Record<string, ErrorText> = {};
  for (const issue of error.issues) {
    // A strict object names itself and lists what it does not know.
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) fields[path.join(".")] ??= describeIssue(issue);
  }
  // A fault of the whole has no field to stand beside.
  const { "": whole, ...named } = fields;
  return { ...(whole ?? { code: "invalid-input", params: {} }), fields: named };
}

/** Our own schemas may give a code as their message ("password-too-short"); zod's own messages are sentences. */
function describeIssue(issue: z.core.$ZodIssue): ErrorText {
  const params = issue.code === "custom" ? ((issue.params ?? {}) as ErrorText["params"]) : {};
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(issue.message)) return { code: issue.message, params };
  switch (issue.code) {
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) <= 1) return { code: "field-required", params };
      return issue.origin === "string"
        ? { code: "field-too-short", params: { minimum: Number(issue.minimum) } }
        : { code: "field-too-small", params: { minimum: Number(issue.minimum) } };
    case "too_big":
      return issue.origin === "string"
        ? { code: "field-too-long", params: { maximum: Number(issue.maximum) } }
        : { code: "field-too-big", params: { maximum: Number(issue.maximum) } };
    case "unrecognized_keys":
      return { code: "field-unknown", params };
    case "invalid_type":
      // zod keeps the input out of its issues, and that is right: it may be a password
      return { code: issue.message.endsWith("received undefined") ? "field-required" : "field-invalid", params };
    default:
      return { code: "field-invalid", params };
  }
}
