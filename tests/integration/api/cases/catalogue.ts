import { listBytes } from "../../../support/catalogue/list";
import type { Cases, World } from "./case";

const ofSku = ({ tenant }: World) => ({ params: { skuId: tenant.skus[0]?.skuId ?? "" } });

export const catalogueCases: Cases = {
  getCatalogue: () => ({}),
  listSkus: () => ({ query: { limit: "3", q: "office", subscribed: ["yes", "no"] } }),
  getSku: ofSku,
  setOwnTitle: (world) => ({ ...ofSku(world), body: { title: "Our own title" } }),
  removeOwnTitle: ofSku,
  uploadCatalogue: () => ({ body: { base64: Buffer.from(listBytes()).toString("base64") } }),
};
