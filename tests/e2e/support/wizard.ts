import { expect, type Page } from "@playwright/test";

const words = {
  en: {
    name: "Name",
    next: "Next",
    clientId: "Application ID (client)",
    tenantId: "Directory ID (tenant)",
    secret: /^Client secret key/,
    addSecret: "Add client secret key",
    secretId: "Secret ID",
    value: "Value",
    validUntil: "Valid until",
    test: "Test connection",
    works: "The connection works.",
    done: "Done",
    add: "Add",
    start: "Start the first import now",
    generate: /^Let Seatwise make one/,
    make: "Make certificate",
    download: "Download public part (.cer)",
    go: "Continue",
    succeeded: "Succeeded",
    remove: "Delete",
    more: "More",
    removeData: "Also delete the imported licences, products and contacts",
    confirmName: /^Enter the name of the portal/,
    confirm: "Delete portal",
  },
  de: {
    name: "Name",
    next: "Weiter",
    clientId: "Anwendungs-ID (Client)",
    tenantId: "Verzeichnis-ID (Mandant)",
    secret: /^Geheimer Clientschlüssel/,
    addSecret: "Geheimen Clientschlüssel hinzufügen",
    secretId: "Geheime ID",
    value: "Wert",
    validUntil: "Gültig bis",
    test: "Verbindung testen",
    works: "Die Verbindung steht.",
    done: "Fertig",
    add: "Hinzufügen",
    start: "Den ersten Import jetzt starten",
    generate: /^Seatwise erstellt eines/,
    make: "Zertifikat erstellen",
    download: "Öffentlichen Teil herunterladen (.cer)",
    go: "Weiter",
    succeeded: "Erfolgreich",
    remove: "Löschen",
    more: "Mehr",
    removeData: "Auch die importierten Lizenzen, Produkte und Kontakte löschen",
    confirmName: /^Geben Sie zur Bestätigung den Namen/,
    confirm: "Portal löschen",
  },
};
export type Words = (typeof words)["en"];

/** The way through the wizard, in either language. */
export function wizardOf(page: Page, language: keyof typeof words) {
  const w: Words = words[language];
  const next = async (step: "connection" | "exclusions" | "done") => {
    await page.getByRole("button", { name: w.next, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/new/${step}$`));
  };
  return {
    words: w,
    next,
    async general(name: string) {
      await page.goto("/settings/microsoft-365/new");
      await expect(page).toHaveURL(/\/new\/general$/);
      await page.getByLabel(w.name, { exact: true }).fill(name);
      await next("connection");
    },
    async ids(clientId: string, directory: string) {
      await page.getByLabel(w.clientId).fill(clientId);
      await page.getByLabel(w.tenantId).fill(directory);
    },
    async secret(id: string, value: string) {
      await page.getByRole("radio", { name: w.secret }).check();
      await page.getByRole("button", { name: w.addSecret }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(w.secretId).fill(id);
      await dialog.getByLabel(w.value, { exact: true }).fill(value);
      await dialog.getByLabel(w.validUntil).fill("2030-01-31");
      await dialog.getByRole("button", { name: "OK" }).click();
      await expect(dialog).toBeHidden();
    },
    /** @returns the public part, as it is downloaded */
    async generatedCertificate(): Promise<string> {
      await page.getByRole("button", { name: w.add, exact: true }).click();
      await page.getByRole("radio", { name: w.generate }).check();
      await page.getByRole("button", { name: w.make }).click();
      const dialog = page.getByRole("dialog");
      const link = dialog.getByRole("link", { name: w.download });
      const answer = await page.request.get((await link.getAttribute("href")) ?? "");
      expect(answer.headers()["content-disposition"]).toMatch(/attachment; filename="seatwise-[0-9a-f]{8}\.cer"/);
      await dialog.getByRole("button", { name: w.go, exact: true }).click();
      await expect(dialog).toBeHidden();
      return answer.text();
    },
    async test() {
      await page.getByRole("button", { name: w.test }).click();
      await expect(page.getByText(w.works)).toBeVisible({ timeout: 20_000 });
    },
    /** Takes the portal that is shown away again, with all that came from it. */
    async remove(name: string) {
      const more = page.getByRole("button", { name: w.more, exact: true });
      // On a phone all but the first command wait behind it.
      if (await more.isVisible()) await more.click();
      await page.getByRole("button", { name: w.remove, exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(w.removeData).check();
      await dialog.getByLabel(w.confirmName).fill(name);
      await dialog.getByRole("button", { name: w.confirm }).click();
      await expect(page).toHaveURL(/\/settings\/microsoft-365$/);
      await expect(page.getByRole("link", { name })).toHaveCount(0);
    },
    async finish(name: string) {
      await page.getByRole("button", { name: w.done, exact: true }).click();
      await expect(page).toHaveURL(/\/settings\/microsoft-365\?portal=/);
      const details = page.getByRole("article", { name });
      await expect(details.getByText(w.succeeded, { exact: true })).toBeVisible({ timeout: 30_000 });
      return details;
    },
  };
}
