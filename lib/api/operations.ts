import type { Method, Operation } from "@/lib/actions/define-operation";
import { portalCredentialOperations } from "./families/portal-credentials";
import { portalExclusionOperations } from "./families/portal-exclusions";
import { portalOperations } from "./families/portals";
import { tokenOperations } from "./families/tokens";

/** All of the API, in the order of the document. */
export const operations: readonly Operation[] = [
  ...tokenOperations,
  ...portalOperations,
  ...portalCredentialOperations,
  ...portalExclusionOperations,
];

type Match = { operation: Operation; params: Record<string, string> };
type Found = Match | { allowed: Method[] };

/** Literal segments win over parameters: `/licences/orphans` is no licence. */
const weightOf = ({ path }: Operation) => path.split("/").filter((part) => part.startsWith("{")).length;

/** @returns which methods the address has when it is not this one; none where there is no such address */
export function matchOperation(method: string, path: string): Found {
  const parts = path.split("/").filter((part) => part !== "");
  const matches = operations
    .flatMap((operation): Match[] => {
      const params = matchPath(operation.path, parts);
      return params ? [{ operation, params }] : [];
    })
    .sort((a, b) => weightOf(a.operation) - weightOf(b.operation));
  const best = matches.filter((match) => match.operation.path === matches[0]?.operation.path);
  // A literal address may lack a method that the address with the parameter has: it is still the literal one.
  const found = best.find(({ operation }) => operation.method === method);
  return found ?? { allowed: best.map(({ operation }) => operation.method) };
}

function matchPath(pattern: string, parts: readonly string[]): Record<string, string> | null {
  const wanted = pattern.split("/").filter((part) => part !== "");
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = given;
    else if (part !== given) return null;
  }
  return params;
}
