import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { readEntryPoints } from "../support/entry-points";
import { expect, test } from "./support/fixtures";

/** What a page may load before it can be used: kibibytes of gzipped script. */
const SCRIPT_LIMIT_KIB = 250;

const paths = readEntryPoints(process.cwd())
  .pages.filter(({ path, role }) => role !== null && !path.includes("["))
  .map(({ path }) => path)
  .sort();

const looks = [
  { locale: "de", theme: "dark", width: 1440 },
  { locale: "en", theme: "light", width: 390 },
] as const;

async function wear(page: Page, url: string, { locale, theme, width }: (typeof looks)[number]): Promise<void> {
  const values = { "seatwise-locale": locale, "seatwise-theme": theme, "seatwise-time-zone": "Europe/Berlin" };
  await page.context().addCookies(Object.entries(values).map(([name, value]) => ({ name, value, url })));
  await page.setViewportSize({ width, height: 844 });
}

/** A page that is wider than the window hides something from whoever cannot scroll sideways. */
async function expectFits(page: Page, what: string): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overhang, `${what} is wider than the window by`).toBeLessThanOrEqual(0);
}

for (const look of looks) {
  const name = `${look.locale}, ${look.theme}, ${look.width} px`;

  test(`every page is accessible and fits: ${name}`, async ({ page, stack, signIn, expectAccessible }) => {
    test.setTimeout(240_000);
    await wear(page, stack.url, look);
    await signIn();
    for (const path of paths) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", new RegExp(`^${look.locale}`));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectFits(page, path);
        await expectAccessible();
      });
    }
  });

  test(`what stands outside of the console is accessible and fits: ${name}`, async ({
    page,
    stack,
    signIn,
    expectAccessible,
    allowConsole,
  }) => {
    allowConsole(/status of 40[34]/);
    await wear(page, stack.url, look);
    await page.goto("/sign-in");
    await expectFits(page, "/sign-in");
    await expectAccessible();
    await signIn();
    await page.goto("/no/such/page");
    await expectFits(page, "the page that is missing");
    await expectAccessible();
  });

  test(`the details of a row are accessible and fit: ${name}`, async ({ page, stack, signIn, expectAccessible }) => {
    test.setTimeout(120_000);
    await wear(page, stack.url, look);
    await signIn();
    for (const path of paths.filter((each) => /\/(compliance|licences|products|contacts|users)$/.test(each))) {
      await test.step(path, async () => {
        await page.goto(path);
        await page.locator("a.row-link").first().click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectFits(page, `details on ${path}`);
        await expectAccessible();
      });
    }
    await page.goto("/system/monitor");
    await page.locator("a[href*='/system/monitor/']").first().click();
    await expect(page).toHaveURL(/\/system\/monitor\/\d+/);
    await expectFits(page, "the page of a run");
    await expectAccessible();
  });
}

test(`no page loads more than ${SCRIPT_LIMIT_KIB} KiB of script`, async ({ page, stack, signIn }) => {
  test.setTimeout(120_000);
  await signIn();
  const sizes = new Map<string, number>();
  const sizeOf = async (src: string) => {
    const known = sizes.get(src);
    if (known !== undefined) return known;
    const answer = await page.request.get(src);
    expect(answer.status(), src).toBe(200);
    const size = gzipSync(await answer.body()).length;
    sizes.set(src, size);
    return size;
  };
  const table: string[] = [];
  for (const path of ["/sign-in", ...paths]) {
    const whole = await (await page.request.get(stack.url + path)).text();
    // What only browsers without modules load is no weight to any that the product supports.
    const html = whole.replaceAll(/<script[^>]*\bnomodule\b[^>]*>/gi, "");
    const sources = new Set([...html.matchAll(/\/_next\/static\/[^"'\\ ?]+\.js/g)].map(([src]) => stack.url + src));
    expect(sources.size, `${path} names its scripts`).toBeGreaterThan(0);
    let bytes = 0;
    for (const src of sources) bytes += await sizeOf(src);
    const kib = Math.round(bytes / 1024);
    table.push(`${String(kib).padStart(5)} KiB  ${path}`);
    expect.soft(kib, `${path}, kibibytes of script`).toBeLessThanOrEqual(SCRIPT_LIMIT_KIB);
  }
  console.log(table.join("\n"));
});
