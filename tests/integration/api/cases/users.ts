import { type Cases, fresh, type World } from "./case";

const password = "correct horse battery";
const newUser = () => {
  const username = fresh("user").replace(" ", "-");
  return { username, displayName: username, role: "viewer", password };
};

async function ofUser({ call }: World) {
  const { data } = await call<{ id: string }>("createUser", { body: newUser() });
  return { params: { accountId: data.id } };
}

const newView = () => ({ list: "/licence-management/licences", name: fresh("View"), query: "state=Enabled&after=abc" });

async function ofView({ call }: World) {
  const { data } = await call<{ id: number }>("saveView", { body: newView() });
  return { params: { viewId: data.id } };
}

export const userCases: Cases = {
  listUsers: () => ({ query: { limit: "1", role: "administrator", sort: "username" } }),
  createUser: () => ({ body: newUser() }),
  getUser: ofUser,
  updateUser: async (world) => ({ ...(await ofUser(world)), body: { role: "administrator", isEnabled: false } }),
  setUserPassword: async (world) => ({ ...(await ofUser(world)), body: { password: "another horse battery" } }),
  listViews: () => ({}),
  saveView: () => ({ body: newView() }),
  renameView: async (world) => ({ ...(await ofView(world)), body: { name: fresh("View") } }),
  deleteView: ofView,
};
