import { certificateFile, passwords } from "../support/certificates";
import { fabrikam, registerApp } from "./support/entra";
import { fingerOf } from "./support/finger";
import { expect, test } from "./support/fixtures";
import { wizardOf } from "./support/wizard";

const portals = "/settings/microsoft-365";
const e3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

// Long ways, each held against the accessibility rules at every stop.
test.describe.configure({ timeout: 180_000 });

test.beforeEach(async ({ signIn }) => signIn());

test("adds a portal with a client secret key, step by step, and imports it [S14] [S16] [S17] [S22] [S28] [S36]", async ({
  page,
  stack,
  expectAccessible,
}) => {
  const secret = { id: "5f6b3a52-8d0f-4a7e-9a53-6f1e2d4c8b90", value: "dmo8Q~the.value.of.this.secret" };
  const app = await registerApp(stack, { secrets: [secret] });
  const wizard = wizardOf(page, "en");

  await page.goto(portals);
  await page.getByRole("link", { name: "Add", exact: true }).click();
  await expect(page).toHaveURL(/\/new\/general$/);
  await expectAccessible();
  const name = page.getByLabel("Name", { exact: true });
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Enter a name/);
  await name.fill("CONTOSO");
  await expect(name, "taken, said while typing [S18] [S19]").toHaveAccessibleDescription(
    /a portal of this name already/,
  );
  await name.fill("Fabrikam by secret");
  await wizard.next("connection");
  await expectAccessible();

  await page.getByRole("button", { name: "Next", exact: true }).click();
  const clientId = page.getByLabel("Application ID (client)");
  await expect(clientId).toBeFocused();
  await expect(clientId).toHaveAccessibleDescription(/32 digits/);
  await expectAccessible();
  const directory = page.getByLabel("Directory ID (tenant)");
  await expect(clientId, "both IDs are explained [S24]").toHaveAccessibleDescription(
    /ID of the registered application/,
  );
  await expect(directory).toHaveAccessibleDescription(/ID of the tenant in which the application runs/);
  await expect(page.getByRole("link", { name: /^Prepare Microsoft Entra ID/ })).toHaveAttribute(
    "href",
    /help\/entra.*#ids$/,
  );
  await clientId.fill(`{${app.clientId.toUpperCase()}} `);
  await expect(clientId, "what was said of it is gone").not.toHaveAccessibleDescription(/32 digits/);
  await directory.fill(fabrikam.domain);
  await expect(clientId).toHaveValue(app.clientId);

  await page.getByRole("radio", { name: /^Client secret key/ }).check();
  await page.getByRole("button", { name: "Add client secret key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Secret ID").fill(secret.id);
  await dialog.getByLabel("Value", { exact: true }).fill(secret.id);
  await expect(dialog.getByText("This looks like the secret ID.", { exact: false })).toBeVisible();
  await expectAccessible();
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.getByLabel("Valid until")).toHaveAccessibleDescription(/day on which the secret ends/);
  await dialog.getByLabel("Value", { exact: true }).fill(secret.value);
  await dialog.getByLabel("Valid until").fill("2030-01-31");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page.getByText("never shown", { exact: false }),
    "fields fill according to the type [S29]",
  ).toBeVisible();
  expect(await page.content()).not.toContain(secret.value);

  await wizard.test();
  await expect(page.getByText("User.Read.All").first()).toBeVisible();
  await expectAccessible();
  await wizard.next("exclusions");
  // The domain has become the directory's ID, and the way back loses nothing.
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByLabel("Directory ID (tenant)")).toHaveValue(fabrikam.tenantId);
  await expect(page.getByText("never shown", { exact: false })).toBeVisible();
  await wizard.next("exclusions");
  await expectAccessible();

  const available = page.locator("[data-pane=available]");
  const excluded = page.locator("[data-pane=excluded]");
  await expect(available.getByText("100 held", { exact: false }), "units and holders").toBeVisible();
  const spoken = page.locator("[id^=DndLiveRegion]");
  const row = available.locator(`[data-sku="${e3}"]`);
  await row.locator("[data-control=drag]").hover();
  await page.mouse.down();
  const target = await excluded.boundingBox();
  if (!target) throw new Error("no target");
  await page.mouse.move(target.x + target.width / 2, target.y + 40, { steps: 20 });
  await page.mouse.move(target.x + target.width / 2, target.y + 90, { steps: 5 });
  await expect(spoken).toContainText("over the excluded licences");
  await page.mouse.up();
  await expect(excluded.locator(`[data-sku="${e3}"]`), "dragged by mouse [S33]").toBeVisible();
  await expect(page.getByText("16 licences will be imported, 1 skipped", { exact: false })).toBeVisible();

  const first = available.locator("[data-sku] [data-control=drag]").first();
  const movedSku = await available.locator("[data-sku]").first().getAttribute("data-sku");
  await first.focus();
  await page.keyboard.press("Space");
  await expect(spoken).toContainText(/picked up|over/);
  await page.keyboard.press("ArrowRight");
  await expect(spoken).toContainText("over the excluded licences");
  await page.keyboard.press("Space");
  await expect(excluded.locator(`[data-sku="${movedSku}"]`), "dragged by keyboard").toBeVisible();
  await excluded.locator(`[data-sku="${movedSku}"] [data-control=move]`).click();
  await expect(available.locator(`[data-sku="${movedSku}"]`), "removed by its button [S34]").toBeVisible();

  const finger = await fingerOf(page);
  await finger.down(available.locator(`[data-sku="${movedSku}"] [data-control=drag]`));
  await expect(spoken, "a finger that rests lifts").toContainText("picked up");
  await finger.moveTo(excluded);
  await expect(spoken).toContainText("over the excluded licences");
  await finger.up();
  await expect(excluded.locator(`[data-sku="${movedSku}"]`), "dragged by finger").toBeVisible();
  // For a moment after a drop the next click is taken for its end; meanwhile axe looks at the row where it is now.
  await expectAccessible();
  await excluded.locator(`[data-sku="${movedSku}"] [data-control=move]`).click();
  await expect(available.locator(`[data-sku="${movedSku}"]`)).toBeVisible();

  await wizard.next("done");
  await expect(page.getByText("16 licences will be imported", { exact: false })).toBeVisible();
  await expectAccessible();
  const details = await wizard.finish("Fabrikam by secret");
  await expect(page.getByRole("navigation", { name: "Portals" })).toContainText("Fabrikam by secret");
  await expect(details.getByRole("link", { name: "16", exact: true }).first()).toBeVisible();
  await expectAccessible();
  await wizard.remove("Fabrikam by secret");
});

test.describe("German, on a telephone", () => {
  test.use({ locale: "de-DE", viewport: { width: 390, height: 844 }, hasTouch: true });

  test("adds a portal with a certificate that Seatwise makes [S25] [S27]", async ({
    page,
    stack,
    expectAccessible,
  }) => {
    page.on("dialog", (box) => void box.accept());
    const app = await registerApp(stack);
    const wizard = wizardOf(page, "de");
    await wizard.general("Fabrikam mobil");
    await expectAccessible();
    await wizard.ids(app.clientId, fabrikam.tenantId);
    const discarded = await wizard.generatedCertificate();
    await page.getByRole("button", { name: "Entfernen", exact: true }).click();
    await expect(page.getByRole("button", { name: "Hinzufügen", exact: true })).toBeVisible();
    const certificate = await wizard.generatedCertificate();
    expect(certificate).not.toBe(discarded);

    // Not yet in Entra: the test says so, in words and with Microsoft's code.
    await page.getByRole("button", { name: "Verbindung testen" }).click();
    await expect(page.getByText("AADSTS700027", { exact: false }).first()).toBeAttached({ timeout: 20_000 });
    await expectAccessible();
    await registerApp(stack, { ...app, certificates: [certificate] });
    await wizard.test();
    await wizard.next("exclusions");
    await expectAccessible();
    await wizard.next("done");
    for (const step of ["general", "connection", "exclusions", "done"]) {
      await page.goto(`${portals}/new/${step}`);
      await expect(page.getByRole("link", { name: "Abbrechen" })).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${step} is wider than the telephone`).toBeLessThanOrEqual(0);
    }
    await wizard.finish("Fabrikam mobil");
    await wizard.remove("Fabrikam mobil");
  });
});

test("takes a PFX with its password; says what is wrong with another; asks before leaving; a reload loses nothing [S9]", async ({
  page,
  stack,
  expectAccessible,
}) => {
  const app = await registerApp(stack, { certificates: [certificateFile("leaf.pem").toString()] });
  const wizard = wizardOf(page, "en");
  await wizard.general("Fabrikam by PFX");
  await wizard.ids(app.clientId, fabrikam.tenantId);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible();
  const file = dialog.getByLabel("Public key (certificate)", { exact: true });
  await file.setInputFiles({
    name: "a.pfx",
    mimeType: "application/x-pkcs12",
    buffer: certificateFile("windows-3des.pfx"),
  });
  await dialog.getByLabel("Password of the file").fill("wrong");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.getByLabel("Password of the file")).toHaveAccessibleDescription(/password/i);
  await expect(dialog.getByLabel("Password of the file")).toBeFocused();
  await expectAccessible();
  await dialog.getByLabel("Password of the file").fill(passwords.plain);
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Thumbprint (SHA-256)")).toBeVisible();
  await wizard.test();

  await page.getByRole("link", { name: "Compliance" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Leave without saving?");
  await question.getByRole("button", { name: "Cancel" }).click();
  page.on("dialog", (box) => void box.accept());
  await page.reload();
  await expect(page.getByLabel("Application ID (client)")).toHaveValue(app.clientId);
  await expect(page.getByText("Thumbprint (SHA-256)")).toBeVisible();
  await wizard.next("exclusions");
  await wizard.next("done");
  await wizard.finish("Fabrikam by PFX");
  await wizard.remove("Fabrikam by PFX");
});
