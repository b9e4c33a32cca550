import { randomUUID } from "node:crypto";
import { type Cases, fresh, type World } from "./case";

const secret = (value = "a value that nobody may see") => ({
  kind: "secret",
  secretId: "id-in-entra",
  value,
  validUntil: "2040-03-31",
});
const generated = { kind: "generated", commonName: "Seatwise", months: 12 };

type Portal = { id: string; version: number; tenantId: string };

const newPortal = ({ tenant }: World) => ({
  name: fresh("Portal"),
  description: "made by a program",
  tenantId: tenant.id,
  clientId: randomUUID(),
  credential: secret(),
});

async function makePortal(world: World): Promise<Portal> {
  return (await world.call<Portal>("createPortal", { body: newPortal(world) })).data;
}

/** The portal whose app the tenant knows, with a second secret that it knows too. */
async function addStandby({ call, harness, portalId }: World): Promise<void> {
  const [app] = harness.demo.apps;
  if (app) app.secrets = [{ id: "id-in-entra", value: "a value that Entra knows" }];
  await call("setStandby", { params: { portalId }, body: { credential: secret("a value that Entra knows") } });
}

const ofPortal = ({ portalId }: World) => ({ params: { portalId } });
const someSku = ({ tenant }: World) => tenant.skus[0]?.skuId ?? "";

export const portalCases: Cases = {
  listPortals: () => ({ query: { limit: "1" } }),
  createPortal: (world) => ({ body: newPortal(world) }),
  getPortal: ofPortal,
  updatePortal: async (world) => {
    const { id, version } = await makePortal(world);
    return { params: { portalId: id }, headers: { "if-match": `"${version}"` }, body: { description: "another" } };
  },
  deletePortal: async (world) => ({
    params: { portalId: (await makePortal(world)).id },
    query: { deletesData: "true" },
  }),
  enablePortal: async (world) => ({ params: { portalId: (await makePortal(world)).id } }),
  pausePortal: async (world) => ({ params: { portalId: (await makePortal(world)).id } }),
  importPortal: ofPortal,
  testPortal: (world) => ({ ...ofPortal(world), body: {} }),
  testConnection: ({ tenant }) => ({
    body: { tenantId: tenant.id, clientId: randomUUID(), credential: secret() },
  }),
  stageCredential: () => ({ body: generated }),
  discardCredential: async ({ call }) => {
    const { data } = await call<{ id: string }>("stageCredential", { body: generated });
    return { params: { credentialId: data.id } };
  },
  getCertificate: async ({ call }) => {
    const { data } = await call<{ id: string }>("stageCredential", { body: generated });
    return { params: { credentialId: data.id } };
  },
  setStandby: (world) => ({ ...ofPortal(world), body: { credential: secret() } }),
  promoteStandby: async (world) => {
    await addStandby(world);
    return ofPortal(world);
  },
  removeStandby: ofPortal,
  getExclusions: ofPortal,
  setExclusions: async (world) => ({
    params: { portalId: (await makePortal(world)).id },
    body: { exclusions: [{ skuId: someSku(world), reason: "not ours", endsOn: null }], excludeFree: true, version: 1 },
  }),
  excludeSku: async (world) => ({
    params: { portalId: (await makePortal(world)).id, skuId: someSku(world) },
    body: { reason: "for a while", endsOn: "2040-01-01" },
  }),
  includeSku: async (world) => {
    const params = { portalId: (await makePortal(world)).id, skuId: someSku(world) };
    await world.call("excludeSku", { params, body: {} });
    return { params };
  },
  getExclusionChoices: ofPortal,
  previewExclusions: (world) => ({
    ...ofPortal(world),
    body: { exclusions: [{ skuId: someSku(world), reason: "", endsOn: null }], excludeFree: false },
  }),
};
