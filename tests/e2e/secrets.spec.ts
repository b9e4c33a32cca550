import { createPrivateKey, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { certificateFile, passwords } from "../support/certificates";
import { readEntryPoints } from "../support/entry-points";
import { findSecrets, spellingsOf, spellingsOfKey } from "../support/planted-secrets";
import { fabrikam, registerApp } from "./support/entra";
import { expect, test } from "./support/fixtures";
import type { Stack } from "./support/stack";
import { wizardOf } from "./support/wizard";

const secretValue = "plantedInAForm~with/odd+signs=&8Q";
const run = randomUUID().slice(0, 8);
const names = { bySecret: `Fabrikam planted secret ${run}`, byKey: `Fabrikam planted key ${run}` };
const wrongPassphrase = "plantedWrongPassphrase#1";

test.describe.configure({ timeout: 240_000 });

type Answer = { url: string; method: string; text: string };

/** Every answer the browser gets: pages, what server actions say, the steps of a test. Read on its way, because it keeps not all of them. */
async function recordAnswers(page: Page): Promise<Answer[]> {
  const answers: Answer[] = [];
  await page.route(
    // Scripts are the same for everybody; the events of a run never end.
    (url) => !url.pathname.startsWith("/_next/static/") && !url.pathname.endsWith("/events"),
    async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      answers.push({ url: response.url(), method: route.request().method(), text: await response.text() });
      await route.fulfill({ response });
    },
  );
  return answers;
}

function needlesOf(stack: Stack): [name: string, spelling: string][] {
  const key = createPrivateKey(certificateFile("leaf.key"));
  return [
    ...spellingsOf("client secret", secretValue),
    ...spellingsOf("passphrase", passwords.plain),
    ...spellingsOf("wrong passphrase", wrongPassphrase),
    ...spellingsOf("password", stack.password),
    ...spellingsOfKey(
      key.export({ format: "pem", type: "pkcs8" }).toString(),
      key.export({ format: "der", type: "pkcs8" }),
    ),
  ];
}

test("what a person enters as a secret comes back in no answer and stands in no log", async ({ page, stack }) => {
  const needles = needlesOf(stack);
  const answers = await recordAnswers(page);
  const wizard = wizardOf(page, "en");

  await page.goto("/sign-in");
  await page.getByLabel("Username").fill(stack.username);
  await page.getByLabel("Password", { exact: true }).fill(stack.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/overview$/);

  const bySecret = await registerApp(stack, { secrets: [{ id: "planted", value: secretValue }] });
  await wizard.general(names.bySecret);
  await wizard.ids(bySecret.clientId, fabrikam.domain);
  await wizard.secret("planted", secretValue);
  await wizard.test();
  await wizard.next("exclusions");
  await wizard.next("done");
  await wizard.finish(names.bySecret);

  const byKey = await registerApp(stack, { certificates: [certificateFile("leaf.pem").toString()] });
  await wizard.general(names.byKey);
  await wizard.ids(byKey.clientId, fabrikam.domain);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Public key (certificate)", { exact: true }).setInputFiles({
    name: "a.pfx",
    mimeType: "application/x-pkcs12",
    buffer: certificateFile("windows-aes.pfx"),
  });
  for (const passphrase of [wrongPassphrase, passwords.plain]) {
    await dialog.getByLabel("Password of the file").fill(passphrase);
    await dialog.getByRole("button", { name: "OK" }).click();
    if (passphrase === wrongPassphrase) {
      await expect(dialog.getByLabel("Password of the file")).toHaveAccessibleDescription(/password/i);
    }
  }
  await expect(dialog).toBeHidden();
  await wizard.test();
  await wizard.next("exclusions");
  await wizard.next("done");
  await wizard.finish(names.byKey);

  // The same portals once more by every page and every route that can be read.
  const edits = await page.getByRole("main").getByRole("link", { name: "Edit" }).all();
  expect(edits).toHaveLength(1);
  const editPath = (await edits[0]?.getAttribute("href")) ?? "";
  const portalId = editPath.split("/").at(-2) ?? "";
  const { pages, routes } = readEntryPoints(process.cwd());
  const addresses = [
    ...pages.map((each) => each.path),
    ...routes
      .filter(({ method, path: address }) => method === "GET" && !address.endsWith("/events"))
      .map((each) => each.path),
    `/settings/microsoft-365/${portalId}/edit?tab=connection`,
    `/settings/microsoft-365?portal=${portalId}`,
  ].map((address) => address.replace("[portalId]", portalId).replaceAll(/\[[.\w]+\]/g, "1"));
  const read: string[] = [];
  for (const address of addresses) {
    for (const headers of [undefined, { rsc: "1" }]) {
      const answer = await page.request.get(address, { headers, maxRedirects: 0 });
      read.push(`${address}\n${await answer.text()}`);
    }
  }

  const actions = answers.filter(({ method }) => method === "POST");
  expect(actions.length, "the answers of server actions were seen").toBeGreaterThan(5);
  expect(
    answers.some(({ text }) => text.includes(names.bySecret)),
    "pages were seen",
  ).toBe(true);
  expect(
    read.some((text) => text.includes(byKey.clientId)),
    "the connection's page was seen",
  ).toBe(true);
  for (const { url, text } of answers) expect.soft(findSecrets(text, needles), url).toEqual([]);
  for (const text of read) expect.soft(findSecrets(text, needles), text.split("\n")[0]).toEqual([]);

  const logs = path.join(stack.dataDir, "logs");
  const programs = fs.readdirSync(logs);
  expect(programs).toEqual(expect.arrayContaining(["web.log", "worker.log", "postgres.log"]));
  for (const program of programs) {
    expect.soft(findSecrets(fs.readFileSync(path.join(logs, program), "utf8"), needles), program).toEqual([]);
  }

  await page.unrouteAll({ behavior: "ignoreErrors" });
  for (const name of [names.byKey, names.bySecret]) {
    await page.goto("/settings/microsoft-365");
    await page.getByRole("navigation", { name: "Portals" }).getByRole("link", { name }).click();
    await expect(page.getByRole("article", { name })).toBeVisible();
    await wizard.remove(name);
  }
});
