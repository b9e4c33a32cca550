import { type Cases, fresh, type World } from "./case";
import { makeContact } from "./products";

const ofContact = async (world: World) => ({ params: { contactId: (await makeContact(world)).id } });
const csv = () => ({ key: "mail", text: `name;e-mail\nSomebody;${fresh("line").replace(" ", "-")}@example.org\n` });

export const contactCases: Cases = {
  listContacts: () => ({ query: { limit: "2", sort: "licenceCount", dir: "desc", account: "enabled" } }),
  createContact: () => ({ body: { displayName: "Somebody", department: "IT" } }),
  getContact: async ({ sql }) => {
    const [row] = await sql<{ id: number }>("select id from contact order by licence_count desc, id limit 1");
    return { params: { contactId: row?.id ?? 0 } };
  },
  updateContact: async (world) => {
    const { id, version } = await makeContact(world);
    return { params: { contactId: id }, headers: { "if-match": `"${version}"` }, body: { city: "Ulm" } };
  },
  deleteContact: ofContact,
  previewContactDeletion: async (world) => ({ body: { contactIds: [(await makeContact(world)).id] } }),
  deleteContacts: async (world) => ({ body: { contactIds: [(await makeContact(world)).id] } }),
  previewContactImport: () => ({ body: csv() }),
  importContacts: () => ({ body: csv() }),
};
