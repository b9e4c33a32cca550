import type { Method, Operation } from "@/lib/actions/define-operation";
import { auditOperations } from "./families/audit";
import { catalogueOperations } from "./families/catalogue";
import { complianceOperations } from "./families/compliance";
import { contactOperations } from "./families/contacts";
import { exportOperations } from "./families/exports";
import { folderOperations } from "./families/folders";
import { licenceDetailOperations } from "./families/licence-details";
import { licenceOperations } from "./families/licences";
import { portalCredentialOperations } from "./families/portal-credentials";
import { portalExclusionOperations } from "./families/portal-exclusions";
import { portalOperations } from "./families/portals";
import { productConsumerOperations } from "./families/product-consumers";
import { productOperations } from "./families/products";
import { runOperations } from "./families/runs";
import { serverTaskOperations } from "./families/server-tasks";
import { tokenOperations } from "./families/tokens";
import { userOperations } from "./families/users";

/** All of the API, in the order of the document. */
export const operations: readonly Operation[] = [
  ...tokenOperations,
  ...portalOperations,
  ...portalCredentialOperations,
  ...portalExclusionOperations,
  ...catalogueOperations,
  ...licenceOperations,
  ...licenceDetailOperations,
  ...productOperations,
  ...productConsumerOperations,
  ...folderOperations,
  ...contactOperations,
  ...complianceOperations,
  ...runOperations,
  ...auditOperations,
  ...serverTaskOperations,
  ...exportOperations,
  ...userOperations,
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
