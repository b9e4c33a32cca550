import fs from "node:fs";
import type { Page } from "@playwright/test";
import type { Fault } from "@/demo/faults";
import { expect, test } from "./support/fixtures";
import type { Stack } from "./support/stack";

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ signIn }) => signIn());
test.afterEach(async ({ stack }) => {
  await fetch(`${stack.demoUrl}/_demo/faults`, { method: "DELETE" });
});

const MICROSOFTS_WORDS = "A sentence that only Microsoft can have written.";

/** A fault of the demo's first company. */
async function addFault({ demoUrl }: Stack, fault: Fault): Promise<void> {
  const { tenants } = (await (await fetch(`${demoUrl}/_demo/state`)).json()) as { tenants: { id: string }[] };
  const body = JSON.stringify({ ...fault, tenantId: tenants[0]?.id });
  const answer = await fetch(`${demoUrl}/_demo/faults`, { method: "POST", body });
  expect(answer.status).toBe(201);
}

/** Starts an import of Contoso, and goes to its run. */
async function importContoso(page: Page): Promise<void> {
  await page.goto("/system/server-tasks");
  const task = page.getByRole("region", { name: "Import from Microsoft 365" });
  await task.getByRole("button", { name: "Run now" }).click();
  const dialog = page.getByRole("dialog", { name: "Start an import" });
  await dialog.getByLabel("Portals").selectOption({ label: "Contoso" });
  await dialog.getByRole("button", { name: "Start now" }).click();
  await task.getByRole("link", { name: "Open run" }).click();
  await expect(page.getByRole("heading", { name: /Run \d+: Import/ })).toBeVisible();
}

async function downloadCsv(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /CSV/ }).first().click(),
  ]);
  return fs.readFileSync(await download.path(), "utf8");
}

test("[S48] [S70] [S71] [S73] shows why an import failed and what to do, and imports the portal again", async ({
  page,
  stack,
  expectAccessible,
}) => {
  const fault = { kind: "graphError", status: 422, code: "SomethingNew", message: MICROSOFTS_WORDS } as const;
  await addFault(stack, { ...fault, route: "users", times: null });
  await importContoso(page);
  const portal = page.getByRole("article", { name: "Contoso" });
  await expect(portal).toContainText("GraphAPI reports an error and a description of it.", { timeout: 60_000 });
  await expect(portal).toContainText("Reported by Microsoft");
  await expect(portal).toContainText(MICROSOFTS_WORDS);
  await expect(portal).toContainText("SomethingNew");
  await expect(portal).toContainText("Read Microsoft's own words below.");
  await expectAccessible();

  // Open filters, then narrow to what went wrong.
  const log = page.getByRole("list", { name: "Log" });
  await expect(log.getByRole("listitem").first()).toBeVisible();
  await page.getByRole("button", { name: "Level" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Error" }).click();
  await expect(page).toHaveURL(/level=error/);
  await expect(log.getByRole("listitem")).toHaveCount(1);
  await expect(log).toContainText("Reported by Microsoft");
  await page.keyboard.press("Escape");
  const csv = await downloadCsv(page);
  expect(csv.trim().split("\n")).toHaveLength(2);
  expect(csv).toContain(MICROSOFTS_WORDS);
  await page.getByRole("searchbox").fill("nothing like it");
  await expect(page.getByText("No entry fits.")).toBeVisible();

  await fetch(`${stack.demoUrl}/_demo/faults`, { method: "DELETE" });
  await portal.getByRole("button", { name: "Import again" }).click();
  await expect(portal).toContainText("Succeeded", { timeout: 60_000 });
  await expect(portal.getByRole("group", { name: "What changed" })).toContainText(
    "Nothing has changed since the import before.",
  );
  await expectAccessible();
});

test("[S48] cancels a running import within seconds, and nothing is half done", async ({ page, stack }) => {
  await addFault(stack, { kind: "slow", ms: 60_000, route: "users", times: 1 });
  await importContoso(page);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel run" }).click();
  const portal = page.getByRole("article", { name: "Contoso" });
  await expect(portal).toContainText("Cancelled", { timeout: 15_000 });
  await expect(portal.getByRole("group", { name: "What changed" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Log" })).toContainText("The run was cancelled.");
});

test("[S48] finds runs by filter and search, sorts and exports them, in both languages", async ({
  page,
  stack,
  expectAccessible,
}) => {
  await page.goto("/system/monitor");
  const rows = page.getByRole("main").getByRole("table").locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  await expectAccessible();
  for (const [menu, item, parameter] of [
    ["Task", "Import", "kind=import"],
    ["Trigger", "By hand", "trigger=manual"],
    ["Time span", "Last 24 hours", "span=day"],
  ] as const) {
    await page.getByRole("button", { name: menu, exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: item, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(parameter));
    await page.keyboard.press("Escape");
  }
  await page.getByRole("searchbox").fill("contoso");
  await expect(page).toHaveURL(/q=contoso/);
  await expect(rows.filter({ hasText: "Contoso" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Duration" }).click();
  await expect(page).toHaveURL(/sort=duration/);
  const shown = await rows.count();
  const csv = await downloadCsv(page);
  expect(csv.trim().split("\n")).toHaveLength(shown + 1);

  await page.context().addCookies([{ name: "seatwise-locale", value: "de", url: stack.url }]);
  await page.reload();
  await expect(page.getByRole("button", { name: "Zeitraum" })).toBeVisible();
  await expectAccessible();
  await page.getByRole("searchbox").fill("gibt es nicht");
  await expect(rows).toHaveCount(0);
  await expectAccessible();
});
