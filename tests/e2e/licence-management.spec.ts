import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { type Locale, languageTags, locales } from "../../lib/i18n/locale-names";
import { fabrikam, registerApp } from "./support/entra";
import { expect, test } from "./support/fixtures";
import { licenceWizardOf } from "./support/licence-wizard";
import type { Stack } from "./support/stack";
import { wordsOf } from "./support/translate";
import { wizardOf } from "./support/wizard";

const compliance = "/licence-management/compliance";
const licences = "/licence-management/licences";
const products = "/licence-management/products";

// Long ways, with whole imports in between.
test.describe.configure({ timeout: 240_000 });
test.beforeEach(async ({ signIn }) => signIn());

/** Imports and recalculates by the button, until the figures are those of a newer run. */
async function recalculateCompletely(page: Page, locale: Locale) {
  const t = wordsOf(locale, "compliance");
  await page.goto(compliance);
  const age = page.getByRole("link", { name: new RegExp(`^${t("asOf", { time: "_", id: 0 }).split("_")[0]}`) });
  const before = await age.innerText();
  await page.getByRole("button", { name: t("recalculate.menu"), exact: true }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${t("recalculate.full")}`) }).click();
  await expect(age).not.toHaveText(before, { timeout: 60_000 });
  await expect(page.getByRole("region", { name: /\d+$/ }).getByRole("progressbar")).toHaveCount(0);
}

async function control(stack: Stack, method: string, path: string, body?: object) {
  const answer = await fetch(`${stack.demoUrl}/_demo/${path}`, { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

type Tenant = { id: string; displayName: string; skus: { skuId: string; partNumber: string; holders: number }[] };

for (const locale of locales) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: languageTags[locale] });
    const t = wordsOf(locale, "compliance");
    const common = wordsOf(locale, "common");
    const ofProducts = wordsOf(locale, "products");
    const ofLicences = wordsOf(locale, "licences");
    const ofWaysOut = wordsOf(locale, "way-out");
    const statusOf = (status: string) => ofProducts(`status.${status}`);

    const rowOf = (page: Page, name: string) =>
      page.getByRole("table").getByRole("row", { name: new RegExp(name.replace(/[()+]/g, "\\$&")) });

    test(`a manual product, its licence and its devices come to a status by themselves, in ${locale} [S62]`, async ({
      page,
      expectAccessible,
    }) => {
      const mark = randomUUID().slice(0, 6);
      const [folder, product, licence] = [`Own ${mark}`, `Plotter ${mark}`, `Plotter licence ${mark}`];
      await page.goto(products);
      await page.getByRole("button", { name: ofProducts("tree.add") }).click();
      await page.getByRole("dialog").getByLabel(ofProducts("folder.name")).fill(folder);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: common("add") })
        .click();
      await expect(page.getByRole("treeitem", { name: new RegExp(`^${folder},`) })).toBeVisible();
      await page.getByRole("button", { name: ofProducts("commands.add") }).click();
      await page.getByRole("dialog").getByLabel(ofProducts("form.name")).fill(product);
      await page.getByRole("dialog").getByLabel(ofProducts("form.metric")).selectOption("device_cal");
      // Which kind of consumer uses it follows from the metric; Microsoft 365 is not among the choices [S58].
      await expect(page.getByRole("dialog").getByLabel(ofProducts("form.metric"))).not.toContainText("Microsoft 365");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: common("add") })
        .click();

      const drawer = page.getByRole("dialog", { name: product });
      await drawer.getByRole("link", { name: new RegExp(`^${ofProducts("tabs.consumers")}`) }).click();
      await drawer.getByRole("button", { name: ofProducts("consumers.addDevices") }).click();
      const names = page.getByLabel(ofProducts("consumers.names"), { exact: true });
      await names.fill("PLOT-01\nPLOT-02");
      await page
        .getByRole("button", { name: common("add"), exact: true })
        .last()
        .click();
      await expect(drawer.getByText("PLOT-02")).toBeVisible();
      await expectAccessible();

      const wizard = licenceWizardOf(page, locale);
      await wizard.start();
      await wizard.general(licence, "1");
      await wizard.next("acquisition");
      await wizard.next("type");
      await wizard.metric.selectOption("device_cal");
      await wizard.next("product");
      await wizard.choose("form.linkedProduct", product);
      await expectAccessible();
      await wizard.add();

      // Nobody presses Recalculate: two devices and one unit are counted by themselves.
      await page.goto(`${compliance}?q=${encodeURIComponent(product)}`);
      await expect(rowOf(page, product)).toContainText(statusOf("not_enough_licences"), { timeout: 40_000 });
      await rowOf(page, product).getByRole("link").click();
      await expect(page.getByRole("dialog")).toContainText(t("details.uncovered", { count: 1 }));
      await expectAccessible();

      await page.goto(`${licences}?q=${encodeURIComponent(licence)}`);
      await rowOf(page, licence).getByRole("link").click();
      await page
        .getByRole("dialog")
        .getByRole("link", { name: common("edit") })
        .click();
      await page.getByLabel(ofLicences("form.quantity"), { exact: true }).fill("2");
      await page.getByRole("button", { name: common("save") }).click();
      await expect(page).toHaveURL(/\/licences\?licence=\d+/);
      await page.goto(`${compliance}?q=${encodeURIComponent(product)}`);
      await expect(rowOf(page, product)).toContainText(statusOf("fully_licensed"), { timeout: 40_000 });
    });

    test(`what is gone from its portal says so, and is well again when it is back, in ${locale} [S65] [S62]`, async ({
      page,
      stack,
      expectAccessible,
    }) => {
      const { tenants }: { tenants: Tenant[] } = await control(stack, "GET", "state");
      const contoso = tenants.find(({ displayName }) => displayName.startsWith("Contoso"));
      const sku = contoso?.skus.find(({ partNumber }) => partNumber === "STREAM");
      if (!contoso || !sku) throw new Error("the demo tenant has no SKU that nobody holds");
      const product = `${compliance}?q=Microsoft+Stream`;
      const away = await control(stack, "DELETE", "skus", { tenantId: contoso.id, skuId: sku.skuId });
      try {
        await recalculateCompletely(page, locale);
        await page.goto(`${product}&reason=gone_from_portal`);
        await expect(rowOf(page, "Contoso: Microsoft Stream")).toContainText(statusOf("cannot_be_synchronised"));
        await rowOf(page, "Contoso: Microsoft Stream").getByRole("link").click();
        await expect(page.getByRole("dialog")).toContainText(t("reason.gone_from_portal.text"));
        await expect(page.getByRole("dialog")).toContainText(t("reason.gone_from_portal.remedy"));
        await expectAccessible();
      } finally {
        await control(stack, "POST", "skus", away);
      }
      await recalculateCompletely(page, locale);
      await page.goto(product);
      await expect(rowOf(page, "Contoso: Microsoft Stream")).toContainText(statusOf("clear"));
    });

    test(`what was excluded later says so, and the exclusion's end heals it, in ${locale} [S66]`, async ({
      page,
      expectAccessible,
    }) => {
      const exclusions = wordsOf(locale, "exclusions");
      const portals = wordsOf(locale, "portals");
      const excludeFree = async (isOn: boolean) => {
        await page.goto("/settings/microsoft-365");
        await page
          .getByRole("link", { name: /^Contoso/ })
          .first()
          .click();
        await page.getByRole("link", { name: common("edit"), exact: true }).click();
        await page.getByRole("link", { name: portals("edit.tab.exclusions") }).click();
        await page.getByRole("checkbox", { name: exclusions("rule.label") }).setChecked(isOn);
        await page.getByRole("button", { name: common("save") }).click();
        await expect(page).toHaveURL(/\?portal=/);
      };
      await excludeFree(true);
      try {
        await recalculateCompletely(page, locale);
        await page.goto(`${compliance}?reason=excluded`);
        await expect(rowOf(page, "Contoso: Microsoft Fabric (Free)")).toContainText(statusOf("cannot_be_synchronised"));
        await rowOf(page, "Contoso: Microsoft Fabric (Free)").getByRole("link").click();
        await expect(page.getByRole("dialog")).toContainText(ofWaysOut("free"));
        await expect(page.getByRole("dialog").getByRole("link", { name: ofWaysOut("openExclusions") })).toBeVisible();
        await expectAccessible();
      } finally {
        await excludeFree(false);
      }
      await recalculateCompletely(page, locale);
      await page.goto(`${compliance}?q=Microsoft+Fabric`);
      await expect(rowOf(page, "Contoso: Microsoft Fabric (Free)")).toContainText(statusOf("fully_licensed"));
    });

    test(`what a deleted portal leaves says so, and is cleaned up in one go, in ${locale} [S67] [S44]`, async ({
      page,
      stack,
      expectAccessible,
    }) => {
      const name = `Leaving ${randomUUID().slice(0, 6)}`;
      const secret = { id: randomUUID(), value: "dmo8Q~the.value.of.this.secret" };
      const app = await registerApp(stack, { secrets: [secret] });
      const wizard = wizardOf(page, locale);
      await wizard.general(name);
      await wizard.ids(app.clientId, fabrikam.tenantId);
      await wizard.secret(secret.id, secret.value);
      await wizard.next("exclusions");
      await wizard.next("done");
      await wizard.finish(name);
      await page.getByRole("button", { name: wizard.words.remove, exact: true }).click();
      await page.getByRole("dialog").getByLabel(wizard.words.confirmName).fill(name);
      await page.getByRole("dialog").getByRole("button", { name: wizard.words.confirm }).click();
      await expect(page).toHaveURL(/\/settings\/microsoft-365$/);

      const list = `${compliance}?q=${encodeURIComponent(name)}&reason=portal_deleted`;
      await page.goto(list);
      // The deletion is followed by a recalculation of its own.
      await expect(rowOf(page, `${name}: Microsoft 365 E3`)).toContainText(statusOf("cannot_be_synchronised"), {
        timeout: 40_000,
      });
      await rowOf(page, `${name}: Microsoft 365 E3`).getByRole("link").click();
      await expect(page.getByRole("dialog")).toContainText(t("reason.portal_deleted.text"));
      await expect(page.getByRole("dialog").getByRole("link", { name: ofWaysOut("connectAgain") })).toHaveAttribute(
        "href",
        /\/microsoft-365\/new\?reconnect=[0-9a-f-]{36}$/,
      );
      await expectAccessible();

      await page.goto(`${licences}/clean-up`);
      // With orphans of one portal alone there is nothing to choose.
      const tab = page.getByRole("navigation", { name: ofLicences("cleanUp.choose") }).getByRole("link", { name });
      if ((await tab.count()) > 0) await tab.click();
      await expect(rowOf(page, `${name}: Microsoft 365 E3`)).toBeVisible();
      await expectAccessible();
      await page.getByRole("button", { name: ofLicences("cleanUp.delete", { count: 17 }) }).click();
      await expectAccessible();
      await page
        .getByRole("alertdialog")
        .getByRole("button", { name: ofLicences("cleanUp.confirm") })
        .click();
      // As long as it stands open, nothing behind it is to be found by its role.
      await expect(page.getByRole("alertdialog")).toBeHidden();
      await expect(rowOf(page, `${name}: Microsoft 365 E3`)).toHaveCount(0);
      await page.goto(list);
      await expect(page.getByRole("table")).toHaveCount(0);
    });
  });
}
