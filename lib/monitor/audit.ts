/** What the audit tells of: the first part of an action's name. */
export const auditAreas = [
  "account",
  "api-token",
  "catalogue",
  "channel",
  "compliance",
  "contact",
  "folder",
  "licence",
  "portal",
  "product",
  "run",
  "server-task",
] as const;

/** What the audit can be narrowed to. */
export const auditFilters = {
  area: auditAreas,
  /** ids of accounts and service tokens, or `nobody` for what no account did */
  who: "any",
  span: ["day", "week", "month"],
} as const;

export type AuditRow = {
  id: number;
  at: Date;
  /** name as it was then; the account may be gone */
  who: string;
  /** the token of the program that did it in that name */
  token: string | null;
  /** area and verb, such as "portal.created" */
  action: string;
  target: string | null;
  /** as stored, with the names of the fields that the API uses */
  details: Record<string, unknown>;
};

/** Everything in the details as one text: `role: viewer, scopes: read, write`. */
export function textOfDetails(details: Record<string, unknown>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => `${key}: ${textOf(value)}`)
    .join(", ");
}

/** A value of the details in words. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (typeof value === "object" && value !== null) return `(${textOfDetails(value as Record<string, unknown>)})`;
  return String(value);
}
