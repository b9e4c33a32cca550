import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { assign, recountConsumedUnits, unassign } from "@/demo/tenant/change";
import type { DemoTenant } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import { utcDay } from "@/lib/portals/utc-day";
import { createCompany, digest, expectTenantImported, type Harness, startHarness } from "./support";

const VISIO = skuIdOf("VISIOCLIENT");
const FREE = [skuIdOf("FLOW_FREE"), skuIdOf("POWER_BI_STANDARD"), skuIdOf("STREAM")];
const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => utcDay(new Date(Date.now() + days * DAY_MS));

let harness: Harness;
let tenant: DemoTenant;
let portal: { id: string; name: string };

beforeAll(async () => {
  tenant = createCompany("Contoso", 300);
  harness = await startHarness({ tenants: [tenant] });
  portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
});
afterEach(async () => {
  await setRule(false);
  await harness.sql("delete from portal_exclusion");
  recountConsumedUnits(tenant);
  expect(await harness.runImport(portal.id)).toMatchObject({ status: "succeeded" });
});
afterAll(() => harness?.stop());

const setRule = (isOn: boolean) => harness.sql("update portal set exclude_free = $1", [isOn]);
const exclude = (skuId: string, endsOn: string | null) =>
  harness.sql("insert into portal_exclusion (portal_id, sku_id, ends_on) values ($1, $2, $3)", [
    portal.id,
    skuId,
    endsOn,
  ]);
const marksOf = async (table: "licence" | "product") => {
  const rows = await harness.sql<{ sku: string; reason: string }>(
    `select sku_id as sku, unsync_reason as reason from ${table} where portal_id = $1 and unsync_reason is not null`,
    [portal.id],
  );
  return rows.map(({ sku, reason }) => `${sku} ${reason}`).sort();
};
const excludedMarks = (skuIds: readonly string[]) => skuIds.map((skuId) => `${skuId} excluded`).sort();

it("[S35] imports no free SKU of a new portal while the rule is on, and takes them in at the next import without it", async () => {
  await setRule(true);
  const run = await harness.runImport();
  expect(run).toMatchObject({ status: "succeeded" });
  expect(run.of().ledger).toMatchObject({ skusRead: 17, skusExcluded: 3, licences: { created: 14, vanished: 0 } });
  for (const table of ["licence", "product", "assignment"]) {
    const rows = await harness.sql(`select 1 from ${table} where sku_id = any($1)`, [FREE]);
    expect(rows).toEqual([]);
  }
  await expectTenantImported(harness, portal, tenant, FREE);

  await setRule(false);
  expect((await harness.runImport()).of().ledger).toMatchObject({ skusExcluded: 0, licences: { created: 3 } });
  await expectTenantImported(harness, portal, tenant);
});

it("counts as changed only whom an exclusion concerns, when it comes and when it goes", async () => {
  const holds = (skuId: string) =>
    tenant.users.filter((user) => user.assignedLicenses.some((one) => one.skuId === skuId)).length;
  expect(holds(VISIO)).toBeGreaterThan(0);
  expect(holds(VISIO)).toBeLessThan(tenant.users.length / 2);
  await exclude(VISIO, null);
  expect((await harness.runImport()).of().ledger.contacts).toMatchObject({ created: 0, updated: holds(VISIO) });
  expect((await harness.runImport()).of().ledger.contacts).toMatchObject({ created: 0, updated: 0 });
  await harness.sql("delete from portal_exclusion");
  expect((await harness.runImport()).of().ledger.contacts).toMatchObject({ created: 0, updated: holds(VISIO) });
  await expectTenantImported(harness, portal, tenant);
});

it("counts nobody as changed whose row only has to be compared anew", async () => {
  await harness.sql("update contact set row_hash = 0");
  expect((await harness.runImport()).of().ledger.contacts).toMatchObject({ created: 0, updated: 0, vanished: 0 });
  expect(await harness.sql("select 1 from contact where row_hash = 0")).toEqual([]);
});

it("[S35] [S41] marks free licences that were imported already as excluded, keeps them as they were, and heals them", async () => {
  const kept = () =>
    harness.sql(
      `select l.id, l.name, l.units_enabled, l.consumed_units, p.id as product_id, p.folder_id,
              (select count(*)::int from assignment a where a.portal_id = l.portal_id and a.sku_id = l.sku_id) as assignments
       from licence l join product p using (portal_id, sku_id) where sku_id = any($1) order by 1`,
      [FREE],
    );
  const before = await kept();
  expect(before.length).toBe(3);
  await setRule(true);
  const holder = tenant.users.find((user) => user.assignedLicenses.some((one) => one.skuId === FREE[0]));
  if (!holder) throw new Error("nobody holds a free licence");
  unassign(holder, FREE[0] ?? "");
  recountConsumedUnits(tenant);
  const run = await harness.runImport();
  expect(run.of().ledger).toMatchObject({ skusExcluded: 3, licences: { vanished: 3 }, products: { vanished: 3 } });
  expect(await marksOf("licence")).toEqual(excludedMarks(FREE));
  expect(await marksOf("product")).toEqual(excludedMarks(FREE));
  expect(await kept()).toEqual(before);
  await expectTenantImported(harness, portal, tenant, FREE);

  await setRule(false);
  await harness.runImport();
  expect([await marksOf("licence"), await marksOf("product")]).toEqual([[], []]);
  await expectTenantImported(harness, portal, tenant);
  assign(holder, { skuId: FREE[0] ?? "", at: new Date("2026-03-01T00:00:00Z") });
});

it("[S64] says of a free licence that the tenant has lost that it is gone, not that it is excluded", async () => {
  await setRule(true);
  await harness.runImport();
  const at = tenant.skus.findIndex((sku) => sku.skuId === FREE[2]);
  const [stream] = tenant.skus.splice(at, 1);
  await harness.runImport();
  expect(await marksOf("licence")).toEqual([...excludedMarks(FREE.slice(0, 2)), `${FREE[2]} gone_from_portal`].sort());
  if (stream) tenant.skus.splice(at, 0, stream);
});

it("[S35] [S39] imports again what was excluded until yesterday, and not what is until tomorrow", async () => {
  const [later] = FREE;
  await exclude(VISIO, daysFromNow(-1));
  await exclude(later ?? "", daysFromNow(1));
  const run = await harness.runImport();
  expect(run.of().ledger.skusExcluded).toBe(1);
  expect(await marksOf("product")).toEqual(excludedMarks(FREE.slice(0, 1)));

  // Time passes: the one ends, the other was never there.
  await harness.sql("update portal_exclusion set ends_on = $1", [daysFromNow(-1)]);
  expect((await harness.runImport()).of().ledger).toMatchObject({ skusExcluded: 0, products: { updated: 1 } });
  expect(await marksOf("product")).toEqual([]);
  await expectTenantImported(harness, portal, tenant);
});

it("[S32] [S35] knows what the tenant subscribes to, excluded SKUs included", async () => {
  await setRule(true);
  await exclude(VISIO, null);
  const visio = tenant.skus.find((sku) => sku.skuId === VISIO);
  if (visio) visio.prepaidUnits.warning += 3;
  const at = tenant.skus.findIndex((sku) => sku.skuId === skuIdOf("EXCHANGESTANDARD"));
  const [gone] = tenant.skus.splice(at, 1);
  await harness.runImport();
  const rows = await harness.sql(
    `select sku_id, part_number, applies_to, capability_status, units, consumed_units from portal_sku
     where portal_id = $1 order by sku_id`,
    [portal.id],
  );
  const wanted = tenant.skus.map((sku) => ({
    sku_id: sku.skuId,
    part_number: sku.skuPartNumber,
    applies_to: sku.appliesTo,
    capability_status: sku.capabilityStatus,
    units: sku.prepaidUnits.enabled + sku.prepaidUnits.warning,
    consumed_units: sku.consumedUnits,
  }));
  expect(rows.length).toBe(16);
  expect(new Set(rows)).toEqual(new Set(wanted));

  const before = await digest(harness, ["portal_sku", "licence", "product", "assignment", "contact"]);
  await harness.runImport();
  expect(await digest(harness, ["portal_sku", "licence", "product", "assignment", "contact"])).toEqual(before);
  if (visio) visio.prepaidUnits.warning -= 3;
  if (gone) tenant.skus.splice(at, 0, gone);
});
