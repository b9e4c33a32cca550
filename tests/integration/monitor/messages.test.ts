import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "@/demo/faults";
import { listLogLines } from "@/lib/monitor/log-list";
import { findRunDetails } from "@/lib/monitor/queries-run";
import { parseListState } from "@/lib/paging/list-state";
import { sealCredential } from "@/lib/portals/secrets";
import { translateTo } from "../export/support";
import { createCompany, type Harness, type RunResult, startHarness } from "../import/support";

const FOR_EVER = Number.POSITIVE_INFINITY;
const [en, de] = [translateTo("en") as never, translateTo("de") as never];
const listed = parseListState({}, { sortable: ["time"], defaultSort: { sort: "time" } });

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

/** The failure as the page of the run shows it, and the line of the log, which says the same. */
async function shown({ runId }: RunResult) {
  const [english, german] = await Promise.all([findRunDetails(runId, en), findRunDetails(runId, de)]);
  const failure = english?.portals[0]?.failure;
  const line = (await listLogLines(runId, listed, en)).rows.find(({ level }) => level === "error");
  expect(line).toMatchObject({
    code: failure?.code,
    text: failure?.text,
    remedy: failure?.remedy,
    source: failure?.source,
  });
  expect(failure?.remedy).toMatch(/\w/);
  const translated = german?.portals[0]?.failure;
  expect(translated?.text).not.toBe(failure?.text);
  expect(translated?.remedy).not.toBe(failure?.remedy);
  return { ...failure, german: translated?.text };
}

describe("[S72] [S73] the manual's messages, each in its situation", () => {
  it.each<[string, Fault, string, string]>([
    [
      "200 with a page of a proxy",
      { kind: "html200", route: "users" },
      "unreadable-success",
      "GraphAPI webcall returned success but information could not be deserialized.",
    ],
    [
      "an error with a page of a firewall",
      { kind: "html502", route: "users" },
      "unreadable-failure",
      "GraphAPI webcall returned failure but error information could not be deserialized.",
    ],
  ])("%s", async (_, fault, code, text) => {
    harness.demo.faults.add({ ...fault, times: FOR_EVER });
    const failure = await shown(await harness.runImport(byCertificate));
    expect(failure).toMatchObject({ code, text, source: "seatwise", microsoftMessage: null });
  });

  it("[S70] [S74] a certificate whose fingerprint cannot be read", async () => {
    const [{ pem, id } = { pem: "", id: "" }] = await harness.sql<{ pem: string; id: string }>(
      "select id, certificate_pem as pem from portal_credential where portal_id = $1",
      [byCertificate],
    );
    await harness.sql("update portal_credential set certificate_pem = 'not a certificate' where id = $1", [id]);
    const failure = await shown(await harness.runImport(byCertificate));
    await harness.sql("update portal_credential set certificate_pem = $2 where id = $1", [id, pem]);
    expect(failure).toMatchObject({
      ...{ code: "certificate-thumbprint", source: "seatwise" },
      text: "Thumbprint from public key could not be read.",
    });
  });

  it("[S70] [S74] a private key that cannot sign", async () => {
    const [{ id, sealed } = { id: "", sealed: Buffer.alloc(0) }] = await harness.sql<{ id: string; sealed: Buffer }>(
      "select id, sealed from portal_credential where portal_id = $1",
      [byCertificate],
    );
    const broken = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    await harness.sql("update portal_credential set sealed = $2 where id = $1", [
      id,
      sealCredential(id, { kind: "certificate", privateKeyPem: broken }),
    ]);
    const failure = await shown(await harness.runImport(byCertificate));
    await harness.sql("update portal_credential set sealed = $2 where id = $1", [id, sealed]);
    expect(failure).toMatchObject({
      ...{ code: "token-signing", source: "seatwise" },
      text: "JSON Web Token generation for authentication with GraphAPI failed.",
    });
  });

  it("[S74] with a client secret neither can happen, whatever stands where a certificate would", async () => {
    await harness.sql("update portal_credential set certificate_pem = 'not a certificate' where portal_id = $1", [
      bySecret,
    ]);
    expect(await harness.runImport(bySecret)).toMatchObject({ status: "succeeded" });
  });

  it("[S71] an error that Graph reports: Microsoft's own description beside the manual's sentence", async () => {
    const message = "A sentence that only Microsoft can have written.";
    harness.demo.faults.add({
      kind: "graphError",
      status: 422,
      code: "SomethingNew",
      message,
      route: "users",
      times: FOR_EVER,
    });
    const failure = await shown(await harness.runImport(byCertificate));
    expect(failure).toMatchObject({
      ...{ code: "graph-reported", source: "microsoft", microsoftCode: "SomethingNew", microsoftMessage: message },
      text: "GraphAPI reports an error and a description of it.",
      german: "Die GraphAPI meldet einen Fehler und eine Fehlerbeschreibung.",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("[S69] [S70] a token that Entra refuses stands in the log of its portal, as Microsoft's", async () => {
    harness.demo.faults.add({ kind: "revokedSecret", times: FOR_EVER });
    const failure = await shown(await harness.runImport(bySecret));
    expect(failure).toMatchObject({
      ...{ code: "secret-wrong", source: "microsoft", microsoftCode: "invalid_client" },
      microsoftMessage: expect.stringContaining("AADSTS7000215"),
    });
  });

  it("no answer at all", async () => {
    // The last test: nothing listens any more where Microsoft is looked for.
    await harness.demo.stop();
    const failure = await shown(await harness.runImport(bySecret));
    expect(failure).toMatchObject({
      ...{ code: "unreachable", source: "seatwise" },
      text: "Could not connect to GraphAPI server.",
    });
  });
});
