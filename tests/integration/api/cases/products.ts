import { type Cases, fresh, type World } from "./case";
import { makeLicence } from "./licences";

type Made = { id: number; version: number };

const makeFolder = async ({ call }: World): Promise<number> =>
  (await call<Made>("createFolder", { body: { name: fresh("Folder") } })).data.id;

export const makeProduct = async (world: World, extra: object = {}): Promise<Made> => {
  const body = { name: fresh("Product"), folderId: await makeFolder(world), ...extra };
  return (await world.call<Made>("createProduct", { body })).data;
};
const ofProduct = async (world: World) => ({ params: { productId: (await makeProduct(world)).id } });
const ofFolder = async (world: World) => ({ params: { folderId: await makeFolder(world) } });

export async function makeContact({ call }: World): Promise<Made> {
  const mail = `${fresh("person").replace(" ", "-")}@example.org`;
  return (await call<Made>("createContact", { body: { displayName: "A Person", mail } })).data;
}

/** A product with one person who uses it. */
export async function makeUsed(world: World): Promise<{ productId: number; contactId: number; consumerId: number }> {
  const { id: productId } = await makeProduct(world);
  const { id: contactId } = await makeContact(world);
  await world.call("addConsumers", { params: { productId }, body: { contactIds: [contactId] } });
  const { data } = await world.call<{ items: { id: number }[] }>("listProductConsumers", { params: { productId } });
  return { productId, contactId, consumerId: data.items[0]?.id ?? 0 };
}

async function makeLinked(world: World): Promise<{ productId: number; licenceId: number }> {
  const params = { productId: (await makeProduct(world)).id, licenceId: (await makeLicence(world)).id };
  await world.call("linkLicence", { params });
  return params;
}

async function deviceFile(world: World) {
  const { id } = await makeProduct(world, { metric: "device_cal" });
  return { params: { productId: id }, body: { text: "device\nPC-1\nPC-2\n" } };
}

export const productCases: Cases = {
  listProducts: () => ({ query: { limit: "2", sort: "status", origin: "portal" } }),
  createProduct: async (world) => ({
    body: { name: fresh("Product"), folderId: await makeFolder(world), metric: "installation", isConcurrent: true },
  }),
  getProduct: ofProduct,
  updateProduct: async (world) => {
    const { id, version } = await makeProduct(world);
    return { params: { productId: id }, headers: { "if-match": `"${version}"` }, body: { notes: "changed" } };
  },
  deleteProduct: ofProduct,
  deleteProducts: async (world) => ({ body: { productIds: [(await makeProduct(world)).id] } }),
  deleteAndExcludeProducts: async (world) => ({
    body: { productIds: [(await makeProduct(world)).id], reason: "leased" },
  }),
  moveProducts: async (world) => ({
    body: { moves: [{ folderId: await makeFolder(world), productIds: [(await makeProduct(world)).id] }] },
  }),
  listLinkableLicences: async (world) => {
    await makeLicence(world);
    return { ...(await ofProduct(world)), query: { q: "licence" } };
  },
  linkLicence: async (world) => ({
    params: { productId: (await makeProduct(world)).id, licenceId: (await makeLicence(world)).id },
  }),
  unlinkLicence: async (world) => ({ params: await makeLinked(world) }),
  listProductConsumers: async (world) => ({ params: { productId: (await makeUsed(world)).productId } }),
  addConsumers: async (world) => ({
    params: { productId: (await makeProduct(world, { metric: "device_cal" })).id },
    body: { deviceNames: ["PC-1", "pc-1", "PC-2"] },
  }),
  removeConsumer: async (world) => {
    const { productId, consumerId } = await makeUsed(world);
    return { params: { productId, consumerId } };
  },
  removeConsumers: async (world) => {
    const { productId, consumerId } = await makeUsed(world);
    return { params: { productId }, body: { consumerIds: [consumerId] } };
  },
  previewConsumerFile: deviceFile,
  importConsumers: deviceFile,
  listFolders: () => ({ query: { limit: "200" } }),
  createFolder: () => ({ body: { name: fresh("Folder"), parentId: null } }),
  getFolder: ofFolder,
  updateFolder: async (world) => ({
    ...(await ofFolder(world)),
    body: { name: fresh("Folder"), parentId: await makeFolder(world) },
  }),
  deleteFolder: async (world) => ({ ...(await ofFolder(world)), query: { movesContentUp: "true" } }),
};
