import { unstable_rethrow } from "next/navigation";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { can, type Permission } from "@/lib/auth/permissions";
import type { CurrentAccount } from "@/lib/auth/session";
import { describeFailure, describeInvalidInput, failed } from "./failure";
import type { ActionError } from "./result";

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** The type of a route file's exports (GET, POST …). */
export interface Route {
  (request: NextRequest, context: RouteContext): Promise<Response>;
  /** null: open to everybody, made by `definePublicRoute` */
  readonly permission: Permission | null;
}

type Definition<Params extends z.ZodType, Query extends z.ZodType> = {
  permission: Permission;
  /** of the path; without a schema the handler gets none */
  params?: Params;
  /** of the query string; a name that occurs more than once is a list */
  query?: Query;
};

type Handler<Params extends z.ZodType, Query extends z.ZodType> = (call: {
  request: NextRequest;
  account: CurrentAccount;
  params: z.output<Params>;
  query: z.output<Query>;
}) => Promise<Response>;

const titles: Record<number, string> = {
  400: "Invalid input",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Not possible",
  500: "Unexpected failure",
};

/** RFC 9457, with the same code and fields that an action answers with. */
function problem(status: number, { code, params, fields, errorId }: ActionError): Response {
  const body = { type: "about:blank", title: titles[status], status, code, params, fields, errorId };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

function answerFailure(error: unknown, request: NextRequest): Response {
  unstable_rethrow(error);
  const described = describeFailure(error, { method: request.method, path: request.nextUrl.pathname });
  if (described.errorId) return problem(500, described);
  // A body that the handler could not read; parameters and query are checked before it.
  if (described.code === "invalid-input") return problem(400, described);
  return problem(described.code === "not-found" || described.code.endsWith("-not-found") ? 404 : 409, described);
}

/** Whether a page of another origin sent it. Browsers say so; other clients carry no session that could be abused. */
function isCrossSite(request: NextRequest): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const site = request.headers.get("sec-fetch-site");
  return site !== null && site !== "same-origin" && site !== "none";
}

function readQuery(search: URLSearchParams): Record<string, string | string[]> {
  const entries = [...new Set(search.keys())].map((name): [string, string | string[]] => {
    const values = search.getAll(name);
    return [name, values.length === 1 ? (values[0] ?? "") : values];
  });
  return Object.fromEntries(entries);
}

/** Makes `defineRoute`; see `createDefineAction`. */
export function createDefineRoute(currentAccount: () => Promise<CurrentAccount | null>) {
  return function defineRoute<Params extends z.ZodType = z.ZodUndefined, Query extends z.ZodType = z.ZodUndefined>(
    { permission, params: paramsSchema, query: querySchema }: Definition<Params, Query>,
    handler: Handler<Params, Query>,
  ): Route {
    const route = async (request: NextRequest, context: RouteContext): Promise<Response> => {
      try {
        const account = await currentAccount();
        if (!account) return problem(401, failed("not-signed-in"));
        if (!can(account, permission) || isCrossSite(request)) return problem(403, failed("not-allowed"));
        const params = await paramsSchema?.safeParseAsync(await context.params);
        if (params && !params.success) return problem(400, describeInvalidInput(params.error));
        const query = await querySchema?.safeParseAsync(readQuery(request.nextUrl.searchParams));
        if (query && !query.success) return problem(400, describeInvalidInput(query.error));
        return await handler({
          request,
          account,
          params: params?.data as z.output<Params>,
          query: query?.data as z.output<Query>,
        });
      } catch (error) {
        return answerFailure(error, request);
      }
    };
    return Object.assign(route, { permission });
  };
}

/** A route that nobody has to sign in for: sign-in itself and health. */
export function definePublicRoute(handler: (request: NextRequest, context: RouteContext) => Promise<Response>): Route {
  const route = async (request: NextRequest, context: RouteContext): Promise<Response> => {
    try {
      return await handler(request, context);
    } catch (error) {
      return answerFailure(error, request);
    }
  };
  return Object.assign(route, { permission: null });
}
