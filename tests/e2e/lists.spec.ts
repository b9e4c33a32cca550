import { expect, test } from "./support/fixtures";

const licences = "/licence-management/licences";
const products = "/licence-management/products";
const contacts = "/master-data/contacts";
const portals = "/settings/microsoft-365";

test.beforeEach(async ({ signIn }) => signIn());

test("licences: from the list to its details and to the linked product", async ({ page, expectAccessible }) => {
  await page.goto(licences);
  const row = page.getByRole("link", { name: "Contoso: Microsoft 365 E3", exact: true });
  await expect(row).toBeVisible();
  await expectAccessible();
  await row.click();
  const drawer = page.getByRole("dialog", { name: "Contoso: Microsoft 365 E3" });
  await expect(drawer.getByText("SPE_E3")).toBeVisible();
  await expect(drawer.getByRole("heading", { name: /^Subscriptions/ })).toBeVisible();
  await expectAccessible();
  await expect(drawer.getByRole("link", { name: "Contoso: Microsoft 365 E3" })).toHaveAttribute(
    "href",
    /\/licence-management\/compliance\?product=\d+/,
  );
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(licences);
});

test("licences: filters stand in the address and can be taken away", async ({ page }) => {
  await page.goto(`${licences}?state=Suspended`);
  await expect(page.getByRole("link", { name: "Contoso: Office 365 E3" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Contoso: Microsoft 365 E3" })).toBeHidden();
  await page.getByRole("link", { name: "Remove filter State: Suspended" }).click();
  await expect(page.getByRole("link", { name: "Contoso: Microsoft 365 E3" })).toBeVisible();
  await expect(page).toHaveURL(licences);
});

test("products: the tree works with the arrow keys", async ({ page, expectAccessible }) => {
  await page.goto(products);
  const tree = page.getByRole("tree", { name: "Folders" });
  await expectAccessible();
  const root = tree.getByRole("treeitem", { name: /^Microsoft 365/ });
  await root.focus();
  await page.keyboard.press("ArrowUp");
  await expect(root).not.toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(root).toBeFocused();
  await expect(root).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(root).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const folder = tree.getByRole("treeitem", { name: /^Contoso/ });
  await expect(folder).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/folder=\d+/);
  await expect(folder).toHaveAttribute("aria-selected", "true");
  await page.getByRole("link", { name: "Contoso: Visio Plan 2", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "Contoso: Visio Plan 2" });
  await expect(drawer.getByText("Microsoft 365 / Contoso")).toBeVisible();
  await expectAccessible();
});

test("contacts: found by a part of the name, with licences and where they come from", async ({
  page,
  expectAccessible,
}) => {
  await page.goto(contacts);
  await expectAccessible();
  const total = await page.getByRole("navigation", { name: "Pages of the list" }).textContent();
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await expect(page.getByText(/^51–100 of/)).toBeVisible();
  await page.getByRole("link", { name: "Previous", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Pages of the list" })).toHaveText(total ?? "");
  await page.getByRole("searchbox").fill("100%_nobody");
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  await page.goto(`${contacts}?licences=with&sort=licenceCount&dir=desc`);
  await page.locator(".row-link").first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { name: /^Licences [1-9]/ })).toBeVisible();
  await expect(drawer.getByText(/^Assigned (directly|by)/).first()).toBeVisible();
  await expectAccessible();
});

test("portals: list at the left, details at the right [S15]", async ({ page, expectAccessible }) => {
  await page.goto(portals);
  await expect(page.getByRole("navigation", { name: "Portals" }).getByRole("link")).toHaveCount(1);
  const details = page.getByRole("article", { name: "Contoso" });
  await expect(details.getByText("Thumbprint (SHA-256)")).toBeVisible();
  await expectAccessible();
  await details.getByRole("link", { name: "1,200" }).click();
  await expect(page).toHaveURL(/\/master-data\/contacts\?portal=/);
});

test("a link to an entry that is gone says so, and leads to the list", async ({ page, expectAccessible }) => {
  for (const address of [
    "/licence-management/compliance?product=99999999",
    "/licence-management/products?product=99999999",
    "/licence-management/licences?licence=99999999",
    `${contacts}?contact=99999999&q=a`,
    "/system/users?account=nobody",
    "/system/audit?line=99999999",
  ]) {
    await page.goto(address);
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByRole("heading", { name: "This entry is not there" }), address).toBeVisible();
    if (address.includes("compliance")) await expectAccessible();
    await drawer.getByRole("link", { name: "Close" }).click();
    await expect(drawer, address).toHaveCount(0);
    await expect(page).not.toHaveURL(/9999|nobody/);
  }
});

test("a filter of many values is searched, and chosen from with the keyboard alone", async ({
  page,
  expectAccessible,
}) => {
  await page.goto("/system/audit");
  const area = page.getByRole("button", { name: "Area", exact: true });
  await area.focus();
  await page.keyboard.press("Enter");
  const popup = page.getByRole("dialog", { name: "Area" });
  await expect(popup.getByRole("searchbox", { name: "Search Area" })).toBeFocused();
  await page.keyboard.type("ku cat");
  await expect(popup.getByRole("menuitemcheckbox")).toHaveText(["SKU catalogue"]);
  await expect(popup.getByRole("status")).toHaveText("1 entry");
  await expectAccessible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/area=catalogue/);
  await expect(popup.getByRole("menuitemcheckbox")).toHaveAttribute("aria-checked", "true");
  // What is typed among the values goes on searching.
  await page.keyboard.type("x");
  await expect(popup.getByRole("status")).toHaveText("Nothing matches");
  await page.keyboard.press("Escape");
  await expect(popup).toBeHidden();
  await expect(area).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(popup.getByRole("menuitemcheckbox")).toHaveCount(12);
});
