import { z } from "zod";
import type { Operation } from "@/lib/actions/define-operation";
import { permissions } from "@/lib/auth/permissions";
import { operations } from "./operations";
import { problemStatuses } from "./problem";
import { apiRoot } from "./root";
import { introduction, tags } from "./words";

type Json = Record<string, unknown>;

/** Inputs allow what an operation takes, outputs what it may answer. Fields that are new in a later version must not break a client. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (io === "output") delete jsonSchema.additionalProperties;
      // zod's pattern of a GUID says no more than its format, and is long.
      if (jsonSchema.format === "uuid" || jsonSchema.format === "date-time" || jsonSchema.format === "date") {
        delete jsonSchema.pattern;
      }
    },
  }) as Json;
  return json;
}

const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

function parametersOf({ params, query, method, isVersioned, body }: Operation): Json[] {
  const listed = (schema: z.ZodObject | undefined, place: "path" | "query") => {
    if (!schema) return [];
    const { properties = {}, required = [] } = schemaOf(schema, "input") as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...each }]) => ({
      ...{ name, in: place, required: place === "path" || required.includes(name), schema: each },
      ...(description ? { description } : {}),
      ...(each.type === "array" ? { style: "form", explode: true } : {}),
    }));
  };
  return [
    ...listed(params, "path"),
    ...listed(query, "query"),
    ...(isVersioned ? [reference("parameters", "IfMatch")] : []),
    ...(method === "POST" && body !== null ? [reference("parameters", "IdempotencyKey")] : []),
    reference("parameters", "AcceptLanguage"),
  ];
}

/** Which problems an operation can answer with, beside those of every one. */
function problemsOf({ method, params, query, body, isVersioned, codes = [] }: Operation): number[] {
  return [
    ...[401, 403, 429, 500],
    ...(query || method === "POST" ? [400] : []),
    ...(params ? [404] : []),
    ...(body ? [400, 413, 415, 422] : []),
    ...(isVersioned ? [412, 428] : []),
    ...(codes.length > 0 || method === "POST" ? [409, 422] : []),
  ].filter((status, index, all) => all.indexOf(status) === index);
}

function successOf(operation: Operation): Json {
  const { output, files, location, status = output || files ? 200 : 204 } = operation;
  const headers = {
    "X-Request-Id": reference("headers", "XRequestId"),
    "RateLimit-Limit": reference("headers", "RateLimitLimit"),
    "RateLimit-Remaining": reference("headers", "RateLimitRemaining"),
    "RateLimit-Reset": reference("headers", "RateLimitReset"),
    ...(location ? { Location: reference("headers", "Location") } : {}),
    ...(output instanceof z.ZodObject && "version" in output.shape ? { ETag: reference("headers", "ETag") } : {}),
  };
  const content = output
    ? { "application/json": { schema: schemaOf(output, "output") } }
    : Object.fromEntries((files ?? []).map((type) => [type, { schema: { type: "string" } }]));
  const descriptions: Record<number, string> = {
    200: "Done.",
    201: "Made; `Location` names it.",
    202: "Started; `Location` names the run to follow.",
    204: "Done.",
  };
  const hasContent = output !== undefined || files !== undefined;
  return { [status]: { description: descriptions[status], headers, ...(hasContent ? { content } : {}) } };
}

function describe(operation: Operation): Json {
  const { name, tag, summary, description, permission, body, codes = [] } = operation;
  const problems = problemsOf(operation).map((status) => [status, reference("responses", `Problem${status}`)]);
  const says = [
    ...(description ? [description] : []),
    `Scope: \`${permission}\`.`,
    ...(codes.length > 0 ? [`Codes: ${codes.map((code) => `\`${code}\``).join(", ")}.`] : []),
  ];
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: says.join("\n\n"),
    security: [{ token: [permission] }],
    parameters: parametersOf(operation),
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } }
      : {}),
    responses: { ...successOf(operation), ...Object.fromEntries(problems) },
  };
}

const header = (description: string, schema: Json) => ({ description, schema });
const parameter = (name: string, description: string, schema: Json = { type: "string" }) => ({
  ...{ name, in: "header", required: false, description, schema },
});

function problemSchema(): Json {
  const params = { type: "object", additionalProperties: { type: ["string", "number"] } };
  const text = { type: "string" };
  const fault = {
    type: "object",
    required: ["code", "detail", "params"],
    properties: {
      pointer: { ...text, description: "Where in the body, as a JSON pointer: `#/name`." },
      parameter: { ...text, description: "Which parameter of the address." },
      ...{ code: text, detail: text, params },
    },
  };
  return {
    type: "object",
    required: ["type", "title", "status", "detail", "code", "params", "requestId"],
    properties: {
      ...{ type: { ...text, format: "uri" }, title: text, status: { type: "integer" } },
      detail: { ...text, description: "In words, in the language of `Accept-Language` (English or German)." },
      code: { ...text, description: "Stable, for programs." },
      params: { ...params, description: "What fills the text of the code." },
      requestId: text,
      errorId: { ...text, description: "Of a bug: names the line in the server's log." },
      errors: { type: "array", items: fault },
    },
  };
}

let document: Json | undefined;

/** OpenAPI 3.1, made out of the same schemas that the handler checks with. Made once in a process. */
export function openApiDocument(): Json {
  document ??= buildOpenApi();
  return document;
}

function buildOpenApi(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describe(operation) };
  }
  const problems = problemStatuses.map((status) => [
    `Problem${status}`,
    {
      description: `A problem of the status ${status}; \`code\` says which.`,
      content: { "application/problem+json": { schema: reference("schemas", "Problem") } },
    },
  ]);
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      ...{ title: "Seatwise REST API", version: "1.0.0", description: introduction },
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: apiRoot }],
    tags: tags.map(({ name, description }) => ({ name, description })),
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          ...{ type: "http", scheme: "bearer", bearerFormat: "swt_…" },
          description: `Made under Settings › API tokens. Scopes: ${permissions.map((each) => `\`${each}\``).join(", ")}.`,
        },
      },
      parameters: {
        IfMatch: parameter(
          "If-Match",
          "The `ETag` of what is changed, or `*`. Without it the body names its `version`. Missing both: 428; another one: 412.",
        ),
        IdempotencyKey: parameter(
          "Idempotency-Key",
          "Sent again within 24 hours with the same key, the request is not carried out again, and answers as the first time.",
          { type: "string", maxLength: 200 },
        ),
        AcceptLanguage: parameter("Accept-Language", "`en` or `de`: the language of texts."),
      },
      headers: {
        XRequestId: header("Names this request in the server's log.", { type: "string" }),
        RateLimitLimit: header("Calls that the token has in a minute.", { type: "integer" }),
        RateLimitRemaining: header("Calls that are left.", { type: "integer" }),
        RateLimitReset: header("Seconds until the minute is over.", { type: "integer" }),
        Location: header("Where the made thing or the started run is.", { type: "string", format: "uri-reference" }),
        ETag: header("The version in quotes, for `If-Match`.", { type: "string" }),
      },
      responses: Object.fromEntries(problems),
      schemas: { Problem: problemSchema() },
    },
  };
}
