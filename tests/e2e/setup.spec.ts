import { localeCookie, themeCookie } from "@/lib/i18n/locale-names";
import { expect, test } from "./support/fixtures";
import { expectFits, expectLight } from "./support/page-rules";
import { type Program, startProgram } from "./support/program";

let installation: Program<{ setupUrl: string; setupCode: string }>;

test.beforeAll("an installation that nobody has set up", async () => {
  test.setTimeout(180_000);
  installation = await startProgram("scripts/start.mjs", "e2e-setup", {}, (value) => {
    const [setupUrl, setupCode] = [value("Address"), value("Setup code")?.split(" ")[0]];
    return setupUrl && setupCode ? { setupUrl, setupCode } : null;
  });
});
test.afterAll(() => installation?.stop());

test("the page looks right at the width of a phone, in German and dark", async ({ page, expectAccessible }) => {
  const { setupUrl } = installation.welcome;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.context().addCookies([
    { name: themeCookie, value: "dark", url: setupUrl },
    { name: localeCookie, value: "de", url: setupUrl },
  ]);
  await page.goto(setupUrl);
  await expect(page.getByRole("heading", { name: "Seatwise einrichten" })).toBeVisible();
  await expectAccessible();
  await expectFits(page);
  await expectLight(page);
});

test("the first administrator is made with the code of this start, and no second one", async ({
  page,
  expectAccessible,
  allowConsole,
}) => {
  allowConsole(/404/);
  const { setupUrl, setupCode } = installation.welcome;
  await page.goto(setupUrl);
  await expectAccessible();
  await expectFits(page);
  await expectLight(page);
  await page.getByLabel("Setup code").fill("not the code");
  await page.getByLabel("Name", { exact: true }).fill("First administrator");
  await page.getByLabel("Username").fill("first.admin");
  await page.getByLabel("Password", { exact: true }).fill("the first of all passwords");
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByLabel("Setup code")).toHaveAccessibleDescription(/code/);
  await expect(page.getByLabel("Setup code")).toBeFocused();
  await expectAccessible();
  await page.getByLabel("Setup code").fill(setupCode);
  await page.getByLabel("Password", { exact: true }).fill("the first of all passwords");
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expectAccessible();
  expect((await page.goto(setupUrl))?.status(), "it is set up now").toBe(404);
});
