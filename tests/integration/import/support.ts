import path from "node:path";
import pg from "pg";
import { expect, inject } from "vitest";
import { createContoso, type DemoApp, type DemoTenant, startDemoTenant } from "@/demo/server";
import { seedSkus } from "@/lib/catalogue/seed";
import { recalculate } from "@/lib/compliance/recalculate";
import type { RunKind } from "@/lib/db/generated/enums";
import { closeDatabase } from "@/lib/db/pool";
import type { ImportLedger } from "@/lib/import/ledger";
import { executeRun, type RunBody } from "@/lib/jobs/execute";
import { createRun } from "@/lib/jobs/runs";
import { generateCertificate } from "@/lib/portals/certificate";
import { createPortal } from "@/lib/portals/commands";
import { runBodies } from "@/workers/registry";
import { createTestDatabase } from "../../support/database";

/** What the tenants' dates are counted from: the same on every day on which the tests run. */
export const TENANT_NOW = new Date("2026-03-02T09:00:00Z");
export const SECRET_KEY = "the key of the tests, which is long enough";
const ROLES = ["User.Read.All", "Organization.Read.All", "GroupMember.Read.All"];

export type LogLine = {
  level: string;
  code: string;
  params: Record<string, string | number>;
  portalId: string | null;
  microsoftCode: string | null;
  microsoftMessage: string | null;
  requestId: string | null;
};
export type PortalResult = {
  status: string;
  errorCode: string | null;
  ledger: ImportLedger & { quarantinedCensus?: unknown };
};
export type RunResult = {
  runId: number;
  status: string;
  errorCode: string | null;
  log: LogLine[];
  /** The portal's part of the run; of the only one without an id. */
  of(portalId?: string): PortalResult;
};

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** A company of the demo, smaller and larger ones, each with its own people. */
export function createCompany(name: "Contoso" | "Fabrikam", userCount: number): DemoTenant {
  const second = { seed: 812, tenantId: "9c1d7e20-41aa-4f0b-8d55-20b6f4f7c611", domain: "fabrikam.com" };
  return createContoso({
    userCount,
    displayName: name,
    now: TENANT_NOW,
    ...(name === "Fabrikam" ? second : {}),
  });
}

/**
 * A database and a demo tenant of one's own, and runs that are carried out here and now: the same code as in a worker, with
 * nobody but the test to wait for.
 */
export async function startHarness(options: { tenants?: DemoTenant[]; env?: Record<string, string> } = {}) {
  const database = await createTestDatabase();
  const demo = await startDemoTenant({ apps: [], tenants: options.tenants ?? [createCompany("Contoso", 300)] });
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATA_DIR: path.join(inject("runFolder"), "import-data"),
    SECRET_KEY,
    M365_LOGIN_URL: demo.url,
    M365_GRAPH_URL: demo.url,
    GRAPH_RETRY_BASE_MS: "1",
    GRAPH_RETRY_AFTER_MAX_MS: "2000",
    ...options.env,
  });
  const own = new pg.Pool({ connectionString: database.url, max: 2 });
  // Dropping the database ends what is idle.
  own.on("error", () => undefined);
  const sql = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await own.query<Row>(text, values)).rows;

  async function execute(kind: RunKind, body: RunBody, scope = "all"): Promise<RunResult> {
    const { runId, isNew } = await createRun({ kind, trigger: "manual", scope });
    expect(isNew, "no run of an earlier test is open").toBe(true);
    const shutdown = new AbortController();
    await executeRun(runId, () => body, {
      workerName: "test",
      heartbeatMs: 1_000,
      staleMs: 60_000,
      shutdown: shutdown.signal,
    });
    return readRun(runId);
  }

  async function readRun(runId: number): Promise<RunResult> {
    const [run] = await sql<{ status: string; errorCode: string | null }>(
      `select status, error_code as "errorCode" from run where id = $1`,
      [runId],
    );
    const portals = await sql<PortalResult & { portalId: string }>(
      `select portal_id as "portalId", status, error_code as "errorCode", ledger from run_portal where run_id = $1`,
      [runId],
    );
    const log = await sql<LogLine>(
      `select level, code, params, portal_id as "portalId", microsoft_code as "microsoftCode",
              microsoft_message as "microsoftMessage", request_id as "requestId" from log_line where run_id = $1 order by id`,
      [runId],
    );
    return {
      runId,
      status: run?.status ?? "missing",
      errorCode: run?.errorCode ?? null,
      log,
      of(portalId) {
        const found = portals.filter((portal) => portalId === undefined || portal.portalId === portalId);
        if (found.length !== 1 || !found[0]) throw new Error(`${found.length} portals of run ${runId} fit`);
        return found[0];
      },
    };
  }

  return {
    demo,
    tenant: demo.tenant,
    databaseUrl: database.url,
    sql,
    execute,
    runImport: (scope?: string) => execute("import", runBodies.import, scope),
    recalculate: (now = new Date()) => execute("recalculation", (context) => recalculate(context, now)),
    /** Registers an app in the tenant, and makes the portal that signs in with it. @returns its id */
    async addPortal(name: string, tenant: DemoTenant, by: "certificate" | "secret" = "certificate"): Promise<string> {
      const clientId = `8f4a2c1e-5b7d-4c3a-9e2f-${String(demo.apps.length + 1).padStart(12, "0")}`;
      const app: DemoApp = { tenantId: tenant.id, clientId, roles: [...ROLES] };
      demo.apps.push(app);
      const portal = { name, tenantId: tenant.id, clientId };
      const actor = { id: null, username: "tests" };
      if (by === "secret") {
        const value = `value-of-${clientId}`;
        app.secrets = [{ id: "secret-1", value }];
        const validUntil = new Date(Date.now() + 86_400_000);
        const credential = { kind: "secret" as const, secretId: "secret-1", value, validUntil };
        return (await createPortal(actor, { ...portal, credential })).id;
      }
      // A minute of difference between the clocks of a machine and its past is none of these tests' business.
      const made = await generateCertificate({ commonName: name, validDays: 30, now: new Date(Date.now() - 60_000) });
      app.certificates = [made.certificatePem];
      return (await createPortal(actor, { ...portal, credential: { kind: "certificate", ...made } })).id;
    },
    async stop() {
      await closeDatabase();
      await own.end();
      await demo.stop();
      await database.drop();
    },
  };
}

/** Everything that an import or a recalculation may write, save the runs themselves. */
export const LIVE_TABLES = [
  ...["portal", "portal_exclusion", "portal_credential", "portal_sku", "licensing_group", "folder", "catalogue_sku"],
  ...["contact", "assignment", "licence", "licence_service_plan", "subscription", "product", "product_licence"],
  ...["compliance", "uncovered_consumer", "product_snapshot", "subscription_snapshot"],
] as const;
export type LiveTable = (typeof LIVE_TABLES)[number];

/** Number of rows and a sum over all that is in them, for each table. */
export async function digest(harness: Pick<Harness, "sql">, tables: readonly LiveTable[] = LIVE_TABLES) {
  const parts = tables.map(
    (table) =>
      `select '${table}' as name, count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as text from ${table} t`,
  );
  const rows = await harness.sql<{ name: LiveTable; text: string }>(parts.join(" union all "));
  return Object.fromEntries(rows.map(({ name, text }) => [name, text])) as Record<LiveTable, string>;
}

const orNull = (text: string | null) => (text === "" ? null : text);
const instant = (text: string | Date | null) => (text === null ? null : new Date(text).toISOString());
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const unique = (texts: readonly string[]) => [...new Set(texts)].sort(byText);

/** The people of a tenant as rows of `contact`, written down by hand from the tenant object. */
function expectedContacts(tenant: DemoTenant, excluded: readonly string[]) {
  return tenant.users.map((user) => ({
    object_id: user.id,
    origin: "portal",
    display_name: user.displayName || user.userPrincipalName || user.id,
    user_principal_name: user.userPrincipalName,
    mail: user.mail ?? "",
    is_enabled: user.accountEnabled,
    user_type: user.userType,
    usage_location: orNull(user.usageLocation),
    department: user.department ?? "",
    company_name: orNull(user.companyName),
    city: orNull(user.city),
    country: orNull(user.country),
    job_title: orNull(user.jobTitle),
    office_location: orNull(user.officeLocation),
    employee_id: orNull(user.employeeId),
    account_created_at: instant(user.createdDateTime),
    is_on_premises_synced: user.onPremisesSyncEnabled,
    licence_count: unique(user.assignedLicenses.map((held) => held.skuId).filter((id) => !excluded.includes(id)))
      .length,
  }));
}

const STATES: Record<string, string> = { Active: "active", ActiveWithError: "active_with_error", Error: "error" };
const WORST_FIRST = ["Error", "ActiveWithError", "Disabled", "Active"];

/** Who has what, and how, as rows of `assignment`. */
function expectedAssignments(tenant: DemoTenant, excluded: readonly string[]) {
  return tenant.users.flatMap((user) => {
    const held = user.assignedLicenses;
    const states = user.licenseAssignmentStates;
    return unique([...held, ...states].map((entry) => entry.skuId))
      .filter((skuId) => !excluded.includes(skuId))
      .map((skuId) => {
        const ways = states
          .filter((state) => state.skuId === skuId)
          .sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
        const holding = held.filter((entry) => entry.skuId === skuId);
        const errors = ways.map((way) => way.error).filter((error) => error !== null && error !== "None");
        const changes = ways.map((way) => way.lastUpdatedDateTime).sort(byText);
        return {
          object_id: user.id,
          sku_id: skuId,
          is_held: holding.length > 0,
          is_direct: ways.length === 0 || ways.some((way) => way.assignedByGroup === null),
          group_ids: unique(ways.flatMap((way) => way.assignedByGroup ?? [])),
          state: ways[0] ? STATES[ways[0].state] : null,
          error: errors[0] ?? null,
          disabled_plans: unique((holding.length > 0 ? holding : ways).flatMap((entry) => entry.disabledPlans)),
          state_changed_at: instant(changes.at(-1) ?? null),
        };
      });
  });
}

/** Microsoft's title where the catalogue knows it, else what Graph gives. */
export const titleOf = (skuId: string, partNumber: string) =>
  seedSkus.find((sku) => sku.skuId === skuId)?.title ?? partNumber;

function expectedLicences(tenant: DemoTenant, portalName: string, excluded: readonly string[]) {
  return tenant.skus
    .filter((sku) => !excluded.includes(sku.skuId))
    .map((sku) => ({
      sku_id: sku.skuId,
      origin: "portal",
      part_number: sku.skuPartNumber,
      title: titleOf(sku.skuId, sku.skuPartNumber),
      name: `${portalName}: ${titleOf(sku.skuId, sku.skuPartNumber)}`,
      applies_to: sku.appliesTo,
      capability_status: sku.capabilityStatus,
      units_enabled: sku.prepaidUnits.enabled,
      units_warning: sku.prepaidUnits.warning,
      units_suspended: sku.prepaidUnits.suspended,
      units_locked_out: sku.prepaidUnits.lockedOut,
      consumed_units: sku.consumedUnits,
    }));
}

type Rows = Record<string, unknown>[];
const keyOf = (row: Rows[number]) => `${row.object_id ?? ""} ${row.sku_id ?? ""}`;

/** The same rows with the same columns, in any order. Compared as texts first: that is quick for many thousands. */
function expectSameRows(actual: Rows, expected: Rows): void {
  const columns = Object.keys(expected[0] ?? {}).sort();
  const texts = (rows: Rows) =>
    rows.map((row) => JSON.stringify(columns.map((column) => [column, row[column]]))).sort();
  const [found, wanted] = [texts(actual), texts(expected)];
  if (found.length === wanted.length && found.every((text, index) => text === wanted[index])) return;
  const sort = (rows: Rows) => [...rows].sort((a, b) => byText(keyOf(a), keyOf(b)));
  expect(sort(actual)).toEqual(sort(expected));
}

/**
 * Holds contacts, assignments, licences and products of a portal against its tenant, row by row and column by column.
 * @param excluded SKUs that are not to be looked at
 */
export async function expectTenantImported(
  { sql }: Pick<Harness, "sql">,
  portal: { id: string; name: string },
  tenant: DemoTenant,
  excluded: readonly string[] = [],
): Promise<void> {
  const contacts = await sql(
    `select object_id, origin, display_name, user_principal_name, mail, is_enabled, user_type, usage_location, department,
            company_name, city, country, job_title, office_location, employee_id, account_created_at, is_on_premises_synced,
            licence_count
     from contact where portal_id = $1 and gone_at is null`,
    [portal.id],
  );
  for (const row of contacts) row.account_created_at = instant(row.account_created_at);
  expectSameRows(contacts, expectedContacts(tenant, excluded));

  const assignments = await sql(
    `select c.object_id, a.sku_id, a.is_held, a.is_direct, a.group_ids, a.state, a.error, a.disabled_plans, a.state_changed_at
     from assignment a join contact c on c.id = a.contact_id and c.portal_id = a.portal_id
     where a.portal_id = $1 and a.sku_id <> all($2::uuid[])`,
    [portal.id, excluded],
  );
  for (const row of assignments) row.state_changed_at = instant(row.state_changed_at);
  expectSameRows(assignments, expectedAssignments(tenant, excluded));

  const licences = await sql(
    `select sku_id, origin, part_number, title, name, applies_to, capability_status, units_enabled, units_warning,
            units_suspended, units_locked_out, consumed_units
     from licence where portal_id = $1 and unsync_reason is null and sku_id <> all($2::uuid[])`,
    [portal.id, excluded],
  );
  const wanted = expectedLicences(tenant, portal.name, excluded);
  expectSameRows(licences, wanted);

  const products = await sql(
    `select p.sku_id, p.origin, p.name, array_agg(l.sku_id) as licences
     from product p join product_licence x on x.product_id = p.id join licence l on l.id = x.licence_id
     where p.portal_id = $1 and p.unsync_reason is null and p.sku_id <> all($2::uuid[]) group by p.id`,
    [portal.id, excluded],
  );
  expectSameRows(
    products,
    wanted.map(({ sku_id, origin, name }) => ({ sku_id, origin, name, licences: [sku_id] })),
  );
}
