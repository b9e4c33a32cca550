import { afterAll, beforeAll, expect, it } from "vitest";
import { computeTruth } from "@/demo/truth";
import { createCompany, expectTenantImported, type Harness, type RunResult, startHarness } from "./support";

const contoso = createCompany("Contoso", 1_998);
const fabrikam = createCompany("Fabrikam", 120);
let harness: Harness;
let byCertificate: { id: string; name: string };
let bySecret: { id: string; name: string };
let run: RunResult;

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso, fabrikam] });
  byCertificate = { name: "Contoso", id: await harness.addPortal("Contoso", contoso, "certificate") };
  bySecret = { name: "Fabrikam Europe", id: await harness.addPortal("Fabrikam Europe", fabrikam, "secret") };
  run = await harness.runImport();
});
afterAll(() => harness?.stop());

it("[S45] [S69] imports every portal in one run, whichever way it signs in", async () => {
  expect({ status: run.status, errorCode: run.errorCode }).toEqual({ status: "succeeded", errorCode: null });
  for (const portal of [byCertificate, bySecret]) {
    expect(run.of(portal.id)).toMatchObject({ status: "succeeded", errorCode: null });
    const lines = run.log.filter((line) => line.portalId === portal.id && line.code === "portal-imported");
    expect(lines).toMatchObject([{ level: "info", params: { licences: 17 } }]);
  }
  const portals = await harness.sql(
    `select name, organisation_name, default_domain, data_as_of is not null as has_data from portal order by name`,
  );
  expect(portals).toEqual([
    { name: "Contoso", organisation_name: "Contoso", default_domain: "contoso.com", has_data: true },
    { name: "Fabrikam Europe", organisation_name: "Fabrikam", default_domain: "fabrikam.com", has_data: true },
  ]);
});

it("[S49] [S51] [S56] holds exactly what the tenants hold: people, assignments, licences, products, each linked", async () => {
  await expectTenantImported(harness, byCertificate, contoso);
  await expectTenantImported(harness, bySecret, fabrikam);
});

it("[S51] arrives at the same holders and units as a count by hand", async () => {
  for (const [portal, tenant] of [[byCertificate, contoso] as const, [bySecret, fabrikam] as const]) {
    const rows = await harness.sql(
      `select l.sku_id as "skuId", part_number as "partNumber", units_enabled as enabled, units_warning as warning,
              units_suspended as suspended, units_locked_out as "lockedOut", consumed_units as consumed,
              applies_to as "appliesTo",
              (select count(*)::int from assignment a where a.portal_id = l.portal_id and a.sku_id = l.sku_id and a.is_held) as holders
       from licence l where portal_id = $1 order by id`,
      [portal.id],
    );
    expect(rows.length).toBe(17);
    expect(new Set(rows)).toEqual(new Set(computeTruth(tenant)));
  }
});

it("[S54] [S56] puts products in Microsoft 365 / <portal>, named <portal>: <title>", async () => {
  const rows = await harness.sql(
    `select r.name as root, r.parent_id, f.name as folder, count(*)::int as products
     from product p join folder f on f.id = p.folder_id join folder r on r.id = f.parent_id
     group by r.name, r.parent_id, f.name order by f.name`,
  );
  expect(rows).toEqual([
    { root: "Microsoft 365", parent_id: null, folder: "Contoso", products: 17 },
    { root: "Microsoft 365", parent_id: null, folder: "Fabrikam Europe", products: 17 },
  ]);
  const names = await harness.sql(`select name from product where portal_id = $1`, [bySecret.id]);
  expect(names.map((row) => row.name)).toContain("Fabrikam Europe: Microsoft 365 E3");
});

it("takes titles from the catalogue, and Graph's part number where it has none", async () => {
  const rows = await harness.sql(
    `select part_number, name from licence where portal_id = $1
     and part_number in ('SPE_E3', 'POWER_BI_STANDARD', 'M365_AGENT_WORKSPACE_PREVIEW') order by 1`,
    [byCertificate.id],
  );
  expect(rows).toEqual([
    { part_number: "M365_AGENT_WORKSPACE_PREVIEW", name: "Contoso: M365_AGENT_WORKSPACE_PREVIEW" },
    { part_number: "POWER_BI_STANDARD", name: expect.stringMatching(/^Contoso: (?!POWER_BI)/) },
    { part_number: "SPE_E3", name: "Contoso: Microsoft 365 E3" },
  ]);
});

it("keeps service plans, subscriptions with their dates, and the names of licensing groups", async () => {
  const plans = await harness.sql(
    `select l.part_number, s.service_plan_id, s.name, s.applies_to, s.provisioning_status
     from licence_service_plan s join licence l on l.id = s.licence_id where l.portal_id = $1`,
    [byCertificate.id],
  );
  const wantedPlans = contoso.skus.flatMap((sku) =>
    sku.servicePlans.map((plan) => ({
      part_number: sku.skuPartNumber,
      service_plan_id: plan.servicePlanId,
      name: plan.servicePlanName,
      applies_to: plan.appliesTo,
      provisioning_status: plan.provisioningStatus,
    })),
  );
  expect(plans.length).toBe(wantedPlans.length);
  expect(new Set(plans)).toEqual(new Set(wantedPlans));

  const subscriptions = await harness.sql(
    `select s.subscription_id, s.sku_id, l.part_number, s.status, s.total_licences, s.is_trial, s.created_at, s.next_lifecycle_at
     from subscription s join licence l on l.id = s.licence_id where s.portal_id = $1 and s.gone_at is null`,
    [byCertificate.id],
  );
  const wanted = contoso.subscriptions.map((subscription) => ({
    subscription_id: subscription.id,
    sku_id: subscription.skuId,
    part_number: subscription.skuPartNumber,
    status: subscription.status,
    total_licences: subscription.totalLicenses,
    is_trial: subscription.isTrial,
    created_at: new Date(subscription.createdDateTime),
    next_lifecycle_at: subscription.nextLifecycleDateTime && new Date(subscription.nextLifecycleDateTime),
  }));
  expect(subscriptions.length).toBe(wanted.length);
  expect(new Set(subscriptions)).toEqual(new Set(wanted));

  const groups = await harness.sql(
    `select group_id, display_name from licensing_group where portal_id = $1 and gone_at is null`,
    [byCertificate.id],
  );
  const licensing = contoso.groups.filter((group) => group.assignedLicenses.length > 0);
  expect(new Set(groups)).toEqual(
    new Set(licensing.map(({ id, displayName }) => ({ group_id: id, display_name: displayName }))),
  );
});

it("[S69] asks as little as possible, and the ledger says exactly what was asked, read and written", async () => {
  const { ledger } = run.of(byCertificate.id);
  const pages = Math.ceil(contoso.users.length / 999);
  const assignments = contoso.users.reduce(
    (sum, user) =>
      sum + new Set([...user.assignedLicenses, ...user.licenseAssignmentStates].map((one) => one.skuId)).size,
    0,
  );
  const created = (count: number) => ({ created: count, updated: 0, unchanged: 0, vanished: 0 });
  expect(ledger).toEqual({
    // one token; organisation, SKUs, subscriptions and groups; the pages of the users
    requests: 1 + 4 + pages,
    requestsByStatus: { 200: 1 + 4 + pages },
    retries: 0,
    waitedMs: 0,
    bytes: expect.any(Number),
    userPages: pages,
    usersRead: 1_998,
    usersCounted: 1_998,
    duplicateUsers: 0,
    restarts: 0,
    skusRead: 17,
    skusExcluded: 0,
    subscriptionsRead: contoso.subscriptions.length,
    groupsRead: 5,
    contacts: created(1_998),
    assignments: created(assignments),
    licences: created(17),
    products: created(17),
    durationMs: expect.any(Number),
    requestIds: expect.any(Array),
  });
  expect(ledger.bytes).toBeGreaterThan(1_998 * 500);
  expect(ledger.requestIds.length).toBe(ledger.requests);
  expect(new Set(ledger.requestIds).size).toBe(ledger.requests);
  const received = harness.demo.requests.entries.map((entry) => entry.route).filter((route) => route !== "users");
  // Two portals, and nothing twice.
  expect(received.sort()).toEqual(
    ["groups", "organization", "subscribedSkus", "subscriptions", "token"].flatMap((route) => [route, route]),
  );
});

it("names in the log where Microsoft counts other than holders: somebody deleted who still occupies a unit", () => {
  const differences = run.log.filter(
    (line) => line.code === "consumption-differs" && line.portalId === byCertificate.id,
  );
  const powerBi = computeTruth(contoso).find((sku) => sku.partNumber === "POWER_BI_PRO");
  expect(differences).toMatchObject([
    { level: "info", params: { name: "Power BI Pro", consumed: powerBi?.consumed, holders: powerBi?.holders } },
  ]);
});
