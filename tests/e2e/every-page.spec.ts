import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { localeCookie, themeCookie } from "@/lib/i18n/locale-names";
import { readEntryPoints } from "../support/entry-points";
import { addViewer } from "./support/accounts";
import { expect, test } from "./support/fixtures";
import { licenceWizardOf } from "./support/licence-wizard";
import { expectFits, expectLight } from "./support/page-rules";

/** Where the address asks for an id: a list, and how its links name the id. A new page of this kind has to be added here. */
const idsFrom: Record<string, { list: string; link: RegExp }> = {
  "/licence-management/licences/[licenceId]/edit": {
    list: "/licence-management/licences?origin=manual",
    link: /licence=(\d+)/,
  },
  "/settings/microsoft-365/[portalId]/edit": { list: "/settings/microsoft-365", link: /portal=([\w-]+)/ },
  "/system/monitor/[runId]": { list: "/system/monitor", link: /monitor\/(\d+)/ },
};

const mixes = [
  { name: "light, English, 1440 px", theme: "light", locale: "en", viewport: { width: 1440, height: 900 } },
  { name: "dark, German, 390 px", theme: "dark", locale: "de", viewport: { width: 390, height: 844 } },
] as const;

/** Steps of a wizard that show themselves only once the first one is filled. */
const laterStep = /^(\/licence-management\/licences\/new)\/(acquisition|type|product)$/;

// The first account exists here, so /setup answers 404; setup.spec.ts sees the page itself. The other one is there for wrong addresses.
const pages = readEntryPoints(process.cwd()).pages.filter(({ path }) => path !== "/setup" && path !== "/[...missing]");

const username = `every.${randomUUID().slice(0, 8)}`;
// A list of many rows, and the entry beside it: axe looks at each of their elements.
test.describe.configure({ timeout: 120_000 });

const viewer = {
  displayName: `Viewer ${username}`,
  username,
  password: "may look at every page",
};

test.beforeAll(
  "a licence made by hand, so that there is one to edit, and somebody who may only look",
  async ({ browser, stack }) => {
    const page = await browser.newPage({ baseURL: stack.url, locale: "en-GB" });
    await page.goto("/sign-in?from=%2Flicence-management%2Flicences%2Fnew");
    await page.getByLabel("Username").fill(stack.username);
    await page.getByLabel("Password", { exact: true }).fill(stack.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    const wizard = licenceWizardOf(page, "en");
    await wizard.shows("general");
    await wizard.general("Licence of every-page", "3");
    await wizard.next("acquisition");
    await wizard.next("type");
    await wizard.next("product");
    await wizard.add();
    await addViewer(page, viewer);
    await page.close();
  },
);

for (const { name, theme, locale, viewport } of mixes) {
  test.describe(name, () => {
    test.use({ viewport });
    test.beforeEach(async ({ context, stack }) => {
      await context.addCookies([
        { name: themeCookie, value: theme, url: stack.url },
        { name: localeCookie, value: locale, url: stack.url },
      ]);
    });

    for (const { path, role } of pages) {
      test(path, async ({ page, signIn, expectAccessible }) => {
        if (role !== null) await signIn();
        await page.goto(await addressOf(page, path));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (laterStep.test(path)) await expect(page).toHaveURL(new RegExp(`${path}$`));
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        await expectAccessible();
        await expectFits(page);
        await expectLight(page);
        // An entry of a list opens beside it, under an address of its own.
        const row = page.locator(".row-link[href*='?']").first();
        if ((await row.count()) === 0) return;
        await row.click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectAccessible("[role=dialog]");
        await expectFits(page);
        await expectLight(page);
      });
    }

    test("a page that does not exist", async ({ page, signIn, expectAccessible, allowConsole }) => {
      allowConsole(/404/);
      await signIn();
      expect((await page.goto("/licence-management/nothing"))?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible();
      await expectFits(page);
      await expectLight(page);
    });

    test("a page that is not for this role", async ({ page, signIn, expectAccessible, allowConsole }) => {
      allowConsole(/403/);
      await signIn(viewer);
      expect((await page.goto("/system/users"))?.status()).toBe(403);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible();
      await expectFits(page);
      await expectLight(page);
    });
  });
}

async function addressOf(page: Page, path: string): Promise<string> {
  const [, wizard] = laterStep.exec(path) ?? [];
  if (wizard) await fillFirstStep(page, `${wizard}/general`);
  if (!path.includes("[")) return path;
  const source = idsFrom[path];
  if (!source) throw new Error(`${path} asks for an id: say in "idsFrom" where there is one`);
  await page.goto(source.list);
  const hrefs = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const id = hrefs.map((href) => source.link.exec(href ?? "")?.[1]).find(Boolean);
  if (!id) throw new Error(`${source.list} names no id for ${path}`);
  return path.replace(/\[\w+\]/, id);
}

/** Whatever the language. The tab remembers it when the address of a later step is opened. */
async function fillFirstStep(page: Page, address: string): Promise<void> {
  page.on("dialog", (box) => void box.accept());
  await page.goto(address);
  await page.locator("[name=name]").fill("Licence of every-page");
  await page.locator("[name=quantity]").fill("3");
  await page.locator("[name=quantity]").press("Enter");
  await expect(page).toHaveURL(/\/acquisition$/);
}
