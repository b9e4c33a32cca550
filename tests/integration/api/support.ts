import Ajv from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Operation } from "@/lib/actions/define-operation";
import { createPersonalToken, createServiceToken } from "@/lib/api/commands";
import { handleApi } from "@/lib/api/handle";
import { openApiDocument } from "@/lib/api/openapi";
import { operations } from "@/lib/api/operations";
import { type Permission, permissions } from "@/lib/auth/permissions";
import type { AccountRole } from "@/lib/db/generated/enums";
import { queue } from "@/lib/jobs/producer";
import { createCompany, startHarness } from "../import/support";

export type Sent = {
  token?: string | null;
  body?: unknown;
  /** instead of `body`, as it is */
  raw?: string;
  headers?: Record<string, string>;
};
export type Answer<Data = Record<string, unknown>> = { status: number; headers: Headers; data: Data; text: string };

const root = "http://localhost/api/v1";

/** Through the handler itself, as the route calls it. */
export async function send<Data = Record<string, unknown>>(
  method: string,
  path: string,
  { token, body, raw, headers = {} }: Sent = {},
): Promise<Answer<Data>> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await handleApi(
    new Request(`${root}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(sent === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    }),
  );
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
  return { status: answer.status, headers: answer.headers, text, data: (isJson ? JSON.parse(text) : text) as Data };
}

const document = openApiDocument() as {
  paths: Record<string, Record<string, { responses: Record<string, { $ref?: string; content?: Content }> }>>;
  components: { responses: Record<string, { content: Content }> };
};
type Content = Record<string, { schema: object }>;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, "document");

/** What the document says against an answer; empty when it is as promised. */
export function faultsOf(operation: Operation, answer: Answer<unknown>): string[] {
  const { path, method } = operation;
  const promised = document.paths[path]?.[method.toLowerCase()]?.responses ?? {};
  const response = promised[answer.status];
  if (!response) return [`the document knows no answer ${answer.status}: ${answer.text}`];
  const place = response.$ref
    ? response.$ref.slice(1)
    : `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}/responses/${answer.status}`;
  const { content } = response.$ref
    ? (document.components.responses[response.$ref.split("/").at(-1) ?? ""] ?? {})
    : response;
  if (!content) return answer.text === "" ? [] : ["a body where the document knows none"];
  const mediaType = answer.headers.get("content-type")?.split(";")[0] ?? "";
  if (!content[mediaType]) return [`the document knows no ${mediaType} here`];
  if (!mediaType.endsWith("json")) return [];
  const pointer = `${place}/content/${mediaType.replaceAll("/", "~1")}/schema`;
  const check = ajv.compile({ $ref: `document#${encodeURI(pointer)}` });
  return check(answer.data) ? [] : (check.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

export const operationOf = (name: string): Operation => {
  const found = operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
};

/** A small company, imported and reckoned, and tokens of all kinds. */
export async function startApi(env: Record<string, string> = {}) {
  const tenant = createCompany("Contoso", 60);
  const harness = await startHarness({ tenants: [tenant], env: { API_CALLS_PER_MINUTE: "100000", ...env } });
  const portalId = await harness.addPortal("Contoso", tenant);
  const account = async (username: string, role: AccountRole) => {
    const [row] = await harness.sql<{ id: string }>(
      `insert into account (username, display_name, role, password_hash) values ($1, $1, $2::account_role, 'none') returning id`,
      [username, role],
    );
    return { id: row?.id ?? "", username, displayName: username, role };
  };
  const anna = await account("anna", "administrator");
  const viktor = await account("viktor", "viewer");
  const personal = async (
    owner: typeof anna,
    scopes: readonly Permission[] = permissions,
    expiresAt: Date | null = null,
  ) => (await createPersonalToken(owner, { name: `of ${owner.username}`, scopes, expiresAt })).token;
  const service = async (
    role: AccountRole,
    scopes: readonly Permission[] = permissions,
    expiresAt: Date | null = null,
  ) => (await createServiceToken(anna, { name: "program", role, scopes, expiresAt })).token;
  return {
    ...{ harness, tenant, portalId, anna, viktor, personal, service, account },
    sql: harness.sql,
    /** Imports and recalculates, here and now. */
    async fill(): Promise<void> {
      await harness.runImport();
      await harness.recalculate();
    },
    /** As a worker would: runs that calls have opened do not stay in the way of the next ones. */
    endRuns: () =>
      harness.sql("update run set status = 'cancelled', ended_at = now() where status in ('queued', 'running')"),
    async stop(): Promise<void> {
      await queue().close();
      await harness.stop();
    },
  };
}
export type Api = Awaited<ReturnType<typeof startApi>>;
