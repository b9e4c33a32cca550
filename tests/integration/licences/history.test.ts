import { afterAll, beforeAll, expect, test } from "vitest";
import { skuIdOf } from "@/demo/tenant/skus";
import { historyList, listLicenceChanges } from "@/lib/licences/queries-history";
import { createCompany, type Harness, startHarness } from "../import/support";
import { stateOf } from "../portals/pages";

const E5 = skuIdOf("SPE_E5");
const VISIO = skuIdOf("VISIOCLIENT");

const tenant = createCompany("Contoso", 120);
let harness: Harness;
let portalId: string;
let firstRun: number;

beforeAll(async () => {
  harness = await startHarness({ tenants: [tenant] });
  portalId = await harness.addPortal("Contoso", tenant);
  firstRun = (await harness.runImport()).runId;
});
afterAll(() => harness?.stop());

const licenceOf = async (skuId: string) => {
  const [row] = await harness.sql<{ id: number }>("select id from licence where sku_id = $1", [skuId]);
  return row?.id ?? 0;
};
const skuOf = (skuId: string) => {
  const sku = tenant.skus.find((one) => one.skuId === skuId);
  if (!sku) throw new Error("no such SKU");
  return sku;
};
const linesOf = async (skuId: string, search = "") => {
  const { rows } = await listLicenceChanges(await licenceOf(skuId), stateOf(search, historyList));
  return rows.map(({ runId, field, before, after }) => [runId, field, before, after]);
};

test("the first import of a licence is its arrival, and one that changes nothing leaves no line", async () => {
  const all = () => harness.sql("select field, run_id from licence_change");
  expect(await all()).toEqual(tenant.skus.map(() => ({ field: "arrived", run_id: firstRun })));
  await harness.runImport();
  expect(await all()).toHaveLength(tenant.skus.length);
});

test("[S62] each figure that an import finds changed is kept, with the run that found it", async () => {
  const sku = skuOf(E5);
  const { enabled, warning } = sku.prepaidUnits;
  sku.prepaidUnits.enabled += 60;
  sku.prepaidUnits.warning += 3;
  sku.capabilityStatus = "Warning";
  const { runId } = await harness.runImport();
  const lines = await linesOf(E5);
  expect(lines.slice(0, -1).sort()).toEqual([
    [runId, "capabilityStatus", "Enabled", "Warning"],
    [runId, "unitsEnabled", String(enabled), String(enabled + 60)],
    [runId, "unitsWarning", String(warning), String(warning + 3)],
  ]);
  expect(lines.at(-1)).toMatchObject([firstRun, "arrived", null, expect.any(String)]);
  expect(await linesOf(VISIO)).toHaveLength(1);
});

test("[S64] why a licence could not be updated is kept, and that it could be again", async () => {
  const at = tenant.skus.indexOf(skuOf(VISIO));
  const [sku] = tenant.skus.splice(at, 1);
  const gone = await harness.runImport();
  if (sku) tenant.skus.splice(at, 0, sku);
  const back = await harness.runImport();
  expect((await linesOf(VISIO)).slice(0, 2)).toEqual([
    [back.runId, "unsyncReason", "gone_from_portal", null],
    [gone.runId, "unsyncReason", null, "gone_from_portal"],
  ]);
});

test("an import that is not taken over leaves no line", async () => {
  const before = await harness.sql("select id from licence_change");
  skuOf(E5).prepaidUnits.enabled += 1;
  const users = tenant.users.splice(10);
  expect((await harness.runImport()).of(portalId).status).toBe("quarantined");
  tenant.users.push(...users);
  expect(await harness.sql("select id from licence_change")).toEqual(before);
});

test("a long history comes in pages, and outlives the runs it names", async () => {
  const id = await licenceOf(E5);
  await harness.sql(
    `insert into licence_change (licence_id, run_id, field, before, after)
     select $1, 999999, 'consumedUnits', n::text, (n + 1)::text from generate_series(1, 70) n`,
    [id],
  );
  const first = await listLicenceChanges(id, stateOf("", historyList));
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]).toMatchObject({ runId: null, before: "70", after: "71" });
  const second = await listLicenceChanges(id, stateOf(`after=${first.nextCursor}`, historyList));
  expect(second.rows.at(-1)).toMatchObject({ field: "arrived" });
  expect(first.rows.length + second.rows.length).toBe(first.total);
});
