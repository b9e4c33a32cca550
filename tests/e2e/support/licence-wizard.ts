import { expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locale-names";
import { wordsOf } from "./translate";

type Step = "general" | "acquisition" | "type" | "product";

/** The way through the wizard that adds a licence by hand, in either language. */
export function licenceWizardOf(page: Page, locale: Locale) {
  const t = wordsOf(locale, "licences");
  const common = wordsOf(locale, "common");
  const shows = async (step: Step) => {
    await expect(page).toHaveURL(new RegExp(`/licences/new/${step}$`));
    await expect(page.getByRole("heading", { level: 2, name: t(`wizard.step.${step}`), exact: true })).toBeVisible();
  };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  return {
    shows,
    name: page.getByLabel(common("name"), { exact: true }),
    quantity: page.getByLabel(t("form.quantity"), { exact: true }),
    metric: page.getByLabel(t("form.metric"), { exact: true }),
    press,
    async start(search = "") {
      await page.goto(`/licence-management/licences/new${search}`);
      await shows("general");
    },
    async general(name: string, quantity: string) {
      await page.getByLabel(common("name"), { exact: true }).fill(name);
      await page.getByLabel(t("form.quantity"), { exact: true }).fill(quantity);
    },
    async next(step: Step) {
      await press(common("next"));
      await shows(step);
    },
    async back(step: Step) {
      await page.getByRole("link", { name: common("back"), exact: true }).click();
      await shows(step);
    },
    /** @param label key of the field's text */
    async choose(label: "form.base" | "form.linkedProduct", name: string) {
      await page.getByRole("combobox", { name: new RegExp(`^${t(label)}`) }).fill(name);
      await page.getByRole("option", { name: new RegExp(name) }).click();
    },
    async add() {
      await press(t("add"));
      await expect(page).toHaveURL(/\/licences\?licence=\d+/);
    },
  };
}
