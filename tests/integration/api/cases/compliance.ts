import type { Cases, World } from "./case";
import { makeUsed } from "./products";

async function ofCalculated({ sql }: World) {
  const [row] = await sql<{ id: number }>("select product_id as id from compliance order by consumption desc limit 1");
  return { params: { productId: row?.id ?? 0 } };
}

async function ofConsumer(world: World) {
  const { productId, contactId } = await makeUsed(world);
  return { params: { productId, kind: "person", consumerId: contactId } };
}

export const complianceCases: Cases = {
  listCompliance: () => ({ query: { limit: "3", kind: "seats", sort: "balance" } }),
  getComplianceSummary: () => ({}),
  getDashboard: () => ({}),
  getCompliance: ofCalculated,
  listComplianceConsumers: async (world) => ({ ...(await ofCalculated(world)), query: { limit: "3" } }),
  getComplianceHistory: ofCalculated,
  bindConsumer: async (world) => ({ ...(await ofConsumer(world)), body: { licenceId: null } }),
  moveConsumer: async (world) => ({ ...(await ofConsumer(world)), body: { move: "up" } }),
  recalculate: () => ({ body: {} }),
};
