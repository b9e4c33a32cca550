import { randomUUID } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { closeDatabase } from "@/lib/db/pool";
import { generateCertificate } from "@/lib/portals/certificate";
import { createPortal } from "@/lib/portals/commands";
import { findPortal, listPortalNames, listPortals } from "@/lib/portals/queries";
import type { CredentialInput } from "@/lib/portals/schema";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { insertPortal } from "./seed";

const actor = { id: null, username: "tester" };
const now = new Date("2026-11-24T09:00:00Z");
const secretValue = "Q~very-secret-value";
const skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965";

let database: TestDatabase;
let admin: pg.Pool;
let bySecret: string;
let byCertificate: string;
let privateKeyPem: string;

const make = async (name: string, credential: CredentialInput) =>
  (await createPortal(actor, { name, tenantId: randomUUID(), clientId: randomUUID(), credential })).id;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.DATA_DIR = path.join(inject("runFolder"), "portal-queries");
  process.env.SECRET_KEY = "tests-only-key-of-the-portal-queries-0123456789";
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
  const made = await generateCertificate({ commonName: "Seatwise", validDays: 20, now });
  privateKeyPem = made.privateKeyPem;
  bySecret = await make("Secret tenant", {
    kind: "secret",
    secretId: "named-in-entra",
    value: secretValue,
    validUntil: new Date("2026-11-28T12:00:00Z"),
  });
  byCertificate = await make("Certificate tenant", { kind: "certificate", ...made });
  await insertPortal(admin, "Deleted", { deletedAt: now });
});

afterAll(async () => {
  await closeDatabase();
  await admin?.end();
  await database?.drop();
});

test("no view of a portal holds a secret, sealed or open", async () => {
  const { rows } = await admin.query<{ sealed: Buffer }>("select sealed from portal_credential");
  expect(rows).toHaveLength(2);
  const views = [
    await listPortals(now),
    await listPortalNames(),
    await findPortal(bySecret, now),
    await findPortal(byCertificate, now),
  ];
  const shown = JSON.stringify(views);
  const keyBody = privateKeyPem.split("\n")[1] ?? "";
  expect(keyBody.length).toBeGreaterThan(60);
  for (const secret of [secretValue, keyBody, "PRIVATE KEY", "sealed"]) expect(shown).not.toContain(secret);
  for (const { sealed } of rows) {
    for (const encoding of ["base64", "hex", "latin1"] as const) expect(shown).not.toContain(sealed.toString(encoding));
    expect(shown).not.toContain(JSON.stringify([...sealed]).slice(1, 60));
  }
});

test("lists are in order of names, without deleted portals, with how long each credential lasts", async () => {
  expect((await listPortals(now)).map(({ name, validity }) => [name, validity])).toEqual([
    ["Certificate tenant", { daysLeft: 20, level: "warning" }],
    ["Secret tenant", { daysLeft: 4, level: "error" }],
  ]);
  expect((await listPortalNames()).filter(({ isDeleted }) => isDeleted).map(({ name }) => name)).toEqual(["Deleted"]);
});

test("details name the certificate, the exclusions and what came from the portal", async () => {
  await admin.query("insert into portal_exclusion (portal_id, sku_id, reason) values ($1, $2, 'not ours')", [
    byCertificate,
    skuId,
  ]);
  await admin.query(
    `insert into contact (origin, portal_id, object_id, display_name, gone_at, updated_at)
     select 'portal', $1, gen_random_uuid(), 'Person', case when n = 1 then now() end, now() from generate_series(1, 3) n`,
    [byCertificate],
  );
  const portal = await findPortal(byCertificate, now);
  expect(portal?.credential).toMatchObject({ kind: "certificate", subject: "CN=Seatwise", secretId: null });
  expect(portal?.credential?.thumbprintSha1).toMatch(/^[0-9A-F]{40}$/);
  expect(portal?.credential?.thumbprintSha256).toMatch(/^[0-9A-F]{64}$/);
  expect(portal?.exclusions).toMatchObject([{ skuId, reason: "not ours" }]);
  expect(portal?.exclusions[0]?.title).not.toBe("");
  expect(portal?.counts).toEqual({ licences: 0, products: 0, contacts: 2 });
  expect(portal?.lastImport).toBeNull();
});

test("the last import is the newest run that read this portal, or waits to", async () => {
  const run = async (kind: string, scope: string, status: string) =>
    (
      await admin.query<{ id: number }>(
        "insert into run (kind, trigger, scope, status) values ($1::run_kind, 'manual', $2, $3::run_status) returning id",
        [kind, scope, status],
      )
    ).rows[0]?.id ?? 0;
  const first = await run("full_recalculation", "all", "succeeded");
  await admin.query(
    `insert into run_portal (run_id, portal_id, status, started_at, ended_at, ledger)
     values ($1, $2, 'succeeded_with_warnings', now(), now(), $3)`,
    [
      first,
      bySecret,
      {
        requests: 7,
        userPages: 2,
        usersRead: 1200,
        skusRead: 17,
        durationMs: 1400,
        contacts: { created: 10, updated: 1, unchanged: 0, vanished: 0 },
        licences: { created: 2, updated: 0, unchanged: 0, vanished: 3 },
      },
    ],
  );
  await run("recalculation", "all", "succeeded");
  expect((await findPortal(bySecret, now))?.lastImport).toMatchObject({
    runId: first,
    status: "succeeded_with_warnings",
    isOpen: false,
    ledger: {
      requests: 7,
      pages: 2,
      users: 1200,
      licences: 17,
      created: 12,
      updated: 1,
      vanished: 3,
      durationMs: 1400,
    },
  });
  const waiting = await run("import", bySecret, "queued");
  expect((await findPortal(bySecret, now))?.lastImport).toMatchObject({
    runId: waiting,
    status: "queued",
    isOpen: true,
    ledger: null,
  });
  expect((await findPortal(byCertificate, now))?.lastImport).toBeNull();

  // Taken up by a worker that has not written the portal's row yet.
  await admin.query("update run set status = 'running' where id = $1", [waiting]);
  expect((await findPortal(bySecret, now))?.lastImport).toMatchObject({
    ...{ runId: waiting, status: "running", isOpen: true },
  });
  // One of all portals has a row for each that it reads: this one was added after it began.
  await run("import", "all", "running");
  expect((await findPortal(byCertificate, now))?.lastImport).toBeNull();
});

test.each([
  ["certificate-missing", { certificatePem: "not a certificate" }],
  ["private-key-missing", { privateKeyPem: "not a key" }],
  ["private-key-unreadable", { privateKeyPem: "-----BEGIN ENCRYPTED PRIVATE KEY-----" }],
])("a faulty certificate is refused: %s", async (code, faulty) => {
  const good = await generateCertificate({ commonName: "Seatwise", validDays: 20, now });
  await expect(make(`Faulty ${code}`, { kind: "certificate", ...good, ...faulty })).rejects.toMatchObject({ code });
});

test("the key of another certificate is refused", async () => {
  const [one, other] = await Promise.all(
    [1, 2].map(() => generateCertificate({ commonName: "Seatwise", validDays: 20, now })),
  );
  const credential = { certificatePem: one?.certificatePem ?? "", privateKeyPem: other?.privateKeyPem ?? "" };
  await expect(make("Mismatch", { kind: "certificate", ...credential })).rejects.toMatchObject({
    code: "certificate-key-mismatch",
  });
});

test("a name is taken whatever its case [S19]", async () => {
  const credential: CredentialInput = { kind: "secret", secretId: "x", value: "y", validUntil: now };
  await expect(make("SECRET TENANT", credential)).rejects.toMatchObject({ fields: { name: "portal-name-taken" } });
});
