import type { Cases } from "./case";

export const exportCases: Cases = {
  exportList: () => ({
    params: { list: "contacts" },
    query: { format: "csv", account: "enabled", sort: "department" },
  }),
};
