import { type Cases, fresh } from "./case";

const newToken = () => ({ name: fresh("token"), role: "viewer", scopes: ["read"], expiresAt: null });

export const tokenCases: Cases = {
  getMe: () => ({}),
  listTokens: () => ({ query: { limit: "2" } }),
  createServiceToken: () => ({ body: newToken() }),
  getToken: async ({ call }) => {
    const { data } = await call<{ id: string }>("createServiceToken", { body: newToken() });
    return { params: { tokenId: data.id } };
  },
  revokeToken: async ({ call }) => {
    const { data } = await call<{ id: string }>("createServiceToken", { body: newToken() });
    return { params: { tokenId: data.id } };
  },
};
