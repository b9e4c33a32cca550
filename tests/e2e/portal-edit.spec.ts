import { certificateFile } from "../support/certificates";
import { fabrikam, registerApp } from "./support/entra";
import { expect, test } from "./support/fixtures";
import { wizardOf } from "./support/wizard";

const secret = { id: "in-entra", value: "dmo8Q~another.value.of.a.secret" };

// Long ways, each held against the accessibility rules at every stop.
test.describe.configure({ timeout: 180_000 });

test.beforeEach(async ({ signIn }) => signIn());

test("edits a portal in three tabs, renames what was imported, and notices somebody else [S37] [S38] [S39] [S40]", async ({
  page,
  stack,
  expectAccessible,
}) => {
  const app = await registerApp(stack, { secrets: [secret], certificates: [certificateFile("leaf.pem").toString()] });
  const wizard = wizardOf(page, "en");
  await wizard.general("Fabrikam before");
  await wizard.ids(app.clientId, fabrikam.tenantId);
  await wizard.secret(secret.id, secret.value);
  await wizard.next("exclusions");
  await wizard.next("done");
  await expect(page.getByText("The connection was not tested.", { exact: false })).toBeVisible();
  await wizard.finish("Fabrikam before");

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toHaveValue("Fabrikam before");
  await name.fill("Fabrikam after");
  await expect(page.getByText("Saving renames 17 licences and 17 products", { exact: false })).toBeVisible();
  await expectAccessible();

  await page.getByRole("link", { name: "Connection information" }).click();
  await expect(page.getByLabel("Application ID (client)")).toHaveValue(app.clientId);
  await expect(page.getByText("never shown", { exact: false })).toBeVisible();
  await expectAccessible();
  await page.getByRole("radio", { name: /^Certificate/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Add a certificate or a client secret key of the chosen type.")).toBeVisible();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const file = (name: string, fixture: Parameters<typeof certificateFile>[0]) => ({
    name,
    mimeType: "application/x-pem-file",
    buffer: certificateFile(fixture),
  });
  const publicKey = dialog.getByLabel("Public key (certificate)", { exact: true });
  const privateKey = dialog.getByLabel("Private key (optional)", { exact: true });
  await publicKey.setInputFiles(file("other.crt", "other.pem"));
  await privateKey.setInputFiles(file("leaf.key", "leaf.key"));
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.locator("[aria-invalid=true]").first()).toHaveAccessibleDescription(/.{20}/);
  await publicKey.setInputFiles(file("leaf.crt", "leaf.pem"));
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  await wizard.test();

  await page.getByRole("link", { name: "Exclusions for import" }).click();
  await expect(page.getByRole("checkbox", { name: "Exclude free and viral licences" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Exclude free and viral licences" }).check();
  await expect(page.getByText("will become “Product cannot be synchronised”", { exact: false })).toBeVisible();
  // What the bars at top and bottom half cover counts as too small for a finger.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible();
  await page.getByRole("button", { name: "Save" }).click();
  const details = page.getByRole("article", { name: "Fabrikam after" });
  await expect(details.getByText("Free and viral licences are excluded by rule.")).toBeVisible();
  await expect(details.getByText("Thumbprint (SHA-256)")).toBeVisible();
  await page.goto("/licence-management/products?q=Fabrikam");
  await expect(
    page
      .getByRole("table")
      .getByText(/^Fabrikam after: /)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("table").getByText(/^Fabrikam before: /)).toHaveCount(0);

  await page.goto("/settings/microsoft-365");
  await page.getByRole("link", { name: /^Fabrikam after/ }).click();
  await expect(details).toBeVisible();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Fabrikam after");
  await page.getByLabel("Description").fill("mine");
  const theirs = await page.context().newPage();
  // Typed into a page that is not alive yet, it would be mixed with what stands there.
  await theirs.goto(page.url(), { waitUntil: "networkidle" });
  await theirs.getByLabel("Description").fill("theirs");
  await theirs.getByRole("button", { name: "Save" }).click();
  await expect(theirs).toHaveURL(/\?portal=/);
  await theirs.close();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("has changed this portal since you opened it", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Description")).toHaveValue("mine");
  await expectAccessible();
  page.on("dialog", (box) => void box.accept());
  await page.getByRole("button", { name: "Show the current values" }).click();
  await expect(page.getByLabel("Description")).toHaveValue("theirs");
  await page.goto("/settings/microsoft-365");
  await page.getByRole("link", { name: /^Fabrikam after/ }).click();
  await expect(details).toBeVisible();
  await wizard.remove("Fabrikam after");
});

test("pauses, tests, gives a second credential, and deletes by name; what was imported stays [S30] [S42] [S43]", async ({
  page,
  stack,
  expectAccessible,
}) => {
  const app = await registerApp(stack, { secrets: [secret] });
  const wizard = wizardOf(page, "en");
  await wizard.general("Fabrikam leaving");
  await wizard.ids(app.clientId, fabrikam.tenantId);
  await wizard.secret(secret.id, secret.value);
  await wizard.next("exclusions");
  await wizard.next("done");
  const details = await wizard.finish("Fabrikam leaving");

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(details.getByText("Paused")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import now" })).toBeDisabled();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(details.getByText("Enabled")).toBeVisible();

  await page.getByRole("link", { name: "Test connection" }).click();
  await expect(details.getByText("The connection works.")).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\?portal=[0-9a-f-]+$/);
  await expectAccessible();

  await details.getByRole("button", { name: "Add a second certificate" }).click();
  await page.getByRole("radio", { name: /^Let Seatwise make one/ }).check();
  await page.getByRole("button", { name: "Make certificate" }).click();
  const dialog = page.getByRole("dialog");
  const href = await dialog.getByRole("link", { name: "Download public part (.cer)" }).getAttribute("href");
  const certificate = await (await page.request.get(href ?? "")).text();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(details.getByText("CN=Seatwise Fabrikam leaving")).toBeVisible();
  await expectAccessible();
  const takeOver = async () => {
    await details.getByRole("button", { name: "Take over now" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Take over now" }).click();
  };
  await takeOver();
  await expect(page.getByRole("alertdialog")).toContainText("AADSTS700027");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await registerApp(stack, { ...app, certificates: [certificate] });
  await takeOver();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(details.getByRole("button", { name: "Add a second certificate" })).toBeVisible();
  await expect(details.getByText("CN=Seatwise Fabrikam leaving")).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog).toContainText("What was imported stays: 17 licences, 17 products and 180 contacts");
  await expectAccessible();
  await dialog.getByRole("button", { name: "Delete portal" }).click();
  await expect(dialog.getByLabel(/^Enter the name/)).toHaveAccessibleDescription(/not the name of the portal/);
  await dialog.getByLabel(/^Enter the name/).fill("fabrikam leaving");
  await dialog.getByRole("button", { name: "Delete portal" }).click();
  await expect(page).toHaveURL(/\/settings\/microsoft-365$/);
  await expect(page.getByRole("navigation", { name: "Portals" })).not.toContainText("Fabrikam leaving");
  await page.goto("/licence-management/licences?q=Fabrikam+leaving");
  await expect(page.getByRole("table").getByText("Fabrikam leaving: Microsoft 365 E3")).toBeVisible();

  // Whoever comes back finds what stayed, under the new name.
  await wizard.general("Fabrikam returning");
  await wizard.ids(app.clientId, fabrikam.tenantId);
  await wizard.secret(secret.id, secret.value);
  await wizard.next("exclusions");
  await wizard.next("done");
  await expect(page.getByText(/17 licences, 17 products and 180 contacts/)).toBeVisible();
  await expectAccessible();
  await wizard.finish("Fabrikam returning");
  await expect(page.getByRole("article").getByRole("link", { name: "17", exact: true }).first()).toBeVisible();
  await wizard.remove("Fabrikam returning");
});
