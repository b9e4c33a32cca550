/** The places of the application, in the order of the navigation. Only places whose page exists stand here. */
export const navigation = [
  { key: "overview", entries: [{ key: "overview", href: "/overview" }] },
  {
    key: "licenceManagement",
    entries: [
      { key: "compliance", href: "/licence-management/compliance" },
      { key: "products", href: "/licence-management/products" },
      { key: "licences", href: "/licence-management/licences" },
    ],
  },
  { key: "masterData", entries: [{ key: "contacts", href: "/master-data/contacts" }] },
  {
    key: "operation",
    entries: [
      { key: "monitor", href: "/system/monitor" },
      { key: "workers", href: "/system/workers" },
      { key: "audit", href: "/system/audit" },
    ],
  },
  {
    key: "settings",
    entries: [
      { key: "microsoft365", href: "/settings/microsoft-365" },
      { key: "serverTasks", href: "/system/server-tasks" },
      { key: "users", href: "/system/users" },
      { key: "apiTokens", href: "/settings/api-tokens" },
    ],
  },
  {
    key: "help",
    entries: [
      { key: "prepareEntra", href: "/help/entra" },
      { key: "restApi", href: "/help/rest-api" },
    ],
  },
] as const;

export type NavigationKey = (typeof navigation)[number]["entries"][number]["key"];

/** What needs attention there; drawn beside the entry, nothing for 0. */
export type NavigationCounts = Partial<Record<NavigationKey, number>>;
