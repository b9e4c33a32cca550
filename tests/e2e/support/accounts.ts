import { expect, type Page } from "@playwright/test";

export type NewAccount = { displayName: string; username: string; password: string };

/** Adds a viewer by the page, in English; the one who is signed in must be an administrator. */
export async function addViewer(page: Page, { displayName, username, password }: NewAccount): Promise<void> {
  await page.goto("/system/users");
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(displayName);
  await dialog.getByLabel("Username").fill(username);
  await dialog.getByLabel("First password").fill(password);
  await dialog.getByRole("button", { name: "Add user" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("link", { name: displayName })).toBeVisible();
}
