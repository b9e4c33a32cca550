import { randomUUID } from "node:crypto";
import { expect, test } from "./support/fixtures";

test("a person makes a token, a program uses it, and nothing lets it in once it is revoked", async ({
  page,
  request,
  stack,
  signIn,
  expectAccessible,
}) => {
  const name = `journey ${randomUUID().slice(0, 8)}`;
  await signIn();
  await page.goto("/settings/api-tokens");
  await expectAccessible();
  await page.getByRole("button", { name: "Add personal token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("Fill in this field.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Everything the role may" }).click();
  await expectAccessible("[role=dialog]");
  await dialog.getByRole("button", { name: "Create token" }).click();
  const token = (await dialog.locator("[data-secret]").textContent())?.trim() ?? "";
  expect(token).toMatch(/^swt_[\w-]{43}$/);
  await dialog.getByRole("button", { name: "Close" }).last().click();

  const api = `${stack.url}/api/v1`;
  const headers = { authorization: `Bearer ${token}` };
  const me = await request.get(`${api}/me`, { headers });
  expect(await me.json()).toMatchObject({ account: { username: stack.username }, token: { kind: "personal" } });
  const portals = await request.get(`${api}/portals?limit=1`, { headers });
  expect(portals.status()).toBe(200);
  expect((await portals.json()).items[0]).toMatchObject({ name: "Contoso" });
  const document = await request.get(`${api}/openapi.json`);
  expect((await document.json()).openapi).toBe("3.1.0");
  const patched = await request.fetch(`${api}/portals`, { method: "PATCH", headers });
  expect([patched.status(), patched.headers().allow]).toEqual([405, "GET, POST, OPTIONS"]);
  // A session is no way in.
  expect((await page.request.get(`${api}/me`)).status()).toBe(401);

  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog").getByText("Revoked").first()).toBeVisible();
  expect((await request.get(`${api}/me`, { headers })).status()).toBe(401);
});

test("the reference names every operation of the document", async ({
  page,
  request,
  stack,
  signIn,
  expectAccessible,
}) => {
  await signIn();
  await page.goto("/help/rest-api");
  const { paths } = await (await request.get(`${stack.url}/api/v1/openapi.json`)).json();
  const count = Object.values(paths as Record<string, object>).reduce((sum, each) => sum + Object.keys(each).length, 0);
  await expect(page.locator("details")).toHaveCount(count);
  await page.locator("#createPortal summary").click();
  await expect(page.locator("#createPortal").getByText("credential.secretId").first()).toBeVisible();
  for (const part of ["#start", "#rules", "#portals"]) await expectAccessible(part);
});
