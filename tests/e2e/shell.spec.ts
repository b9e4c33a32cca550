import { timeZoneCookie } from "@/lib/i18n/locale-names";
import { isAlive } from "./support/alive";
import { expect, test } from "./support/fixtures";

test.beforeEach(async ({ signIn }) => signIn());

test("a menu works with the keyboard alone, and gives the focus back", async ({ page, expectAccessible }) => {
  await page.goto("/licence-management/licences");
  const button = page.getByRole("button", { name: "Export" });
  await button.focus();
  await page.keyboard.press("ArrowDown");
  const menu = page.getByRole("menu", { name: "Export" });
  const entries = menu.getByRole("menuitem");
  await expect(entries.first()).toBeFocused();
  await expectAccessible();
  await page.keyboard.press("ArrowUp");
  await expect(entries.last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(menu).toBeHidden();
});

test("a menu closes by a click beside it and by a second click on its button", async ({ page }) => {
  await page.goto("/licence-management/licences");
  const button = page.getByRole("button", { name: "Export" });
  const menu = page.getByRole("menu", { name: "Export" });
  await button.click();
  await expect(menu).toBeVisible();
  await button.click();
  await expect(menu).toBeHidden();
  await button.click();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(menu).toBeHidden();
});

test("several columns are chosen in one go; the menu stays open", async ({ page }) => {
  await page.goto("/licence-management/licences");
  await page.getByRole("button", { name: "Choose columns" }).click();
  const boxes = page.getByRole("menuitemcheckbox", { checked: true });
  const shown = await boxes.count();
  await boxes.last().click();
  await expect(boxes).toHaveCount(shown - 1);
  await boxes.last().click();
  await expect(boxes).toHaveCount(shown - 2);
  await expect(page).toHaveURL(/columns=/);
});

test("the account menu says who is signed in; the appearance is chosen among three", async ({
  page,
  expectAccessible,
}) => {
  await page.goto("/overview");
  await page.getByRole("button", { name: /^Account/ }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("menu")).toBeHidden();
});

test("an icon's name appears on focus by keyboard and under the mouse, and Esc takes it away", async ({ page }) => {
  await page.goto("/licence-management/licences");
  await isAlive(page.getByRole("button", { name: "Appearance" }));
  const tooltip = page.getByRole("tooltip");
  await page.getByRole("button", { name: "Deutsch" }).focus();
  await expect(tooltip).toBeHidden();
  await page.keyboard.press("Tab");
  await expect(tooltip).toHaveText("Appearance");
  await page.keyboard.press("Escape");
  await expect(tooltip).toBeHidden();
  await page.getByRole("button", { name: "Choose columns" }).hover();
  await expect(tooltip).toHaveText("Choose columns");
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(tooltip).toBeHidden();
});

test("a browser that asks for favicon.ico before it has read the page is given the icon", async ({ page }) => {
  const answer = await page.request.get("/favicon.ico");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/svg+xml"]);
});

test("the time zone is known before any module of ours has run", async ({ page, context, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await context.clearCookies({ name: timeZoneCookie });
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.goto("/overview");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies.find(({ name }) => name === timeZoneCookie)?.value).toBe(encodeURIComponent("Europe/Berlin"));
});

test.describe("at the width of a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the navigation is a drawer that holds the focus, closes with Esc and after a choice", async ({
    page,
    expectAccessible,
  }) => {
    await page.goto("/overview");
    const open = page.getByRole("button", { name: "Open navigation" });
    const drawer = page.getByRole("dialog", { name: "Main navigation" });
    await open.click();
    await expect(drawer).toBeVisible();
    await expect(drawer.getByRole("heading")).toBeFocused();
    await expectAccessible();
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
    await expect(open).toBeFocused();
    await open.click();
    await drawer.getByRole("link", { name: "Contacts" }).click();
    await expect(page).toHaveURL(/\/master-data\/contacts$/);
    await expect(drawer).toBeHidden();
  });
});
