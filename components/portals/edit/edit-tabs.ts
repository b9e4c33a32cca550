export const editTabs = ["general", "connection", "exclusions"] as const;
export type EditTab = (typeof editTabs)[number];

export const readEditTab = (given: string | string[] | undefined): EditTab =>
  editTabs.find((tab) => tab === given) ?? "general";

const tabOfField: Record<string, EditTab> = {
  name: "general",
  description: "general",
  cloud: "connection",
  clientId: "connection",
  tenantId: "connection",
  credential: "connection",
};

/** Where the first field at fault stands; null when no field is. */
export function firstTabAtFault(fields: readonly string[]): EditTab | null {
  const tabs = fields.map((field) => tabOfField[field.split(".")[0] ?? ""] ?? "exclusions");
  return editTabs.find((tab) => tabs.includes(tab)) ?? null;
}
