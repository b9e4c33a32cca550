import { type Cases, fresh, type World } from "./case";

type Licence = { id: number; version: number };

export const makeLicence = async ({ call }: World, extra: object = {}): Promise<Licence> =>
  (await call<Licence>("createLicence", { body: { name: fresh("Licence"), quantity: 5, ...extra } })).data;

async function imported({ sql }: World): Promise<number> {
  const [row] = await sql<{ id: number }>("select id from licence where origin = 'portal' order by id limit 1");
  return row?.id ?? 0;
}
const ofImported = async (world: World) => ({ params: { licenceId: await imported(world) } });
const ofManual = async (world: World) => ({ params: { licenceId: (await makeLicence(world)).id } });
const csv = () => ({ text: `Name;Quantity;Metric\n${fresh("From a file")};3;User CAL\n` });

async function makeChannel({ call }: World): Promise<number> {
  return (await call<{ id: number }>("createChannel", { body: { name: fresh("Channel") } })).data.id;
}

export const licenceCases: Cases = {
  listLicences: () => ({ query: { limit: "2", sort: "unitsEnabled", dir: "desc", state: ["Enabled", "Warning"] } }),
  createLicence: () => ({
    body: {
      ...{ name: fresh("Licence"), quantity: 10, metric: "device_cal", expiresOn: "2040-12-31" },
      ...{ licenceKey: "a key that nobody may see", notes: "by a program" },
    },
  }),
  getLicence: ofImported,
  updateLicence: async (world) => {
    const { id, version } = await makeLicence(world);
    return { params: { licenceId: id }, body: { version, quantity: 7, notes: "changed" } };
  },
  deleteLicence: ofManual,
  deleteLicences: async (world) => ({ body: { licenceIds: [(await makeLicence(world)).id] } }),
  deleteAndExcludeLicences: async (world) => ({ body: { licenceIds: [(await makeLicence(world)).id] } }),
  setLicenceProduct: async (world) => ({ ...(await ofManual(world)), body: { productId: null } }),
  showLicenceKey: async (world) => ({
    params: { licenceId: (await makeLicence(world, { licenceKey: "KEY-1" })).id },
  }),
  listLicenceHistory: async (world) => ({ ...(await ofImported(world)), query: { limit: "5" } }),
  getReconciliation: ofImported,
  listReconciliations: () => ({ query: { limit: "2", voices: "agree" } }),
  listOrphans: () => ({}),
  listLeftPeople: () => ({}),
  deleteOrphans: async (world) => {
    await world.sql(
      `insert into licence (origin, name, title, portal_id, sku_id, unsync_reason, unsync_since, updated_at)
       values ('portal', 'Left over', 'Left over', $1, gen_random_uuid(), 'gone_from_portal', now(), now())`,
      [world.portalId],
    );
    return { body: { portalId: world.portalId } };
  },
  getLicenceNotes: ofImported,
  setLicenceNotes: async (world) => ({
    ...(await ofImported(world)),
    body: { note: "ours", owner: "Erika", tags: ["a", "b"], updatedAt: null },
  }),
  setLicencePrice: async (world) => ({
    params: { licenceId: await imported(world), startsOn: "2026-01-01" },
    body: { amount: "12.50", currency: "EUR" },
  }),
  deleteLicencePrice: async (world) => ({
    params: { licenceId: await imported(world), startsOn: "2026-01-01" },
  }),
  previewLicenceImport: () => ({ body: csv() }),
  importLicences: () => ({ body: { ...csv(), expected: 1 } }),
  listChannels: () => ({ query: { limit: "3" } }),
  createChannel: () => ({ body: { name: fresh("Channel") } }),
  renameChannel: async (world) => ({
    params: { channelId: await makeChannel(world) },
    body: { name: fresh("Channel") },
  }),
  deleteChannel: async (world) => ({ params: { channelId: await makeChannel(world) } }),
};
