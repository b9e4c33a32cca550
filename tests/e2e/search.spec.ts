import { localeCookie } from "@/lib/i18n/locale-names";
import { expect, test } from "./support/fixtures";

const licence = "Contoso: Microsoft 365 E3";

test.beforeEach(async ({ signIn }) => signIn());

test("a licence is found and opened with the keyboard alone, from anywhere", async ({ page, expectAccessible }) => {
  await page.goto("/help/rest-api");
  const opener = page.getByRole("link", { name: "Skip to content" });
  await opener.focus();
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Search everywhere" });
  const field = dialog.getByRole("combobox");
  await expect(field).toBeFocused();
  const options = dialog.getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expectAccessible();

  await page.keyboard.press("End");
  await expect(dialog.getByRole("option", { name: "Add API token" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("Control+k");
  await field.pressSequentially("spe_e3");
  const group = dialog.getByRole("group", { name: "Licences" });
  await expect(group.getByRole("option", { name: licence })).toHaveAttribute("aria-selected", "true");
  await expect(dialog.getByRole("status")).toHaveText(/result/);
  await expectAccessible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: licence })).toBeVisible();
  await expect(page).toHaveURL(/\/licence-management\/licences\?licence=\d+$/);
});

test("over an open entry it closes alone; Enter does not wait for the list to be seen", async ({ page }) => {
  await page.goto("/licence-management/licences");
  await page.getByRole("link", { name: licence, exact: true }).click();
  const drawer = page.getByRole("dialog", { name: licence });
  await expect(drawer).toBeVisible();
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Search everywhere" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(drawer).toBeVisible();
  await page.keyboard.press("Control+k");
  await dialog.getByRole("combobox").fill("run 1");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/system\/monitor\/1$/);
});

test("commands lead to their dialog, and a question in the way is answered first", async ({ page }) => {
  await page.goto("/overview");
  await page.keyboard.press("Control+k");
  const search = page.getByRole("dialog", { name: "Search everywhere" });
  await search.getByRole("combobox").fill("add product");
  await search.getByRole("option", { name: "Add product" }).click();
  const form = page.getByRole("dialog", { name: "Add a product" });
  await expect(form).toBeVisible();
  await expect(page).toHaveURL(/\/licence-management\/products$/);
  await page.keyboard.press("Control+k");
  await expect(search).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
  await page.keyboard.press("Control+k");
  await search.getByRole("combobox").fill("recalculate completely");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: /^Recalculate completely/ })).toBeFocused();
  await expect(page).toHaveURL(/\/licence-management\/compliance$/);
});

test("a form that is not saved asks first; Ctrl+Enter opens beside it", async ({ page, context }) => {
  await page.goto("/settings/microsoft-365/new/general");
  await page.getByLabel("Name").fill("Not saved");
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Search everywhere" });
  // The list itself is fetched at the first search: Enter does not wait for that either.
  await dialog.getByRole("combobox").fill("audit");
  const opened = context.waitForEvent("page");
  await page.keyboard.press("Control+Enter");
  await expect(await opened).toHaveURL(/\/system\/audit$/);
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog", { name: "Leave without saving?" })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test("a failure is told, and what needs no server is found all the same", async ({ page, allowConsole }) => {
  allowConsole(/500|ERR_FAILED/);
  await page.goto("/overview");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Search everywhere" });
  await page.route("**/api/search?*", (route) => route.abort());
  await dialog.getByRole("combobox").fill("licence");
  await expect(dialog.getByRole("alert")).toContainText("could not be searched");
  await expect(dialog.getByRole("option", { name: "Add licence" })).toBeVisible();
  await page.unroute("**/api/search?*");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByRole("alert")).toBeHidden();
});

test.describe("in German, at the width of a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("people and pages are found; the whole list is one choice away", async ({
    page,
    context,
    stack,
    expectAccessible,
  }) => {
    await context.addCookies([{ name: localeCookie, value: "de", url: stack.url }]);
    await page.goto("/overview");
    await page.getByRole("button", { name: "Suchen" }).click();
    const dialog = page.getByRole("dialog", { name: "Überall suchen" });
    const field = dialog.getByRole("combobox");
    await expect(field).toBeFocused();
    await field.fill("people");
    await expect(dialog.getByRole("option", { name: "Kontakte", exact: true })).toBeVisible();
    await field.fill("contoso");
    const group = dialog.getByRole("group", { name: "Kontakte" });
    await expect(group.getByRole("option")).toHaveCount(6);
    await expectAccessible();
    await group.getByRole("option", { name: /^Alle .* in Kontakte zeigen$/ }).click();
    await expect(page).toHaveURL(/\/master-data\/contacts\?q=contoso$/);
    await expect(dialog).toBeHidden();
  });
});
