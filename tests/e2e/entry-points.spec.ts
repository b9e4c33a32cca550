import fs from "node:fs";
import type { Page } from "@playwright/test";
import { can } from "@/lib/auth/permissions";
import { readEntryPoints } from "../support/entry-points";
import { addViewer } from "./support/accounts";
import { expect, test } from "./support/fixtures";

type Role = "viewer" | "administrator";
type Call = { url: string; cookie: string };

const { pages, routes, actions } = readEntryPoints(process.cwd());
const viewer = { displayName: "Entry Viewer", username: "entry.viewer", password: "may look at everything" };

/** Some id, where the address asks for one: who may not ask must be refused before anybody looks whether it exists. */
const addressOf = (path: string) => path.replaceAll(/\[\.\.\.\w+\]/g, "1").replaceAll(/\[\w+\]/g, "1");

/** The answer without its body: a stream of events would never end. */
async function ask({ url, cookie }: Call, path: string, init: RequestInit = {}): Promise<Response> {
  const controller = new AbortController();
  const headers = { cookie, origin: url, ...init.headers };
  const answer = await fetch(url + addressOf(path), {
    ...init,
    headers,
    redirect: "manual",
    signal: controller.signal,
  });
  controller.abort();
  return answer;
}

const placeOf = (answer: Response) => new URL(answer.headers.get("location") ?? "/", answer.url).pathname;

async function callOf(page: Page, url: string): Promise<Call> {
  const cookies = await page.context().cookies(url);
  return { url, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
}

/** What each server action answers to this argument: the code of our own failure, "done" for anything else. */
async function callActions({ url, cookie }: Call, args: unknown[] = []): Promise<Record<string, string>> {
  const manifest = JSON.parse(fs.readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  const answers: Record<string, string> = {};
  for (const [id, { filename, exportedName, workers }] of Object.entries(manifest.node)) {
    const action = actions.find(({ file, name }) => file === filename && name === exportedName);
    if (!action) throw new Error(`The build offers ${exportedName} of ${filename}, which the fence does not know`);
    if (action.permission === null && args.length === 0) continue;
    const page = pages.find(({ file }) => `${Object.keys(workers)[0]}.tsx` === file);
    const answer = await fetch(url + addressOf(page?.path ?? "/"), {
      method: "POST",
      headers: { cookie, origin: url, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify(args),
      redirect: "manual",
    });
    answers[exportedName] = /"ok":false,"error":\{"code":"([a-z-]+)"/.exec(await answer.text())?.[1] ?? "done";
  }
  return answers;
}

const expectedOfActions = (codeOf: (permission: string) => string) =>
  Object.fromEntries(actions.flatMap(({ name, permission }) => (permission ? [[name, codeOf(permission)]] : [])));

test("nobody gets to no page, no route and no action that is not open to everybody", async ({ page, stack }) => {
  const nobody = await callOf(page, stack.url);
  for (const { path, role } of pages.filter(({ role }) => role !== null)) {
    const answer = await ask(nobody, path);
    expect.soft([answer.status, placeOf(answer)], `${path} (${role})`).toEqual([307, "/sign-in"]);
  }
  for (const { path, method } of routes.filter(({ permission }) => permission !== null)) {
    expect.soft((await ask(nobody, path, { method })).status, `${method} ${path}`).toBe(401);
  }
  expect(await callActions(nobody)).toEqual(expectedOfActions(() => "not-signed-in"));
});

test("a forged session is nobody", async ({ page, stack }) => {
  await page.context().addCookies([{ name: "next-auth.session-token", value: "forged", url: stack.url }]);
  const answer = await ask(await callOf(page, stack.url), "/system/users");
  expect([answer.status, placeOf(answer)]).toEqual([307, "/sign-in"]);
});

test("the way to the sign-in page leads back to where one wanted to go", async ({ page, stack }) => {
  await page.goto("/system/users?q=entry");
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await page.getByLabel("Username").fill(stack.username);
  await page.getByLabel("Password", { exact: true }).fill(stack.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/system\/users\?q=entry$/);
});

test("a viewer gets to what may be read, and nowhere any more once the account is disabled", async ({
  page,
  stack,
  signIn,
}) => {
  await signIn();
  await addViewer(page, viewer);
  await signIn(viewer);
  const call = await callOf(page, stack.url);
  await expectReach(call, "viewer");
  const answers = await callActions(call);
  const isAllowed = (code: string) => (/^not-(signed-in|allowed)$/.test(code) ? code : "allowed");
  expect(Object.fromEntries(Object.entries(answers).map(([name, code]) => [name, isAllowed(code)]))).toEqual(
    expectedOfActions((needed) => (can({ role: "viewer" }, needed) ? "allowed" : "not-allowed")),
  );

  await signIn();
  await page.goto("/system/users");
  await page.getByRole("link", { name: "Entry Viewer" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("dialog").getByText("Disabled")).toBeVisible();
  expect(placeOf(await ask(call, "/licence-management/licences"))).toBe("/sign-in");
});

test("not even an administrator gets an action done with something that is no input", async ({
  page,
  stack,
  signIn,
}) => {
  await signIn();
  // A text is the input of no action: each takes fields, or one of a few words, or nothing. So each has to refuse it, those
  // that are open to everybody too.
  const answers = await callActions(await callOf(page, stack.url), ["\u0000 no input"]);
  expect(answers).toEqual(Object.fromEntries(actions.map(({ name }) => [name, "field-invalid"])));
});

test("an administrator gets everywhere", async ({ page, stack, signIn }) => {
  await signIn();
  await expectReach(await callOf(page, stack.url), "administrator");
});

/** Every page and every route that only reads: answers, or refuses as the role says. */
async function expectReach(call: Call, role: Role): Promise<void> {
  for (const { path, role: needed } of pages.filter((each) => each.role !== null)) {
    const { status } = await ask(call, path);
    const isRefused = needed === "administrator" && role === "viewer";
    const expected = isRefused ? [403] : path.includes("[") ? [200, 404] : [200, 307];
    expect.soft(expected, `${path} as ${role}`).toContain(status);
  }
  for (const { path, method, permission } of routes) {
    if (permission === null) continue;
    const isRefused = !can({ role }, permission);
    // What an allowed one would change, journeys of its own see.
    if (!isRefused && method !== "GET") continue;
    const { status } = await ask(call, path, { method });
    if (isRefused) expect.soft(status, `${method} ${path} as ${role}`).toBe(403);
    else expect.soft([200, 400, 404], `${method} ${path} as ${role}`).toContain(status);
  }
}
