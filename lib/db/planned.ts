import { createHash } from "node:crypto";
import type { QueryResult, QueryResultRow } from "pg";
import { pool } from "./pool";

/** Each connection of the pool keeps the plans of so many statements at most; what is asked beyond is planned each time. */
const PLANS_MAX = 200;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= PLANS_MAX) return known;
  const name = `list_${createHash("md5").update(text).digest("hex")}`;
  names.set(text, name);
  return name;
}

/**
 * As `pool().query`, for the statements of lists: they join many small tables, which takes longer to plan than to read, so each
 * connection keeps their plans. The values are those of the moment of the call. Not where the best plan depends on a value, as for a search among hundreds of thousands.
 */
export function queryPlanned<Row extends QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
): Promise<QueryResult<Row>> {
  return pool().query<Row>({ name: nameOf(text), text, values: [...values] });
}
