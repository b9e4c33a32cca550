import { expect, test } from "./support/fixtures";

const compliance = "/licence-management/compliance";

test("[S60] [S61] [S63] recalculates completely: progress moves, the run ends, compliance has a status", async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn();
  await page.goto(compliance);
  await expect(page.getByRole("heading", { name: "Compliance", level: 1 })).toBeVisible();
  await expectAccessible();

  // A run of the demo takes a second or two: what is shown in between is written down as it appears.
  await page.evaluate(() => {
    const shown: string[][] = [];
    Object.assign(window, { shown });
    new MutationObserver(() => {
      const region = document.querySelector("section[aria-label^='Progress of run']");
      const text = region?.textContent ?? "";
      if (region && shown.at(-1)?.[1] !== text) shown.push([region.getAttribute("aria-label") ?? "", text]);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const age = page.getByRole("link", { name: /^As of/ });
  const before = await age.innerText();
  await page.getByRole("button", { name: "Recalculate" }).click();
  await page.getByRole("menuitem", { name: /Recalculate completely/ }).click();

  // When it has ended, the numbers on the page are the run's.
  await expect(age).not.toHaveText(before, { timeout: 60_000 });
  await expect(page.getByRole("region", { name: /Progress of run/ })).toHaveCount(0);
  const shown = await page.evaluate(() => (window as unknown as { shown: [string, string][] }).shown);
  expect(shown.length, JSON.stringify(shown)).toBeGreaterThan(1);
  expect(shown.every(([, text]) => text.includes("Complete recalculation"))).toBe(true);
  await expect(page.getByRole("table").getByText("Fully licensed").first()).toBeVisible();

  const runId = Number(/\d+/.exec(shown[0]?.[0] ?? "")?.[0]);
  await page.goto(`/system/monitor/${runId}`);
  await expect(page.getByRole("heading", { name: `Run ${runId}: Complete recalculation` })).toBeVisible();
  await expect(page.getByText("Recalculated", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("article", { name: "Contoso" })).toContainText("counted by Microsoft");
  await expectAccessible();
});

test("[S68] explains a number, who holds the product, its history, and what the statuses mean", async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn();
  await page.goto(compliance);
  await page.getByRole("table").getByRole("link", { name: "Contoso: Microsoft 365 E3", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("How the numbers come about");
  await expectAccessible();
  await drawer.getByRole("link", { name: /Consumers/ }).click();
  await expect(drawer.getByText("Covered", { exact: true }).first()).toBeVisible();
  await drawer.getByRole("searchbox").fill("nobody of this name");
  await drawer.getByRole("button", { name: "Search" }).click();
  await expect(drawer).toContainText("Nobody matches");
  await expectAccessible();
  await drawer.getByRole("link", { name: "History" }).click();
  await expect(drawer.getByRole("table")).toBeVisible();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);

  await page.getByRole("button", { name: "What do these statuses mean?" }).click();
  await expect(page.getByRole("dialog")).toContainText("Cannot be synchronised");
  await expectAccessible();
});

test("[S48] [S59] shows all runs and the server tasks, and starts one now", async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn();
  await page.goto("/system/server-tasks");
  const task = page.getByRole("region", { name: "Recalculation" });
  await expect(task).toContainText("Every 5 hours");
  await expectAccessible();
  await task.getByRole("button", { name: "Run now" }).click();
  await task.getByRole("link", { name: "Open run" }).click();
  await expect(page.getByRole("heading", { name: /Run \d+: Recalculation/ })).toBeVisible();

  await page.goto("/system/monitor");
  await expect(page.getByRole("table").getByText("Recalculation").first()).toBeVisible();
  await expectAccessible();
});
