import { z } from "zod";
import type { Operation } from "@/lib/actions/define-operation";
import { describeInvalidInput } from "@/lib/actions/failure";
import type { ActionError } from "@/lib/actions/result";
import { AppError } from "@/lib/errors";

const BODY_BYTES_MAX = 256 * 1024;

/** Input that its schema refuses; `where` tells how its faults are named. */
export class InvalidInput extends Error {
  constructor(
    readonly described: ActionError,
    readonly where: "body" | "parameters",
  ) {
    super("invalid input");
  }
}

function innermost(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) {
    inner = inner.unwrap();
  }
  return inner;
}

/** Text of an address as what its schema wants; what cannot be read so stays text, and is refused. */
function fromText(schema: z.core.$ZodType | undefined, text: string): unknown {
  const inner = innermost(schema);
  if (inner instanceof z.ZodBoolean && (text === "true" || text === "false")) return text === "true";
  if (inner instanceof z.ZodNumber && /^-?\d{1,15}$/.test(text)) return Number(text);
  return text;
}

/** @throws AppError not-found: an address that can name nothing */
export function readParams(
  { params: schema }: Operation,
  given: Record<string, string>,
): Record<string, unknown> | undefined {
  if (!schema) return undefined;
  const raw = Object.entries(given).map(([name, text]) => [name, fromText(schema.shape[name], decode(text))]);
  const parsed = schema.safeParse(Object.fromEntries(raw));
  if (!parsed.success) throw new AppError("not-found");
  return parsed.data;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError("not-found");
  }
}

/** @throws InvalidInput, also for a parameter that the operation does not know */
export function readQuery({ query: schema }: Operation, search: URLSearchParams): Record<string, unknown> | undefined {
  const known: z.ZodObject = schema ?? z.strictObject({});
  const raw = [...new Set(search.keys())].map((name) => {
    const values = search.getAll(name);
    const field = known.shape[name];
    const inner = innermost(field);
    if (inner instanceof z.ZodArray) return [name, values];
    return [name, values.length === 1 ? fromText(field, values[0] ?? "") : values];
  });
  const parsed = known.safeParse(Object.fromEntries(raw));
  if (!parsed.success) {
    throw new InvalidInput({ ...describeInvalidInput(parsed.error), code: "parameter-invalid" }, "parameters");
  }
  return schema && parsed.data;
}

/** @throws AppError body-too-large */
export async function readBytes({ bodyBytesMax = BODY_BYTES_MAX }: Operation, request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new AppError("body-too-large", { params: { maximum: bodyBytesMax } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws AppError media-type-unsupported, json-invalid; InvalidInput */
export async function readBody({ body: schema }: Operation, request: Request, bytes: Uint8Array): Promise<unknown> {
  if (!schema) return undefined;
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (bytes.length > 0 && mediaType !== "application/json" && !/^application\/[\w.-]+\+json$/.test(mediaType)) {
    throw new AppError("media-type-unsupported");
  }
  const parsed = await schema.safeParseAsync(readJson(bytes));
  if (!parsed.success) throw new InvalidInput(placeFaults(describeInvalidInput(parsed.error)), "body");
  return parsed.data;
}

/** A fault of the body as a whole stands beside no field: its place is the body itself. */
function placeFaults(described: ActionError): ActionError {
  const { code, params, fields } = described;
  if (Object.keys(fields).length > 0) return described;
  const isShape = code.startsWith("field-");
  return { ...described, code: isShape ? "invalid-input" : code, fields: { "": { code, params } } };
}

/** No body is an empty one: some operations need nothing. */
function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("json-invalid");
  }
  // PostgreSQL cannot hold NUL in a text.
  if (JSON.stringify(value).includes("\\u0000")) throw new AppError("json-invalid");
  return value;
}

/**
 * Which version the caller has seen: by If-Match, as the ETag gave it, or by `version` in the body.
 * @throws AppError version-needed
 */
export function readVersion(operation: Operation, request: Request, body: unknown): number | "any" {
  if (!operation.isVersioned) return "any";
  const header = request.headers.get("if-match")?.trim();
  if (header === "*") return "any";
  const [, tag] = /^(?:W\/)?"(\d{1,9})"$/.exec(header ?? "") ?? [];
  if (tag !== undefined) return Number(tag);
  const { version } = (body ?? {}) as { version?: number };
  // A header that is no tag of ours matches nothing.
  if (header !== undefined) return 0;
  if (version === undefined) throw new AppError("version-needed");
  return version;
}
