import "reflect-metadata";
import { randomUUID, webcrypto } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { cryptoProvider, SubjectAlternativeNameExtension, X509CertificateGenerator } from "@peculiar/x509";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createContoso, type DemoTenant, startDemoTenant } from "@/demo/server";
import { computeTruth } from "@/demo/truth";
import { prepareQueue } from "@/lib/jobs/queue";
import { generateCertificate } from "@/lib/portals/certificate";
import { createPortal } from "@/lib/portals/commands";
import { createTestDatabase } from "@/tests/support/database";
import { startWorker } from "@/tests/support/processes";
import { eventually } from "@/tests/support/wait";

const SECRET = "a~secret+with/odd&characters=";
const SECRET_KEY = "a key of the tests, long enough to be one";
const ROLES = ["User.Read.All", "Organization.Read.All"];
const actor = { id: null, username: "test" };

/** A server certificate for localhost that only those trust who are told to. */
async function createServerCertificate(): Promise<{ key: string; cert: string }> {
  cryptoProvider.set(webcrypto as Crypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost",
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: algorithm,
    keys: keys as CryptoKeyPair,
    extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }])],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return {
    cert: certificate.toString("pem"),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
  };
}

describe("a private test server over https", () => {
  let demo: Awaited<ReturnType<typeof startDemoTenant>>;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let sql: pg.Pool;
  let tenants: [DemoTenant, DemoTenant];
  let environment: Record<string, string> & { DATABASE_URL: string };
  const caFile = path.join(inject("runFolder"), `ca-${randomUUID()}.pem`);

  beforeAll(async () => {
    const tls = await createServerCertificate();
    fs.writeFileSync(caFile, tls.cert);
    const app = await generateCertificate({ commonName: "test", validDays: 10, now: new Date() });
    tenants = [
      createContoso({ userCount: 120 }),
      createContoso({
        userCount: 80,
        seed: 5,
        tenantId: randomUUID(),
        domain: "fabrikam.example",
        displayName: "Fabrikam",
      }),
    ];
    const clientId = randomUUID();
    demo = await startDemoTenant({
      tls,
      host: "localhost",
      tenants,
      apps: [
        { tenantId: tenants[0].id, clientId, roles: ROLES, certificates: [app.certificatePem] },
        { tenantId: tenants[1].id, clientId, roles: ROLES, secrets: [{ id: "one", value: SECRET }] },
      ],
    });
    database = await createTestDatabase();
    sql = new pg.Pool({ connectionString: database.url, max: 1 });
    sql.on("error", () => {});
    environment = {
      DATABASE_URL: database.url,
      SECRET_KEY,
      QUEUE_PREFIX: `h${randomUUID().slice(0, 8)}`,
      M365_LOGIN_URL: demo.url,
      M365_GRAPH_URL: demo.url,
      GRAPH_RETRY_BASE_MS: "5",
      RECONCILE_INTERVAL_MS: "100",
    };
    Object.assign(process.env, { DATABASE_URL: database.url, SECRET_KEY });
    await prepareQueue({ databaseUrl: database.url, redisUrl: null, queuePrefix: environment.QUEUE_PREFIX ?? "" });
    const portal = { tenantId: tenants[0].id, clientId };
    await createPortal(actor, { ...portal, name: "By certificate", credential: { kind: "certificate", ...app } });
    await createPortal(actor, {
      ...portal,
      tenantId: tenants[1].id,
      name: "By secret",
      credential: { kind: "secret", secretId: "one", value: SECRET, validUntil: new Date(Date.now() + 86_400_000) },
    });
  });

  afterAll(async () => {
    await sql.end();
    await demo.stop();
    await database.drop();
  });

  /** One complete run by a worker of its own; `scheduled` runs are none of the test's. */
  async function runOnce(extra: Record<string, string>) {
    const worker = startWorker({ ...environment, ...extra });
    const made = await sql.query(
      "insert into run (kind, trigger) values ('full_recalculation', 'manual') returning id",
    );
    const { id } = made.rows[0];
    const ended = await eventually(
      async () => (await sql.query("select status from run where id = $1 and ended_at is not null", [id])).rows[0],
      { timeoutMs: 40_000 },
    );
    await worker.stop();
    const log = await sql.query("select level::text, code from log_line where run_id = $1 order by id", [id]);
    return { status: ended.status as string, log: log.rows as { level: string; code: string }[] };
  }

  it("is refused as long as nobody vouches for its certificate, and nothing is imported", async () => {
    const run = await runOnce({});
    expect(run.status).toBe("failed");
    expect(run.log.filter((line) => line.level === "error").map((line) => line.code)).toEqual([
      "server-untrusted",
      "server-untrusted",
    ]);
    expect((await sql.query("select count(*)::int as n from licence")).rows[0].n).toBe(0);
  });

  it("serves a portal with a certificate and one with a client secret, once its authority is trusted", async () => {
    const run = await runOnce({ NODE_EXTRA_CA_CERTS: caFile });
    expect(run.log.filter((line) => line.level === "error")).toEqual([]);
    expect(["succeeded", "succeeded_with_warnings"]).toContain(run.status);
    const products = await sql.query(
      `select portal.name as portal, p.sku_id as sku, c.available, c.consumption
       from compliance c join product p on p.id = c.product_id join portal on portal.id = p.portal_id`,
    );
    const expected = (["By certificate", "By secret"] as const).flatMap((portal, index) =>
      computeTruth(tenants[index === 0 ? 0 : 1]).map((sku) => ({
        portal,
        sku: sku.skuId,
        available: sku.enabled + sku.warning,
        consumption: sku.holders,
      })),
    );
    const inOrder = (rows: { portal: string; sku: string }[]) =>
      [...rows].sort((a, b) => `${a.portal}${a.sku}`.localeCompare(`${b.portal}${b.sku}`));
    expect(inOrder(products.rows)).toEqual(inOrder(expected));
  });
});
