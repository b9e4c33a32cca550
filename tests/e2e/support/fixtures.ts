import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import type { Stack } from "./stack";

type Fixtures = {
  /** Where the app runs, and who may sign in. */
  stack: Stack;
  /** Puts a session into the browser without the form, instead of one it has; the form has a journey of its own. */
  signIn: (account?: { username: string; password: string }) => Promise<void>;
  /** Holds the page, or the part of it under a selector, against WCAG 2.2 AA. */
  expectAccessible: (selector?: string) => Promise<void>;
  /** Tells that this journey provokes what the browser prints as an error, such as an answer of 403. */
  allowConsole: (pattern: RegExp) => void;
  consoleGuard: undefined;
};

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const test = base.extend<Fixtures & { allowed: RegExp[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  stack: async ({}, use) => {
    if (!process.env.SEATWISE_E2E) throw new Error("There is no stack; stack.ts starts it");
    await use(JSON.parse(process.env.SEATWISE_E2E));
  },
  baseURL: async ({ stack }, use) => use(stack.url),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  allowed: async ({}, use) => use([]),
  allowConsole: async ({ allowed }, use) => use((pattern) => void allowed.push(pattern)),
  signIn: async ({ page, stack }, use) => {
    await use(async (account = stack) => signInByRequest(page, stack.url, account));
  },
  expectAccessible: async ({ page }, use) => {
    await use(async (selector) => {
      // On the way from one page to the next the title of the first is gone before that of the second is there.
      await expect(page).toHaveTitle(/./);
      const axe = new AxeBuilder({ page }).withTags(STANDARDS);
      const { violations, passes } = await (selector ? axe.include(selector) : axe).analyze();
      expect(passes.length, "axe looked at nothing").toBeGreaterThan(0);
      const found = violations.map(
        ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
      );
      expect(found, "axe found violations").toEqual([]);
    });
  },
  consoleGuard: [
    async ({ page, allowed }, use) => {
      const faults: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => faults.push(`page: ${error.stack ?? error.message}`));
      await use(undefined);
      const unexpected = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
      expect(unexpected, "the browser reported errors").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

async function signInByRequest(
  page: Page,
  url: string,
  account: { username: string; password: string },
): Promise<void> {
  // A page left open would go on asking, as nobody between the two sessions.
  await page.goto("about:blank");
  await page.context().clearCookies({ name: /session-token/ });
  const providers: Record<string, { type: string; callbackUrl: string }> = await (
    await page.request.get(`${url}/api/auth/providers`)
  ).json();
  const local = Object.values(providers).find(({ type }) => type === "credentials");
  if (!local) throw new Error("The app offers no sign-in with name and password");
  const { csrfToken } = await (await page.request.get(`${url}/api/auth/csrf`)).json();
  const answer = await page.request.post(local.callbackUrl, {
    form: { csrfToken, username: account.username, password: account.password, json: "true" },
  });
  expect(answer.status(), `sign-in as ${account.username}`).toBe(200);
  const session = await (await page.request.get(`${url}/api/auth/session`)).json();
  expect(session, `no session for ${account.username}`).toHaveProperty("user");
}
