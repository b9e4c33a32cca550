import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Translate, wordStep } from "@/components/portals/connection-test/step-text";
import type { Fault } from "@/demo/faults";
import type { StepResult } from "@/lib/graph/connection-report";
import { startConnectionTest } from "@/lib/portals/connection-test";
import { sealCredential } from "@/lib/portals/secrets";
import { translateTo } from "../export/support";
import { createCompany, type Harness, startHarness } from "../import/support";

const FOR_EVER = Number.POSITIVE_INFINITY;

/** The texts as the screen of a test has them. */
const wordsIn = (locale: "en" | "de"): Translate => {
  const t = translateTo(locale) as unknown as Translate;
  const within = (key: string) => `connectionTest.${key}`;
  return Object.assign((key: string, values?: Record<string, string | number>) => t(within(key), values), {
    has: (key: string) => t.has(within(key)),
  });
};
const [en, de] = [wordsIn("en"), wordsIn("de")];

let harness: Harness;
let byCertificate: string;
let bySecret: string;

beforeAll(async () => {
  const tenant = createCompany("Contoso", 30);
  harness = await startHarness({ tenants: [tenant] });
  byCertificate = await harness.addPortal("By certificate", tenant);
  bySecret = await harness.addPortal("By secret", tenant, "secret");
});
afterEach(() => harness.demo.faults.clear());
afterAll(() => harness?.stop());

/** The steps of a test of the portal as it is stored. */
async function test(portalId: string): Promise<StepResult[]> {
  const account = { id: "00000000-0000-4000-8000-000000000001", username: "tests" };
  const entries = { portalId, values: null, credentialId: null };
  const events = await startConnectionTest(account, entries, new AbortController().signal);
  for await (const event of events) if (event.type === "done") return event.report.steps;
  throw new Error("the test ended without a report");
}

/** The step at which a test of the portal failed, and what its screen says in both languages. */
async function shown(portalId: string) {
  const failed = (await test(portalId)).find(({ state }) => state === "failed");
  if (!failed) throw new Error("no step failed");
  const [english, german] = [wordStep(en, failed), wordStep(de, failed)];
  expect(english.remedy).toMatch(/\w.*\.$/);
  expect(german.remedy).toMatch(/\w.*\.$/);
  expect(german.remedy).not.toBe(english.remedy);
  return { ...failed, ...english, german: german.text };
}

describe("[S72] [S73] the manual's messages, each in its situation, as a connection test says them", () => {
  it.each<[situation: string, fault: Fault, code: string, text: string, german: string]>([
    [
      "200 with a page of a proxy",
      { kind: "html200", route: "users" },
      "unreadable-success",
      "GraphAPI webcall returned success but information could not be deserialized.",
      "Die GraphAPI hat Erfolg gemeldet, aber die Antwort war nicht lesbar.",
    ],
    [
      "an error with a page of a firewall",
      { kind: "html502", route: "users" },
      "unreadable-failure",
      "GraphAPI webcall returned failure but error information could not be deserialized.",
      "Die GraphAPI hat einen Fehler gemeldet, aber seine Beschreibung war nicht lesbar.",
    ],
  ])("%s", async (_, fault, code, text, german) => {
    harness.demo.faults.add({ ...fault, times: FOR_EVER });
    const step = await shown(byCertificate);
    expect(step).toMatchObject({ step: "users", code, text, german, microsoftMessage: null });
  });

  it("[S70] [S74] a certificate whose fingerprint cannot be read", async () => {
    const [{ pem } = { pem: "" }] = await harness.sql<{ pem: string }>(
      "select certificate_pem as pem from portal_credential where portal_id = $1",
      [byCertificate],
    );
    const store = "update portal_credential set certificate_pem = $2 where portal_id = $1";
    await harness.sql(store, [byCertificate, "not a certificate"]);
    const step = await shown(byCertificate);
    await harness.sql(store, [byCertificate, pem]);
    expect(step).toMatchObject({
      ...{ step: "token", code: "certificate-thumbprint" },
      text: "Thumbprint from public key could not be read.",
      german: "Der Fingerabdruck des öffentlichen Schlüssels konnte nicht gelesen werden.",
    });
  });

  it("[S70] [S74] a private key that cannot sign", async () => {
    const [{ id, sealed } = { id: "", sealed: Buffer.alloc(0) }] = await harness.sql<{ id: string; sealed: Buffer }>(
      "select id, sealed from portal_credential where portal_id = $1",
      [byCertificate],
    );
    const privateKeyPem = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    const store = "update portal_credential set sealed = $2 where id = $1";
    await harness.sql(store, [id, sealCredential(id, { kind: "certificate", privateKeyPem })]);
    const step = await shown(byCertificate);
    await harness.sql(store, [id, sealed]);
    expect(step).toMatchObject({
      ...{ step: "token", code: "token-signing" },
      text: "JSON Web Token generation for authentication with GraphAPI failed.",
      german: "Das JSON Web Token für die Anmeldung an der GraphAPI konnte nicht erzeugt werden.",
    });
  });

  it("[S74] with a client secret neither can happen, whatever stands where a certificate would", async () => {
    const store = "update portal_credential set certificate_pem = $2 where portal_id = $1";
    await harness.sql(store, [bySecret, "not a certificate"]);
    const steps = await test(bySecret);
    await harness.sql(store, [bySecret, null]);
    expect(steps.filter(({ state }) => state === "failed")).toEqual([]);
    expect(steps.find(({ step }) => step === "token")?.state).toBe("passed");
  });

  it("[S71] an error that Graph reports: Microsoft's own description beside the manual's sentence", async () => {
    const message = "A sentence that only Microsoft can have written.";
    harness.demo.faults.add({
      ...{ kind: "graphError", status: 422, code: "SomethingNew" },
      ...{ message, route: "users", times: FOR_EVER },
    });
    expect(await shown(byCertificate)).toMatchObject({
      ...{ step: "users", code: "graph-reported", microsoftCode: "SomethingNew", microsoftMessage: message },
      text: "GraphAPI reports an error and a description of it.",
      german: "Die GraphAPI meldet einen Fehler und eine Fehlerbeschreibung.",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("no answer at all", async () => {
    // The last test: nothing listens any more where Microsoft is looked for.
    await harness.demo.stop();
    expect(await shown(bySecret)).toMatchObject({
      ...{ step: "resolve", code: "unreachable" },
      text: "Could not connect to GraphAPI server.",
      german: "Der GraphAPI-Server ist nicht erreichbar.",
      detail: expect.stringContaining(new URL(harness.demo.url).host),
    });
  });
});
