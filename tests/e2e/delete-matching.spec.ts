import { randomUUID } from "node:crypto";
import { expect, test } from "./support/fixtures";

const licences = "/licence-management/licences";

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ signIn }) => signIn());

test("a mistaken file goes again as a whole; read twice, it asks before it doubles anything", async ({
  page,
  expectAccessible,
}) => {
  page.on("dialog", (box) => void box.accept());
  const mark = `Slip ${randomUUID().slice(0, 6)}`;
  const file = ["Name;Quantity", ...Array.from({ length: 120 }, (_, at) => `${mark} ${at};1`)].join("\n");
  const read = async () => {
    await page.goto(`${licences}/import`);
    await page.getByRole("textbox").fill(file);
    await page.getByRole("button", { name: "Read" }).click();
  };
  await read();
  await page.getByRole("button", { name: "Import 120 valid lines" }).click();
  await expect(page.getByText("120 licences were imported.")).toBeVisible();

  await read();
  await expect(page.getByText(/120 lines have a name that is there already/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import/ })).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Import these 120 lines all the same" }).check();
  await expect(page.getByRole("button", { name: "Import 120 valid lines" })).toBeVisible();
  await expectAccessible();

  await page.goto(`${licences}?q=${encodeURIComponent(mark)}`);
  await page.getByRole("checkbox", { name: "Select all rows on this page" }).check();
  await page.getByRole("button", { name: "Select all 120 that match" }).click();
  await expect(page.getByText("All 120 entries that match are selected.")).toBeVisible();
  await expectAccessible();
  await page.getByRole("button", { name: "Delete 120", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Delete 120 licences?" });
  await expect(question).toContainText("and 115 more");
  await expectAccessible();
  await question.getByRole("button", { name: "Delete 120 licences" }).click();
  await expect(question).toBeHidden();
  await expect(page.getByText("Nothing matches")).toBeVisible();
});

test("who is outrun in the form of a licence keeps the entries, and sees what was changed", async ({
  page,
  expectAccessible,
}) => {
  page.on("dialog", (box) => void box.accept());
  const mark = `Race ${randomUUID().slice(0, 6)}`;
  await page.goto(`${licences}/import`);
  await page.getByRole("textbox").fill(`Name;Quantity\n${mark};5`);
  await page.getByRole("button", { name: "Read" }).click();
  await page.getByRole("button", { name: "Import 1 valid line" }).click();
  await expect(page.getByText("1 licence was imported.")).toBeVisible();
  await page.goto(`${licences}?q=${encodeURIComponent(mark)}`);
  await page.getByRole("link", { name: mark, exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Edit" }).click();
  await expect(page.getByLabel("Quantity")).toHaveValue("5");

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel("Quantity").fill("7");
  await other.getByLabel("Notes").fill("from the other");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other).toHaveURL(/licence=\d+/);
  await other.close();

  await page.getByLabel("Quantity").fill("9");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Quantity: 5 → 7.")).toContainText("Your entry is kept.");
  await expect(page.getByLabel("Notes")).toHaveValue("from the other");
  await expect(page.getByLabel("Quantity")).toHaveValue("9");
  await expectAccessible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/licence=\d+/);
});
