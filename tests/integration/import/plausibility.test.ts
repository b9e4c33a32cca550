import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { recountConsumedUnits, unassign } from "@/demo/tenant/change";
import type { DemoTenant } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import { createCompany, digest, expectTenantImported, type Harness, type RunResult, startHarness } from "./support";

const USERS = 400;
let harness: Harness;
let tenant: DemoTenant;
let portal: { id: string; name: string };
let whole: Pick<DemoTenant, "users" | "skus">;

beforeAll(async () => {
  tenant = createCompany("Contoso", USERS);
  recountConsumedUnits(tenant);
  whole = structuredClone({ users: tenant.users, skus: tenant.skus });
  harness = await startHarness({ tenants: [tenant] });
  portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
});
/** Every test begins with the whole tenant, imported. */
beforeEach(async () => {
  Object.assign(tenant, structuredClone(whole));
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
  await harness.recalculate();
});
afterAll(() => harness?.stop());

function loseUsers(share: number) {
  tenant.users = tenant.users.filter((_, index) => index % 100 >= share * 100);
  recountConsumedUnits(tenant);
}
const countGone = async () =>
  (await harness.sql<{ n: number }>("select count(*)::int as n from contact where gone_at is not null"))[0]?.n;
const acceptCensus = (run: RunResult) =>
  harness.sql("update portal set accepted_drop = $1 where id = $2", [run.of().ledger.quarantinedCensus, portal.id]);

async function expectQuarantined(run: RunResult, code: string, before: Record<string, string>) {
  expect(run.of()).toMatchObject({ status: "quarantined", errorCode: code });
  // With no other portal in the run, nothing came of it.
  expect(run).toMatchObject({ status: "failed", errorCode: "all-portals-failed" });
  expect(await digest(harness)).toEqual(before);
  const none = { created: 0, updated: 0, unchanged: 0, vanished: 0 };
  expect(run.of().ledger).toMatchObject({ contacts: none, assignments: none, licences: none, products: none });
}

it("quarantines an import that lost 40 % of the people: the last good state stays, and the run says so", async () => {
  const before = await digest(harness);
  loseUsers(0.4);
  const run = await harness.runImport();
  await expectQuarantined(run, "implausible-drop-users", before);
  expect(run.log).toContainEqual(
    expect.objectContaining({ level: "warning", code: "implausible-drop-users", params: { before: 400, after: 240 } }),
  );
  expect(run.of().ledger).toMatchObject({ usersRead: 240, quarantinedCensus: { users: 240, skus: 17 } });
  // Asked again, it says the same: nobody's patience makes it plausible.
  await expectQuarantined(await harness.runImport(), "implausible-drop-users", before);
});

it("merges once a person has accepted the drop, and only that once", async () => {
  loseUsers(0.4);
  await acceptCensus(await harness.runImport());
  const run = await harness.runImport();
  expect(run).toMatchObject({ status: "succeeded" });
  expect(run.of().ledger.contacts).toMatchObject({ vanished: 160 });
  await expectTenantImported(harness, portal, tenant);
  expect(await countGone()).toBe(160);
  expect(await harness.sql("select accepted_drop from portal")).toEqual([{ accepted_drop: null }]);

  const before = await digest(harness);
  tenant.users = tenant.users.slice(0, 100);
  recountConsumedUnits(tenant);
  await expectQuarantined(await harness.runImport(), "implausible-drop-users", before);
});

it("does not take an accepted drop for leave to drop much further", async () => {
  loseUsers(0.4);
  await acceptCensus(await harness.runImport());
  const before = await digest(harness);
  tenant.users = tenant.users.slice(0, 50);
  recountConsumedUnits(tenant);
  await expectQuarantined(await harness.runImport(), "implausible-drop-users", before);
});

it("lets a loss of a fifth pass", async () => {
  loseUsers(0.2);
  const run = await harness.runImport();
  expect(run).toMatchObject({ status: "succeeded" });
  await expectTenantImported(harness, portal, tenant);
  expect(await countGone()).toBe(80);
});

it("quarantines an import in which nearly nobody has a licence any more, although everybody is there", async () => {
  const before = await digest(harness);
  for (const user of tenant.users) for (const { skuId } of [...user.assignedLicenses]) unassign(user, skuId);
  recountConsumedUnits(tenant);
  await expectQuarantined(await harness.runImport(), "implausible-drop-assignments", before);
});

it("quarantines an import without any SKU, and lets one SKU fewer pass", async () => {
  const before = await digest(harness);
  const { skus } = tenant;
  tenant.skus = [];
  await expectQuarantined(await harness.runImport(), "implausible-drop-skus", before);
  tenant.skus = skus.filter((sku) => sku.skuId !== skuIdOf("STREAM"));
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
});

it("holds one portal back and imports the other", async () => {
  const fabrikam = createCompany("Fabrikam", 60);
  harness.demo.tenants.push(fabrikam);
  const other = { name: "Fabrikam", id: await harness.addPortal("Fabrikam", fabrikam, "secret") };
  loseUsers(0.5);
  const run = await harness.runImport();
  expect(run).toMatchObject({ status: "succeeded_with_warnings", errorCode: null });
  expect(run.of(portal.id).status).toBe("quarantined");
  expect(run.of(other.id).status).toBe("succeeded");
  await expectTenantImported(harness, other, fabrikam);
});
