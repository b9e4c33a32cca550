import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { type Api, operationOf, send, startApi } from "./support";

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  await api.fill();
  token = await api.service("administrator");
});
afterAll(() => api?.stop());

const kinds = {
  licence: { path: "/licences", update: "updateLicence", made: { name: "By hand", quantity: 3 } },
  contact: { path: "/contacts", update: "updateContact", made: { displayName: "By hand" } },
  product: { path: "/products", update: "updateProduct", made: { name: "By hand" } },
};
/** The fields that a change may name. */
const fieldsOf = (update: string) => Object.keys((operationOf(update).body as z.ZodObject).shape);

test.each(Object.entries(kinds))(
  "what is read of a %s can be written back, empty texts as null too",
  async (_, kind) => {
    const folder = await send<{ items: { id: number }[] }>("GET", "/folders?limit=1", { token });
    const body = { ...kind.made, ...(kind.path === "/products" ? { folderId: folder.data.items[0]?.id } : {}) };
    const made = await send("POST", kind.path, { token, body });
    expect(made.status, made.text).toBe(201);
    const path = `${kind.path}/${made.data.id}`;
    const read = await send("GET", path, { token });
    const given = Object.fromEntries(fieldsOf(kind.update).map((field) => [field, read.data[field]]));
    const written = await send("PATCH", path, { token, body: given });
    expect(written.status, written.text).toBe(200);
    const { version, updatedAt, ...same } = read.data;
    expect(written.data).toMatchObject(same);
    // Null is empty for every text that may be.
    const texts = Object.entries(given).filter(([, value]) => value === "" || value === null);
    const nulls = Object.fromEntries(texts.map(([field]) => [field, null]));
    const emptied = await send("PATCH", path, { token, body: { ...nulls, version: written.data.version } });
    expect(emptied.status, emptied.text).toBe(200);
    expect(emptied.data).toMatchObject(same);
    const again = await send("POST", kind.path, { token, body: { ...body, ...nulls } });
    expect(again.status, again.text).toBe(201);
  },
);
