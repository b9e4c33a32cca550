import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { languageTags, locales } from "../../lib/i18n/locale-names";
import { expect, test } from "./support/fixtures";
import { wordsOf } from "./support/translate";

const products = "/licence-management/products";

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ signIn }) => signIn());

/** By hand, as dnd-kit wants it: a first movement tells a drag from a click. */
async function drag(page: Page, from: Locator, to: Locator) {
  const middleOf = async (locator: Locator) => {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    if (!box) throw new Error("it is not on the screen");
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.mouse.move(...(await middleOf(from)));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(to)), { steps: 12 });
  // What was said above the tree may have gone meanwhile, and the tree moved up.
  await page.mouse.move(...(await middleOf(to)));
  await page.mouse.up();
}

for (const locale of locales) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: languageTags[locale] });

    test(`the product tree by mouse, by keyboard and by "Move to…", in ${locale} [S55]`, async ({
      page,
      expectAccessible,
    }) => {
      const t = wordsOf(locale, "products");
      const common = wordsOf(locale, "common");
      const mark = randomUUID().slice(0, 6);
      const [shelf, box, product] = [`Shelf ${mark}`, `Box ${mark}`, `Drawing ${mark}`];
      const tree = page.getByRole("tree", { name: t("tree.label") });
      const folder = (name: string) => tree.getByRole("treeitem", { name: new RegExp(`^${name},`) });
      const row = page.getByRole("table").getByRole("row", { name: new RegExp(product) });
      const notice = page.getByRole("status").filter({ has: page.getByRole("button", { name: common("close") }) });

      await page.goto(products);
      for (const name of [shelf, box]) {
        await folder(t("tree.all")).click();
        await page.getByRole("button", { name: t("tree.add") }).click();
        await page.getByRole("dialog").getByLabel(t("folder.name")).fill(name);
        await page
          .getByRole("dialog")
          .getByRole("button", { name: common("add") })
          .click();
        await expect(folder(name)).toHaveAttribute("aria-selected", "true");
      }
      await page.getByRole("button", { name: t("commands.add") }).click();
      await page.getByRole("dialog").getByLabel(t("form.name")).fill(product);
      await expectAccessible();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: common("add") })
        .click();
      await expect(page.getByRole("dialog", { name: product })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);

      // By keyboard through the tree: a folder that is opened keeps the focus.
      await folder(shelf).focus();
      await page.keyboard.press("Enter");
      await expect(folder(shelf)).toHaveAttribute("aria-selected", "true");
      await expect(folder(shelf)).toBeFocused();
      await page.keyboard.press("Home");
      await expect(folder(t("tree.all"))).toBeFocused();
      await folder(box).focus();
      await page.keyboard.press("Enter");
      await expect(folder(box)).toHaveAttribute("aria-selected", "true");

      // By mouse: the product into the other folder, and back by the button beside what is said of it.
      await drag(page, row.getByRole("link"), folder(shelf));
      await expect(notice).toHaveText(new RegExp(shelf));
      await expect(folder(shelf)).toHaveAccessibleName(`${shelf}, ${t("tree.count", { count: 1 })}`);
      await expect(row).toHaveCount(0);
      await page.getByRole("button", { name: t("move.undo") }).click();
      await expect(row).toHaveCount(1);

      // By mouse: a folder into another one, which takes its products along; nothing goes into what lies in it.
      await drag(page, folder(box), folder(shelf));
      await expect(folder(box)).toHaveAttribute("aria-level", "2");
      await expect(folder(shelf)).toHaveAccessibleName(`${shelf}, ${t("tree.count", { count: 1 })}`);
      await drag(page, folder(shelf), folder(box));
      await expect(folder(shelf)).toHaveAttribute("aria-level", "1");
      await expectAccessible();

      // By keyboard: lifted with Space, led by the arrows, put down with Space.
      const handle = row.getByRole("button", { name: t("drag.handle", { name: product }) });
      await handle.focus();
      await page.keyboard.press("Space");
      const lifted = page.getByText(t("drag.lifted", { count: 1, title: product }));
      await expect(lifted).toBeAttached();
      const over = (name: string) =>
        page.getByText(t("drag.over", { count: 1, title: product, folder: name }), { exact: true });
      for (let step = 0; step < 30 && (await over(shelf).count()) === 0; step++) await page.keyboard.press("ArrowUp");
      await expect(over(shelf)).toBeAttached();
      await page.keyboard.press("Space");
      await expect(notice).toHaveText(new RegExp(shelf));
      await expect(row).toHaveCount(0);
      await folder(shelf).click();
      await expect(row).toHaveCount(1);
      await handle.focus();
      await page.keyboard.press("Space");
      await expect(lifted).toBeAttached();
      // dnd-kit listens to keys a moment after it has said that something is lifted.
      const overAny = page.getByText(t("drag.over", { count: 1, title: product, folder: "" }).slice(0, -1));
      for (let step = 0; step < 30 && (await overAny.count()) === 0; step++) await page.keyboard.press("ArrowDown");
      await expect(overAny).toBeAttached();
      await page.keyboard.press("Escape");
      await expect(page.getByText(t("drag.stayed", { count: 1, title: product }))).toBeAttached();

      // Without dragging at all.
      await row.getByRole("checkbox").check();
      await page.getByRole("button", { name: t("commands.moveTo") }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("searchbox").fill(box);
      await dialog.getByRole("radio", { name: new RegExp(box) }).check();
      await expectAccessible();
      await dialog.getByRole("button", { name: t("move.submit") }).click();
      await expect(notice).toHaveText(new RegExp(box));
      await folder(box).click();
      await expect(row).toHaveCount(1);
    });
  });
}
