import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { licenceWizardOf } from "./support/licence-wizard";
import { expectFits } from "./support/page-rules";

// Each stop is held against the accessibility rules.
test.describe.configure({ timeout: 120_000 });

test.beforeEach(async ({ signIn }) => signIn());

/** A product of its own, in a folder of its own. @returns its id */
async function addProduct(page: Page, name: string, metric: string): Promise<string> {
  await page.goto("/licence-management/products");
  await page.getByRole("button", { name: "Add folder" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`Products of ${name}`);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("treeitem", { name: new RegExp(`^Products of ${name},`) })).toBeVisible();
  await page.getByRole("button", { name: "Add product" }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Metric").selectOption(metric);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page).toHaveURL(/product=\d+/);
  return new URL(page.url()).searchParams.get("product") ?? "";
}

test("adds a full version for a product, and an upgrade of it; back, forward and a reload lose nothing but the key", async ({
  page,
  expectAccessible,
}) => {
  page.on("dialog", (box) => void box.accept());
  const mark = randomUUID().slice(0, 6);
  const [product, full, upgrade] = [`CAD ${mark}`, `CAD 2024 ${mark}`, `CAD 2026 ${mark}`];
  const productId = await addProduct(page, product, "device_cal");
  const wizard = licenceWizardOf(page, "en");

  await wizard.start(`?product=${productId}`);
  await expectAccessible();
  await wizard.press("Next");
  await expect(wizard.name, "the first error gets the focus").toBeFocused();
  await expect(wizard.name).toHaveAccessibleDescription(/Fill in this field/);
  await expect(page.getByRole("listitem").filter({ hasText: "has an error" })).toHaveText(/General/);
  await expectAccessible();
  await wizard.general(full, "many");
  await page.getByLabel("Valid until").fill("2031-03-31");
  await wizard.quantity.press("Enter");
  await expect(wizard.quantity).toBeFocused();
  await expect(wizard.quantity).toHaveAccessibleDescription(/whole number/);
  await wizard.quantity.fill("1,250");
  await expect(wizard.quantity, "what was said of it is gone").not.toHaveAccessibleDescription(/whole number/);
  await expect(page.getByRole("listitem").filter({ hasText: "has an error" })).toHaveCount(0);
  // Enter goes on, it does not save.
  await wizard.quantity.press("Enter");
  await wizard.shows("acquisition");
  await expect(page.getByRole("heading", { level: 2, name: "Acquisition" })).toBeFocused();
  await expectAccessible();

  await page.getByRole("button", { name: "Add own" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`Auction ${mark}`);
  await dialog.getByLabel("Name").press("Enter");
  await expect(dialog).toBeHidden();
  const channel = page.getByLabel("Acquisition channel");
  await expect(channel.locator("option:checked")).toHaveText(`Auction ${mark}`);
  const key = page.getByLabel("Licence key");
  await key.fill("AAAA-BBBB-CCCC");
  await page.getByLabel("Serial number").fill("S-9");
  await wizard.next("type");
  await expect(wizard.metric, "what the product counts").toHaveValue("device_cal");
  await expect(wizard.metric).toHaveAccessibleDescription(new RegExp(product));
  await expectAccessible();
  await wizard.back("acquisition");
  await expect(key).toHaveValue("AAAA-BBBB-CCCC");
  await expect(channel.locator("option:checked")).toHaveText(`Auction ${mark}`);
  await page.goBack();
  await page.goForward();
  await wizard.shows("acquisition");
  await expect(page.getByLabel("Serial number")).toHaveValue("S-9");
  expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain("AAAA");

  await wizard.next("type");
  await wizard.next("product");
  await expect(page.getByText("1,250", { exact: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: /^Linked product/ })).toHaveValue(product);
  await page.reload();
  await wizard.shows("product");
  await expect(page.getByText("1,250", { exact: true })).toBeVisible();
  await expect(page.getByText(`Auction ${mark}`, { exact: true })).toBeVisible();
  await expectAccessible();
  await page.getByRole("link", { name: "Type the key" }).click();
  await wizard.shows("acquisition");
  await expect(page.getByText("please type it again", { exact: false })).toBeVisible();
  await key.fill("AAAA-BBBB-CCCC");
  await expect(page.getByText("please type it again", { exact: false })).toBeHidden();
  await wizard.next("type");
  await wizard.next("product");
  await wizard.add();
  const drawer = page.getByRole("dialog", { name: full });
  for (const text of ["1,250", `Auction ${mark}`, "S-9", "•••••••• stored", product]) {
    await expect(drawer.getByText(text, { exact: true }).first()).toBeVisible();
  }

  // What was added is forgotten: the next one starts empty.
  await wizard.start();
  await expect(wizard.name).toHaveValue("");
  await wizard.general(upgrade, "10");
  await wizard.next("acquisition");
  await wizard.next("type");
  await page.getByRole("radio", { name: /^Upgrade/ }).check();
  await wizard.press("Next");
  const base = page.getByRole("combobox", { name: /^Upgrade of/ });
  await expect(base).toBeFocused();
  await expect(base).toHaveAccessibleDescription(/Choose the licence/);
  await wizard.metric.selectOption("device_cal");
  await wizard.choose("form.base", full);
  await expectAccessible();
  await wizard.next("product");
  await wizard.choose("form.linkedProduct", product);
  await expect(page.getByRole("definition").filter({ hasText: full })).toBeVisible();
  await wizard.add();
  await expect(page.getByRole("dialog", { name: upgrade }).getByRole("link", { name: full })).toBeVisible();
});

test("a product that goes while its licence is entered is told of at its field; leaving asks once", async ({
  page,
}) => {
  page.on("dialog", (box) => void box.accept());
  const mark = randomUUID().slice(0, 6);
  const product = `Gone ${mark}`;
  await addProduct(page, product, "user_cal");
  const wizard = licenceWizardOf(page, "en");
  await wizard.start();
  await wizard.general(`Licence ${mark}`, "1");
  await wizard.next("acquisition");
  await wizard.next("type");
  await wizard.next("product");
  await wizard.choose("form.linkedProduct", product);

  const other = await page.context().newPage();
  await other.goto(`/licence-management/products?q=${encodeURIComponent(product)}`);
  await other
    .getByRole("table")
    .getByRole("row", { name: new RegExp(product) })
    .getByRole("link")
    .click();
  await other.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  const asked = other.getByRole("dialog", { name: `Delete ${product}?` });
  await asked.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(asked).toBeHidden();
  await other.close();

  await wizard.press("Add licence");
  const linked = page.getByRole("combobox", { name: /^Linked product/ });
  await expect(linked).toBeFocused();
  await expect(linked).toHaveAccessibleDescription(/not there any more/);

  await page.getByRole("link", { name: "Cancel" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Leave without saving?");
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/licences$/);
  await wizard.start();
  await expect(wizard.name).toHaveValue("");
});

test("an own channel that goes meanwhile is told of in the step where it was chosen", async ({ page }) => {
  page.on("dialog", (box) => void box.accept());
  const mark = randomUUID().slice(0, 6);
  const channel = `Raffle ${mark}`;
  const wizard = licenceWizardOf(page, "en");
  await wizard.start();
  await wizard.general(`Licence ${mark}`, "1");
  await wizard.next("acquisition");
  await page.getByRole("button", { name: "Add own" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(channel);
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await wizard.next("type");
  await wizard.next("product");

  const other = await page.context().newPage();
  await other.goto("/licence-management/licences/channels");
  await other
    .getByRole("row", { name: new RegExp(channel) })
    .getByRole("button", { name: /Delete/ })
    .click();
  await other
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Delete/ })
    .click();
  await expect(other.getByRole("alertdialog")).toBeHidden();
  await other.close();

  await wizard.press("Add licence");
  await wizard.shows("acquisition");
  const field = page.getByLabel("Acquisition channel");
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/no longer exists/);
  await field.selectOption({ label: "Volume" });
  await wizard.next("type");
  await wizard.next("product");
  await wizard.add();
});

test.describe("German, on a telephone", () => {
  test.use({ locale: "de-DE", viewport: { width: 390, height: 844 }, hasTouch: true });

  test("adds a licence without more than it needs", async ({ page, expectAccessible }) => {
    const name = `Handlizenz ${randomUUID().slice(0, 6)}`;
    const wizard = licenceWizardOf(page, "de");
    await wizard.start();
    await wizard.general(name, "1.000");
    for (const step of ["acquisition", "type", "product"] as const) {
      await expectFits(page);
      await wizard.next(step);
      await expectAccessible();
    }
    await expectFits(page);
    await wizard.add();
    await expect(page.getByText(name).first()).toBeVisible();
  });
});
