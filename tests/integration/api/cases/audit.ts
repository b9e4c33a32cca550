import type { Cases } from "./case";

export const auditCases: Cases = {
  listAudit: () => ({ query: { limit: "2", area: ["portal", "api-token"] } }),
  getAuditLine: async ({ call }) => {
    const { data } = await call<{ items: { id: number }[] }>("listAudit", { query: { limit: "1" } });
    return { params: { lineId: data.items[0]?.id ?? 0 } };
  },
};
