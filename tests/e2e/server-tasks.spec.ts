import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const path = "/system/server-tasks";

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ signIn }) => signIn());

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const speakGerman = (page: Page, url: string) =>
  page.context().addCookies([{ name: "seatwise-locale", value: "de", url }]);

async function openEditor(page: Page, task: string) {
  await card(page, task).getByRole("link", { name: "Edit" }).click();
  const editor = page.getByRole("dialog", { name: `Edit ${task}` });
  await expect(editor).toBeVisible();
  return editor;
}

test("[S47] gives a task each kind of start condition, with its next starts", async ({ page, expectAccessible }) => {
  await page.goto(path);
  await expectAccessible();
  const edit = async (kind: string, fill: (editor: Awaited<ReturnType<typeof openEditor>>) => Promise<unknown>) => {
    const editor = await openEditor(page, "Retention");
    await editor.getByLabel("Start condition").selectOption({ label: kind });
    await fill(editor);
    await expectAccessible();
    await editor.getByRole("button", { name: "Save" }).click();
    await expect(editor).toBeHidden();
  };
  const starts = (editor: Awaited<ReturnType<typeof openEditor>>) =>
    editor.getByRole("region", { name: "Next starts" }).getByRole("listitem");

  await edit("Again and again", async (editor) => {
    await editor.getByLabel("Every").fill("3");
    await editor.getByLabel("Unit").selectOption("minutes");
    await editor.getByRole("button", { name: "Save" }).click();
    await expect(editor.getByText("Choose a time from 5 minutes to 31 days.")).toBeVisible();
    await editor.getByLabel("Every").fill("90");
    await expect(starts(editor)).toHaveCount(5);
  });
  await expect(card(page, "Retention")).toContainText("Every 90 minutes");

  await edit("Weekly", async (editor) => {
    await editor.getByLabel("Time", { exact: true }).fill("04:15");
    await editor.getByLabel("Time zone").selectOption("America/New_York");
    await editor.getByRole("checkbox", { name: "Monday" }).uncheck();
    await expect(editor).toContainText("Fill in the fields to see them.");
    await editor.getByRole("button", { name: "Save" }).click();
    await expect(editor.getByText("Choose at least one day of the week.")).toBeVisible();
    await editor.getByRole("checkbox", { name: "Friday" }).check();
    await expect(starts(editor)).toHaveText(Array(5).fill(/^Fri.*04:15/));
  });
  await expect(card(page, "Retention")).toContainText("Weekly on Friday at 04:15 (America/New_York)");

  await edit("Monthly", async (editor) => {
    await editor.getByLabel("Day", { exact: true }).selectOption("31");
    await expect(editor).toContainText("In months without that day, their last one.");
    await expect(starts(editor)).toHaveCount(5);
  });
  await expect(card(page, "Retention")).toContainText("Monthly on day 31 at 04:15 (America/New_York)");

  await edit("Once", async (editor) => {
    await editor.getByLabel("Date").fill("2020-01-01");
    await editor.getByRole("button", { name: "Save" }).click();
    await expect(editor.getByText("This moment has passed.", { exact: false })).toBeVisible();
    await editor.getByLabel("Date").fill("2099-05-01");
    await expect(starts(editor)).toHaveCount(1);
  });
  await expect(card(page, "Retention")).toContainText("Once on 1 May 2099 at 04:15 (America/New_York)");

  await edit("After another task", (editor) => editor.getByLabel("Task").selectOption("import"));
  await expect(card(page, "Retention")).toContainText("After each successful run of “Import from Microsoft 365”");

  await edit("By hand only", async (editor) => expect(editor).toContainText("No start is planned"));
  await expect(card(page, "Retention")).toContainText("By hand only");

  await edit("Daily", async (editor) => {
    await editor.getByLabel("Time", { exact: true }).fill("04:15");
    await editor.getByLabel("Time zone").selectOption("UTC");
    await editor.getByLabel("Days").fill("60");
    await expect(starts(editor)).toHaveText(Array(5).fill(/04:15/));
  });
  await expect(card(page, "Retention")).toContainText("Daily at 04:15 (UTC)");
  await expect(card(page, "Retention")).toContainText("60 days, at most 5,000 runs");
});

test("[S47] runs an import for one portal now, and refuses a chain that would start itself, in German too", async ({
  page,
  stack,
  expectAccessible,
}) => {
  await page.goto(path);
  const task = card(page, "Import from Microsoft 365");
  await task.getByRole("button", { name: "Run now" }).click();
  const dialog = page.getByRole("dialog", { name: "Start an import" });
  await expectAccessible();
  await dialog.getByLabel("Portals").selectOption({ label: "Contoso" });
  await dialog.getByRole("button", { name: "Start now" }).click();
  await task.getByRole("link", { name: "Open run" }).click();
  await expect(page.getByRole("heading", { name: /Run \d+: Import/ })).toBeVisible();
  await expect(page.getByRole("article", { name: "Contoso" })).toContainText("Succeeded", { timeout: 60_000 });
  await expect(page.getByRole("article")).toHaveCount(1);

  await speakGerman(page, stack.url);
  await page.goto(`${path}?task=import`);
  const editor = page.getByRole("dialog", { name: "Import aus Microsoft 365 bearbeiten" });
  await editor.getByLabel("Startbedingung").selectOption({ label: "Nach einer anderen Aufgabe" });
  await editor.getByLabel("Aufgabe").selectOption({ label: "Neuberechnung" });
  await editor.getByRole("button", { name: "Speichern" }).click();
  await expect(editor.getByText("So würde die Aufgabe sich selbst starten", { exact: false })).toBeVisible();
  await expect(editor.getByLabel("Aufgabe")).toBeFocused();
  await expectAccessible();
  await editor.getByRole("button", { name: "Abbrechen" }).click();
  await expect(editor).toBeHidden();
  await expectAccessible();
  await expect(card(page, "Import aus Microsoft 365")).toContainText("Alle 5 Stunden");
});

test("[S47] who saves after somebody else is told so, and nothing is lost", async ({ page }) => {
  await page.goto(`${path}?task=catalogue`);
  const editor = page.getByRole("dialog", { name: "Edit SKU catalogue" });
  await editor.getByLabel("Start condition").selectOption({ label: "Daily" });

  const other = await page.context().newPage();
  await other.goto(`${path}?task=catalogue`);
  const faster = other.getByRole("dialog", { name: "Edit SKU catalogue" });
  await faster.getByRole("button", { name: "Save" }).click();
  await expect(faster).toBeHidden();
  await other.close();

  await editor.getByRole("button", { name: "Save" }).click();
  await expect(editor).toContainText("admin has changed this task since you opened it, so nothing was saved.");
  await expect(editor.getByLabel("Start condition")).toHaveValue("daily");
});
