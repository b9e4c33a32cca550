import type { Case, Cases } from "./case";
import { newestRun } from "./runs";

const csv = () => ({ query: { format: "csv" } });
const ofRun: Case = async (world) => ({ params: { runId: await newestRun(world) }, ...csv() });

export const exportCases: Cases = {
  exportCompliance: csv,
  exportLicences: () => ({ query: { format: "xlsx", origin: ["manual", "portal"] } }),
  exportAssignments: csv,
  exportComplianceConsumers: csv,
  exportProductConsumers: csv,
  exportSeats: () => ({ query: { format: "csv", voices: "differ" } }),
  exportProducts: csv,
  exportContacts: () => ({ query: { format: "csv", account: "enabled", sort: "department" } }),
  exportRuns: csv,
  exportRunLog: ofRun,
  exportRunChanges: ofRun,
  exportAudit: () => ({ query: { format: "csv", area: "portal" } }),
};
