import { expect, test } from "./support/fixtures";

test.beforeEach(async ({ signIn }) => signIn());

test("every figure of the start page leads to a list of that many", async ({ page, expectAccessible }) => {
  await page.goto("/overview");
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await expectAccessible();
  const figures: { href: string; count: number }[] = [];
  for (const link of await page.getByRole("link", { name: /\. Open the list$/ }).all()) {
    figures.push({ href: (await link.getAttribute("href")) ?? "", count: Number.parseInt(await link.innerText(), 10) });
  }
  for (const link of await page.getByRole("list", { name: "Products by status" }).getByRole("link").all()) {
    figures.push({
      href: (await link.getAttribute("href")) ?? "",
      count: Number((await link.innerText()).match(/\d+/)?.[0]),
    });
  }
  const counted = figures.filter(({ href }) => href.startsWith("/licence-management/"));
  expect(counted.length, "shortages, renewals and the statuses").toBeGreaterThan(4);
  for (const { href, count } of counted) {
    await page.goto(href);
    await expect(page.getByRole("main").getByRole("table").locator("tbody tr"), href).toHaveCount(count);
  }
});
