import { randomUUID } from "node:crypto";
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { languageTags, locales } from "../../lib/i18n/locale-names";
import { readSheet } from "../support/read-zip";
import { expect, test } from "./support/fixtures";
import { wordsOf } from "./support/translate";

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ signIn }) => signIn());

async function download(page: Page, menu: string, item: string): Promise<Buffer> {
  await page.getByRole("button", { name: menu }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item, exact: true }).click(),
  ]);
  return fs.readFileSync(await file.path());
}

for (const locale of locales) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: languageTags[locale] });
    const common = wordsOf(locale, "common");

    test(`an export has what the screen shows, as CSV and as Excel, in ${locale}`, async ({
      page,
      expectAccessible,
    }) => {
      const views = wordsOf(locale, "views");
      const columns = wordsOf(locale, "export");
      const numberOf = (text: string) => Number(text.replaceAll(/[.,\s]/g, ""));
      await page.goto("/licence-management/licences?origin=portal&sort=unitsEnabled&dir=desc");
      const rows = page.getByRole("table").locator("tbody tr");
      await expect(rows.first()).toBeVisible();
      const shown = await rows.evaluateAll((all) =>
        all.map((row) => {
          const cells = [...row.querySelectorAll("td, th")].map((cell) => (cell as HTMLElement).innerText.trim());
          return cells.filter((_, index) => index > 0).slice(0, 2);
        }),
      );
      await page.getByRole("button", { name: views("export.menu") }).click();
      await expectAccessible();
      await page.keyboard.press("Escape");
      const csv = await download(page, views("export.menu"), views("export.csv"));
      const records: Record<string, string>[] = parse(csv, {
        ...{ bom: true, columns: true, delimiter: locale === "de" ? ";" : "," },
      });
      const [licence, units] = [columns("columns.licence"), columns("columns.unitsEnabled")];
      expect(records.map((row) => [row[licence], Number(row[units])])).toEqual(
        shown.map(([name, count]) => [name, numberOf(count ?? "")]),
      );
      const sheet = readSheet(await download(page, views("export.menu"), views("export.xlsx")));
      const [header, ...cells] = sheet;
      const at = [licence, units].map((name) => (header ?? []).indexOf(name));
      expect(at).not.toContain(-1);
      expect(cells.map((row) => at.map((index) => row[index]))).toEqual(
        records.map((row) => [row[licence], Number(row[units])]),
      );
    });

    test(`a contact is added, edited, told apart from imported ones, and deleted, in ${locale} [S50]`, async ({
      page,
      expectAccessible,
    }) => {
      const t = wordsOf(locale, "contacts");
      const mark = randomUUID().slice(0, 6);
      const name = `Zoe ${mark}`;
      await page.goto("/master-data/contacts");
      await page.getByRole("button", { name: common("add"), exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(t("fields.displayName"), { exact: true }).fill(name);
      await dialog.getByLabel(new RegExp(`^${t("fields.mail")}`)).fill(`${mark}@contoso.com`);
      await expectAccessible();
      await dialog.getByRole("button", { name: common("save"), exact: true }).click();
      await expect(page.getByRole("dialog", { name })).toBeVisible();

      await page.goto(`/master-data/contacts?q=${mark}&origin=manual`);
      const row = page.getByRole("table").getByRole("row", { name: new RegExp(name) });
      await expect(row).toContainText(t("origin.manual"));
      await row.getByRole("link").click();
      const drawer = page.getByRole("dialog", { name });
      await drawer.getByRole("button", { name: common("edit"), exact: true }).click();
      await page.getByLabel(new RegExp(`^${t("fields.department")}`)).fill("Lab");
      await page.getByRole("button", { name: common("save"), exact: true }).click();
      await expect(drawer).toContainText("Lab");
      await expectAccessible();
      await page.goto(`/master-data/contacts?q=${mark}`);
      await row.getByRole("checkbox").check();
      await page.getByRole("button", { name: t("delete.selected", { count: 1 }) }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: common("delete"), exact: true })
        .click();
      await expect(row).toHaveCount(0);
      await page.goto("/master-data/contacts?origin=portal");
      await expect(page.getByRole("table").getByText(t("origin.portal")).first()).toBeVisible();
    });
  });
}
