import fs from "node:fs";
import { expect, test } from "./support/fixtures";

const contoso = "3b0c6a52-8d0f-4a7e-9a53-6f1e2d4c8b90";
const unnamed = "M365_AGENT_WORKSPACE_PREVIEW";

// Long ways, each held against the accessibility rules at every stop.
test.describe.configure({ timeout: 180_000 });

test.beforeEach(async ({ signIn }) => signIn());

test("the guide leads to the right places in Entra, and its script follows what is chosen [S1] [S2] [S4]", async ({
  page,
  expectAccessible,
}) => {
  await page.goto("/help/entra");
  await expectAccessible();
  await page.getByLabel("Application ID (client)").fill("5f6b3a52-8d0f-4a7e-9a53-6f1e2d4c8b90");
  await page.getByLabel("Directory ID (tenant)").fill(contoso);
  await page.getByRole("button", { name: "Fill in" }).click();
  await expect(page).toHaveURL(/clientId=5f6b3a52/);
  const link = page.getByRole("link", { name: /^Open in Entra: API permissions/ }).first();
  await expect(link).toHaveAttribute("href", new RegExp(`${contoso}.*CallAnAPI/appId/5f6b3a52`));
  await expect(link).toHaveAttribute("target", "_blank");
  const script = page.locator("#script pre").filter({ hasText: "498476ce-e0fe-48b0-b801-37ba7e2685c6" });
  await expect(script).not.toContainText("98830695-27a2-44f7-8c18-0c3ebc9698f6");
  await page.getByRole("checkbox", { name: /GroupMember.Read.All/ }).check();
  await expect(script).toContainText("98830695-27a2-44f7-8c18-0c3ebc9698f6");
  await page.getByRole("link", { name: "Azure CLI" }).click();
  await expect(script).toContainText("az ad app credential reset");
  await expectAccessible();
});

test("the catalogue: a SKU without a name gets one, and the licences bear it; Microsoft's list is uploaded", async ({
  page,
  expectAccessible,
  allowConsole,
}) => {
  // The browser tells of the list that is refused.
  allowConsole(/409 \(Conflict\).*\/api\/catalogue/);
  await page.goto("/settings/microsoft-365");
  await page.getByRole("link", { name: "SKU catalogue" }).click();
  await expect(page.getByText("no name in the catalogue", { exact: false })).toBeVisible();
  await expectAccessible();
  await page.getByRole("link", { name: "Show", exact: true }).click();
  await page.getByRole("table").getByRole("link", { name: unnamed }).click();
  const drawer = page.getByRole("dialog");
  await expectAccessible();
  await drawer.getByRole("button", { name: "Set own title" }).click();
  const dialog = page.getByRole("dialog", { name: /^Own title of/ });
  await dialog.getByLabel("Own title").fill("Agent workspace, tried out");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/licence-management/licences?q=tried+out");
  await expect(page.getByRole("table").getByText("Contoso: Agent workspace, tried out")).toBeVisible();

  await page.goto("/settings/microsoft-365/catalogue");
  await page.getByRole("button", { name: "Upload list" }).click();
  const upload = page.getByRole("dialog", { name: "Upload Microsoft's list" });
  const file = upload.getByLabel("CSV file");
  await file.setInputFiles({
    name: "page.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("<!doctype html><html></html>"),
  });
  await upload.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(file).toHaveAccessibleDescription(/.{20}/);
  await file.setInputFiles({
    name: "list.csv",
    mimeType: "text/csv",
    buffer: fs.readFileSync("tests/support/catalogue/list.csv"),
  });
  await upload.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(upload.getByText("The list was taken over.")).toBeVisible();
  await expectAccessible();
  await page.goto("/licence-management/licences?q=tried+out");
  await expect(page.getByRole("table").getByText("Contoso: Agent workspace, tried out")).toBeVisible();
});
