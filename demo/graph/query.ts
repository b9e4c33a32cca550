import { GraphRefusal } from "../answer";
import type { Call } from "../world";

export type QueryOption = "$select" | "$top" | "$count" | "$filter" | "$skiptoken";

export type GraphQuery = {
  select: string[] | undefined;
  top: number | undefined;
  hasCount: boolean;
  filter: string | undefined;
  skipToken: string | undefined;
  isEventual: boolean;
  /** Every option but the page token, as it is repeated in a nextLink. */
  text: string;
};

/** A query that Graph would not accept. */
export function badRequest(message: string, code = "Request_BadRequest"): GraphRefusal {
  return new GraphRefusal(400, code, message);
}

/** Reads the OData options. What a route does not name as allowed is refused; other parameters are ignored, as Graph does. */
export function readQuery(call: Call, allowed: readonly QueryOption[]): GraphQuery {
  const options = new Map<string, string>();
  for (const [name, value] of call.url.searchParams) {
    if (!name.startsWith("$")) continue;
    if (!allowed.some((option) => option === name)) throw badRequest(`'${name}' is not supported by the service.`);
    if (options.has(name)) throw badRequest(`Query option '${name}' was specified more than once.`);
    options.set(name, value);
  }
  const isEventual = call.headers.consistencylevel?.toLowerCase() === "eventual";
  const count = options.get("$count");
  if (count !== undefined && count !== "true" && count !== "false") throw badRequest("Invalid value for '$count'.");
  if (count === "true" && !isEventual) throw badRequest("$count is not currently supported.");
  const text = [...options]
    .filter(([name]) => name !== "$skiptoken")
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%24", "$")}`)
    .join("&");
  return {
    select: readSelect(options.get("$select")),
    top: readTop(options.get("$top")),
    hasCount: count === "true",
    filter: options.get("$filter"),
    skipToken: options.get("$skiptoken"),
    isEventual,
    text,
  };
}

function readSelect(value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const names = value.split(",").map((name) => name.trim());
  if (names.some((name) => name === "")) throw badRequest("The $select option is empty or malformed.");
  return [...new Set(names)];
}

function readTop(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw badRequest(`Invalid value '${value}' for '$top'.`);
  return Number(value);
}
