import { createHash, createPrivateKey, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "@/demo/faults";
import { createAccount } from "@/lib/accounts/commands";
import { config } from "@/lib/config";
import { seal, unseal } from "@/lib/crypto/seal";
import { createGraphClient } from "@/lib/graph/client";
import { GraphError } from "@/lib/graph/errors";
import { readSubscribedSkus } from "@/lib/graph/tenant";
import type { GraphConnection } from "@/lib/graph/token";
import { openQueue } from "@/lib/jobs/queue";
import { startRun } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { generateCertificate } from "@/lib/portals/certificate";
import { createPortal } from "@/lib/portals/commands";
import { openConnection } from "@/lib/portals/secrets";
import { findSecrets, spellingsOf, spellingsOfKey } from "@/tests/support/planted-secrets";
import { createCompany, digest, type Harness, startHarness } from "./support";

const FOR_EVER = Number.POSITIVE_INFINITY;
const SECRET_VALUE = "plantedSecret~with/odd+signs=&8Q";
const PASSWORD = "planted-Password-of-a-person-77";
const CLIENTS = { secret: "5e0a9d3c-1111-4c3a-9e2f-000000000001", certificate: "5e0a9d3c-1111-4c3a-9e2f-000000000002" };
const ACTOR = { id: null, username: "tests" };

const contoso = createCompany("Contoso", 60);
const fabrikam = createCompany("Fabrikam", 40);
let harness: Harness;
let certificate: { certificatePem: string; privateKeyPem: string };
let bySecret: string;
let byCertificate: string;
/** All that the process's own log has written since the beginning. */
const logged: string[] = [];

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso, fabrikam] });
  Object.assign(log, { [pino.symbols.streamSym]: { write: (line: string) => logged.push(line) } });
  log.level = "trace";
  certificate = await generateCertificate({
    commonName: "Seatwise",
    validDays: 10,
    now: new Date(Date.now() - 60_000),
  });
  const roles = ["User.Read.All", "Organization.Read.All"];
  harness.demo.apps.push(
    { tenantId: contoso.id, clientId: CLIENTS.secret, roles, secrets: [{ id: "s", value: SECRET_VALUE }] },
    { tenantId: fabrikam.id, clientId: CLIENTS.certificate, roles, certificates: [certificate.certificatePem] },
  );
  const validUntil = new Date(Date.now() + 86_400_000);
  const secret = { kind: "secret" as const, secretId: "s", value: SECRET_VALUE, validUntil };
  bySecret = (
    await createPortal(ACTOR, { name: "By secret", tenantId: contoso.id, clientId: CLIENTS.secret, credential: secret })
  ).id;
  byCertificate = (
    await createPortal(ACTOR, {
      name: "By certificate",
      tenantId: fabrikam.id,
      clientId: CLIENTS.certificate,
      credential: { kind: "certificate", ...certificate },
    })
  ).id;
});
afterAll(() => harness?.stop());
afterEach(() => harness.demo.faults.clear());

/** Each secret in every spelling, and tokens by how they all begin. */
function needles(): [name: string, spelling: string][] {
  const der = createPrivateKey(certificate.privateKeyPem).export({ format: "der", type: "pkcs8" });
  return [
    ["a token", "eyJ"],
    ...spellingsOf("secret", SECRET_VALUE),
    ...spellingsOf("password", PASSWORD),
    ...spellingsOf("sealing key", config().secretKey ?? ""),
    ...spellingsOfKey(certificate.privateKeyPem, der),
  ];
}

const findIn = (text: string) => findSecrets(text, needles());

/** Every row of every table of every schema, the queue's included; bytea reads as hex. */
async function dumpDatabase(): Promise<string> {
  const tables = await harness.sql<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await harness.sql<{ text: string }>(`select t::text as text from ${name} t`);
    parts.push(name, ...rows.map((row) => row.text));
  }
  return parts.join("\n");
}

describe("after portals and an account were made, and imports succeeded and failed in many ways", () => {
  beforeAll(async () => {
    await createAccount(ACTOR, { username: "berta", displayName: "Berta", role: "viewer", password: PASSWORD });
    expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
    await harness.recalculate();
    const faults: Fault[] = [
      { kind: "revokedSecret", times: FOR_EVER },
      { kind: "tokenWithoutAccessToken", times: FOR_EVER },
      { kind: "html502", route: "token", times: FOR_EVER },
      { kind: "cutBody", route: "token", times: FOR_EVER },
      { kind: "unauthorized401", times: FOR_EVER },
      { kind: "forbidden403", times: FOR_EVER },
      { kind: "wrongShape", times: FOR_EVER },
    ];
    for (const fault of faults) {
      harness.demo.faults.clear();
      harness.demo.faults.add(fault);
      expect(await harness.runImport()).toMatchObject({ status: "failed" });
    }
    harness.demo.faults.clear();
    // What nobody expected, with a stack and all.
    await harness.sql("alter table licence rename to licence_gone");
    expect((await harness.runImport()).of(bySecret)).toMatchObject({ status: "failed", errorCode: "unexpected" });
    await harness.sql("alter table licence_gone rename to licence");
    const validUntil = new Date(Date.now() + 86_400_000);
    const taken = { kind: "secret" as const, secretId: "s", value: SECRET_VALUE, validUntil };
    const portal = { name: "BY SECRET", tenantId: contoso.id, clientId: CLIENTS.secret };
    await expect(createPortal(ACTOR, { ...portal, credential: taken })).rejects.toThrow("portal-name-taken");
    const other = await generateCertificate({ commonName: "Other", validDays: 1, now: new Date() });
    const mixed = { certificatePem: other.certificatePem, privateKeyPem: certificate.privateKeyPem };
    await expect(
      createPortal(ACTOR, { ...portal, name: "Mixed", credential: { kind: "certificate", ...mixed } }),
    ).rejects.toThrow("certificate-key-mismatch");
  });

  it("no row of the database holds a secret or a token, in any spelling", async () => {
    const dump = await dumpDatabase();
    // The search finds what is there: a name, a public certificate, something that lies in a bytea.
    expect(dump).toContain("By secret");
    expect(dump).toContain(certificate.certificatePem.split("\n")[1]);
    const [row] = await harness.sql<{ sealed: Buffer }>("select sealed from portal_credential limit 1");
    expect(dump).toContain(row?.sealed.toString("hex"));
    expect(dump).toContain("AADSTS7000215");
    expect(findIn(dump)).toEqual([]);
  });

  it("no line of the log holds one either", () => {
    const text = logged.join("");
    expect(text).toContain("import of a portal failed");
    expect(findIn(text)).toEqual([]);
  });

  it("blackens a secret that somebody hands to the log by its name, two levels deep", () => {
    logged.length = 0;
    const secret = { password: PASSWORD, privateKey: certificate.privateKeyPem, sealed: "eyJ", secret: SECRET_VALUE };
    log.info({ ...secret, input: secret, request: { body: secret }, authorization: "Bearer eyJ" }, "probe");
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("[redacted]");
    expect(findIn(logged.join(""))).toEqual([]);
  });

  it("a job in the queue holds the run's id and nothing else", async () => {
    const settings = config();
    const queue = openQueue(settings);
    const { runId } = await startRun(queue, { kind: "import", trigger: "manual" });
    await queue.close();
    const columns = await harness.sql<{ name: string; column: string }>(
      `select format('%I.%I', table_schema, table_name) as name, column_name as column from information_schema.columns
       where table_schema = 'bullmq' and column_name = 'data'`,
    );
    const payloads = [];
    for (const { name } of columns) {
      for (const row of await harness.sql(`select data from ${name}`)) payloads.push(row.data);
    }
    expect(payloads.map((data) => (typeof data === "string" ? JSON.parse(data) : data))).toContainEqual({ runId });
    expect(findIn(await dumpDatabase())).toEqual([]);
    await harness.sql("update run set status = 'cancelled', ended_at = now() where id = $1", [runId]);
  });
});

describe("an error of lib/graph", () => {
  const faults: Fault[] = [
    { kind: "revokedSecret" },
    { kind: "forbidden403", route: "token" },
    { kind: "tokenWithoutAccessToken", times: 3 },
    { kind: "html200", route: "token", times: 3 },
    { kind: "cutBody", route: "token", times: 5 },
    { kind: "unauthorized401", times: FOR_EVER },
    { kind: "forbidden403", route: "subscribedSkus" },
    { kind: "html502", route: "subscribedSkus", times: FOR_EVER },
    { kind: "wrongShape", route: "subscribedSkus", times: FOR_EVER },
    { kind: "cutBody", route: "subscribedSkus", times: FOR_EVER },
  ];

  async function failWith(connection: GraphConnection): Promise<unknown> {
    const settings = config();
    const client = createGraphClient(connection, {
      settings: { ...settings.graph, globalCloud: settings.globalCloud },
    });
    try {
      await readSubscribedSkus(client);
    } catch (error) {
      return error;
    } finally {
      await client.close();
    }
    throw new Error("it should have failed");
  }

  function expectHarmless(error: unknown) {
    expect(error).toBeInstanceOf(GraphError);
    const everything = inspect(error, { depth: 20, showHidden: true, maxStringLength: null, breakLength: Infinity });
    expect(findIn(everything + JSON.stringify(error) + (error as Error).stack)).toEqual([]);
  }

  it.each(faults)("holds neither credential nor token: $kind at $route", async (fault) => {
    for (const portalId of [bySecret, byCertificate]) {
      harness.demo.faults.clear();
      harness.demo.faults.add(fault);
      expectHarmless(await failWith(await openConnection(portalId)));
    }
  });

  it("holds neither when the credential itself cannot be used", async () => {
    const good = await openConnection(byCertificate);
    if (good.credential.kind !== "certificate") throw new Error("it is a certificate");
    const broken = { ...good.credential, privateKeyPem: good.credential.privateKeyPem.replace("PRIVATE", "PRIVAT") };
    expectHarmless(await failWith({ ...good, credential: broken }));
    expectHarmless(await failWith({ ...good, credential: { kind: "secret", value: SECRET_VALUE } }));
    expectHarmless(await failWith({ ...good, tenantId: "common" }));
  });
});

describe("what is sealed", () => {
  const sealedOf = async (portalId: string) => {
    const [row] = await harness.sql<{ id: string; sealed: Buffer }>(
      "select id, sealed from portal_credential where portal_id = $1",
      [portalId],
    );
    if (!row) throw new Error("a portal has a credential");
    return row;
  };
  const store = (portalId: string, sealed: Uint8Array) =>
    harness.sql("update portal_credential set sealed = $2 where portal_id = $1", [portalId, Buffer.from(sealed)]);

  let own: { id: string; sealed: Buffer };
  beforeAll(async () => {
    own = await sealedOf(bySecret);
  });
  afterEach(() => store(bySecret, own.sealed));

  /** The portal fails in these words, the other one imports, and neither log nor error tells what it was. */
  async function expectRefused(code: string) {
    logged.length = 0;
    const before = await digest(harness, ["contact", "assignment", "licence", "product"]);
    const run = await harness.runImport();
    expect(run).toMatchObject({ status: "succeeded_with_warnings" });
    expect(run.of(bySecret)).toMatchObject({ status: "failed", errorCode: code, ledger: { requests: 0 } });
    expect(run.of(byCertificate).status).toBe("succeeded");
    expect(await digest(harness, ["contact", "assignment", "licence", "product"])).toEqual(before);
    expect(findIn(logged.join("") + JSON.stringify(run.log))).toEqual([]);
  }

  it("opens in its own row only: copied into another portal's, it is refused", async () => {
    const other = await sealedOf(byCertificate);
    await store(bySecret, other.sealed);
    await expectRefused("credential-damaged");
    await store(bySecret, own.sealed);
    expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
  });

  it("is refused when a single bit of it has changed, wherever it is", async () => {
    const { id, sealed } = own;
    const name = `portal_credential:${id}`;
    expect(JSON.parse(unseal(sealed, name))).toEqual({ kind: "secret", value: SECRET_VALUE });
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed, name), `byte ${at}`).toThrow(/sealed/);
    }
    for (const length of [0, 1, 36, sealed.length - 1]) {
      expect(() => unseal(sealed.subarray(0, length), name)).toThrow("damaged");
    }
  });

  it("says when the key is another one, as after a move without it", async () => {
    const plain = unseal(own.sealed, `portal_credential:${own.id}`);
    const otherKey = createHash("sha256").update("another key").digest();
    await store(bySecret, seal(plain, `portal_credential:${own.id}`, otherKey));
    await expectRefused("credential-other-key");
  });

  it.each([
    ["is no JSON", SECRET_VALUE],
    ["has another shape", JSON.stringify({ kind: "secret", valeu: SECRET_VALUE })],
    ["is of another kind", JSON.stringify({ kind: "certificate", value: SECRET_VALUE })],
  ])("is refused without a word of it when it opens and %s", async (_, plain) => {
    await store(bySecret, seal(plain, `portal_credential:${own.id}`));
    await expectRefused("credential-damaged");
    expect(logged.join("")).not.toContain(SECRET_VALUE.slice(0, 6));
  });

  it("is never twice the same, and longer than its content by header and tag only", () => {
    const sealed = Array.from({ length: 50 }, () => seal(SECRET_VALUE, "row").toString("hex"));
    expect(new Set(sealed).size).toBe(50);
    for (const length of [0, 1, 4_000]) {
      expect(seal("x".repeat(length), "row", randomBytes(32)).length).toBe(33 + length);
    }
  });

  it("asks for a credential where a portal has none", async () => {
    await harness.sql("delete from portal_credential where portal_id = $1", [bySecret]);
    await expectRefused("portal-without-credential");
  });
});
