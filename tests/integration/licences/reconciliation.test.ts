import { afterAll, beforeAll, expect, test } from "vitest";
import { skuIdOf } from "@/demo/tenant/skus";
import { exportSeats } from "@/lib/licences/queries-export-seats";
import { findReconciliation, listReconciliations, seatList } from "@/lib/licences/queries-reconciliation";
import { parseListState } from "@/lib/paging/list-state";
import { download, readAll, translateTo } from "../export/support";
import { createCompany, type Harness, startHarness } from "../import/support";

const E5 = skuIdOf("SPE_E5");
const tenant = createCompany("Contoso", 120);
let harness: Harness;
let portalId: string;

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant] });
  portalId = await harness.addPortal("Contoso", tenant);
  await harness.runImport();
});
afterAll(() => harness?.stop());

const findE5 = async () => {
  const [row] = await harness.sql<{ id: number }>("select id from licence where sku_id = $1", [E5]);
  return findReconciliation(row?.id ?? 0, new Date());
};
const codes = async () => (await findE5())?.findings.map(({ code }) => code);

test("each of the four voices comes from its own rows", async () => {
  const sku = tenant.skus.find((one) => one.skuId === E5);
  const subscriptions = tenant.subscriptions.filter((one) => one.skuId === E5);
  const usable = subscriptions.filter((one) => ["Enabled", "Warning"].includes(one.status));
  expect(usable.length).toBeGreaterThan(0);
  expect((await findE5())?.voices).toEqual({
    units: (sku?.prepaidUnits.enabled ?? 0) + (sku?.prepaidUnits.warning ?? 0),
    subscribed: usable.reduce((sum, one) => sum + one.totalLicenses, 0),
    consumed: sku?.consumedUnits,
    holders: tenant.users.filter((user) => user.assignedLicenses.some((one) => one.skuId === E5)).length,
  });
});

const seats = (search: string) => {
  const state = parseListState(new URLSearchParams(search), seatList);
  return listReconciliations(state, new Date());
};
/** The filter is SQL, what is shown is reckoned by `reconcileSeats`: both must mean the same by a difference. */
async function expectFilterTold() {
  const [all, differ, agree] = await Promise.all([seats(""), seats("voices=differ"), seats("voices=agree")]);
  const namesOf = (isWanted: boolean) =>
    all.rows.filter(({ hasDifference }) => hasDifference === isWanted).map(({ name }) => name);
  expect(differ.rows.map(({ name }) => name)).toEqual(namesOf(true));
  expect(agree.rows.map(({ name }) => name)).toEqual(namesOf(false));
  expect([differ.total, agree.total, all.total]).toEqual([differ.rows.length, agree.rows.length, tenant.skus.length]);
  return differ.rows.length;
}

test("the list of all licences tells those that differ, and says of each what its drawer says", async () => {
  await expectFilterTold();
  const rows = (await seats("q=spe_e5")).rows;
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ ...(await findE5()), name: "Contoso: Microsoft 365 E5", portalName: "Contoso" });
  await harness.sql("update licence set consumed_units = consumed_units + 1 where sku_id = $1", [E5]);
  const found = (await seats("voices=differ&q=spe_e5")).rows;
  expect(found[0]?.findings).toContainEqual({ code: "holders-fewer", level: "check", count: 1 });
  expect(await expectFilterTold()).toBeGreaterThan(0);
  const t = translateTo("en");
  const csv = (await readAll(await download(exportSeats(new URLSearchParams("voices=differ&q=spe_e5"), t)))).toString();
  expect(csv).toContain("1 consumed unit has no holder among the users.");
  await harness.sql("update licence set consumed_units = consumed_units - 1 where sku_id = $1", [E5]);
});

test("units as large as Microsoft's figures may be are compared like all others", async () => {
  const large = "update licence set units_enabled = 2147483647, units_warning = 2147483647 where sku_id = $1";
  await harness.sql(large, [E5]);
  expect(await expectFilterTold()).toBeGreaterThan(0);
  await harness.runImport();
});

test("people who disappeared lately may explain units without holders", async () => {
  const sku = tenant.skus.find((one) => one.skuId === E5);
  const at = tenant.users.findIndex((user) => user.assignedLicenses.some((one) => one.skuId === E5));
  const consumed = sku?.consumedUnits;
  tenant.users.splice(at, 1);
  if (sku && consumed !== undefined) sku.consumedUnits = consumed;
  await harness.runImport();
  expect(await codes()).toEqual(expect.arrayContaining(["holders-fewer", "deleted-people"]));
  await harness.sql("update contact set gone_at = now() - interval '31 days' where gone_at is not null");
  expect(await codes()).not.toContain("deleted-people");
});

test("subscriptions that the portal does not let us read are not known, and said to be so", async () => {
  const app = harness.demo.apps[0];
  if (app) app.roles = ["User.Read.All", "LicenseAssignment.Read.All"];
  const run = await harness.runImport();
  expect(run.log.map(({ code }) => code)).toContain("no-subscriptions");
  const found = await findE5();
  expect(found?.voices.subscribed).toBeNull();
  await expectFilterTold();
  expect(found?.findings.map(({ code }) => code)).toContain("subscriptions-unreadable");
});

test("a licence that cannot be synchronised says whose figures these are; a manual one has no voices", async () => {
  await harness.sql("update licence set unsync_reason = 'excluded', unsync_since = now() where sku_id = $1", [E5]);
  expect(await codes()).toContain("unsynchronised");
  await harness.sql("update portal set data_as_of = now() - interval '30 hours' where id = $1", [portalId]);
  await harness.sql("update licence set unsync_reason = null, unsync_since = null where sku_id = $1", [E5]);
  expect(await codes()).toContain("stale");
  const [manual] = await harness.sql<{ id: number }>(
    "insert into licence (origin, name, title, quantity, updated_at) values ('manual', 'Own', 'Own', 1, now()) returning id",
  );
  expect(await findReconciliation(manual?.id ?? 0, new Date())).toBeNull();
});
