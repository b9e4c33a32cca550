import { afterAll, beforeAll, expect, it } from "vitest";
import { assign, recountConsumedUnits, softDelete, unassign } from "@/demo/tenant/change";
import type { DemoTenant, DemoUser } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import { findRunDetails } from "@/lib/monitor/queries-run";
import { translateTo } from "../export/support";
import { createCompany, type Harness, startHarness, titleOf } from "./support";

const VISIO = skuIdOf("VISIOCLIENT");
const E5 = skuIdOf("SPE_E5");
const t = translateTo("en") as never;

let harness: Harness;
let tenant: DemoTenant;
let portalId: string;

beforeAll(async () => {
  tenant = createCompany("Contoso", 200);
  harness = await startHarness({ tenants: [tenant] });
  portalId = await harness.addPortal("Contoso", tenant);
});
afterAll(() => harness?.stop());

const changesOf = async (runId: number) => (await findRunDetails(runId, t))?.portals[0]?.changes;
const user = (matches: (each: DemoUser) => boolean): DemoUser => {
  const found = tenant.users.find(matches);
  if (!found) throw new Error("the company has such a user");
  return found;
};
const holds = (skuId: string) => (each: DemoUser) => each.assignedLicenses.some((held) => held.skuId === skuId);
const titleOfSku = (skuId: string) =>
  titleOf(skuId, tenant.skus.find((sku) => sku.skuId === skuId)?.skuPartNumber ?? "");

it("a first import says that it is one instead of listing everything", async () => {
  const run = await harness.runImport();
  expect(await changesOf(run.runId)).toEqual({ isFirst: true, kinds: [] });
  expect(await harness.sql("select 1 from run_change")).toEqual([]);
});

it("an import that found nothing new says so", async () => {
  const run = await harness.runImport();
  expect(await changesOf(run.runId)).toEqual({ isFirst: false, kinds: [] });
});

it("tells units, SKUs, people and assignments that are different from the import before", async () => {
  const visio = tenant.skus.find((sku) => sku.skuId === VISIO);
  if (!visio) throw new Error("the company owns Visio");
  const unitsBefore = visio.prepaidUnits.enabled + visio.prepaidUnits.warning;
  visio.prepaidUnits.enabled += 5;
  const renamed = user((each) => !holds(VISIO)(each) && each.accountEnabled === true);
  const nameBefore = renamed.displayName;
  renamed.displayName = "Ada Renamed";
  assign(renamed, { skuId: VISIO });
  const moved = user((each) => each !== renamed && !holds(E5)(each));
  moved.jobTitle = "Something new";
  const loser = user((each) => each !== renamed && each !== moved && holds(E5)(each));
  unassign(loser, E5);
  const gone = user((each) => ![renamed, moved, loser].includes(each) && each.assignedLicenses.length === 1);
  const heldByGone = gone.assignedLicenses[0]?.skuId ?? "";
  softDelete(tenant, gone.id);
  const added = { ...structuredClone(moved), id: "0d9f4c52-7c1f-4c5c-9b55-3f0a4dfb1c77", displayName: "Zoe New" };
  Object.assign(added, { userPrincipalName: "zoe.new@contoso.com", assignedLicenses: [], licenseAssignmentStates: [] });
  tenant.users.push(added);
  recountConsumedUnits(tenant);

  const run = await harness.runImport();
  expect(run.status).toBe("succeeded");
  const changes = await changesOf(run.runId);
  const none = { before: null, after: null };
  expect(Object.fromEntries(changes?.kinds.map(({ kind, count, items }) => [kind, { count, items }]) ?? [])).toEqual({
    units: {
      count: 1,
      items: [{ name: titleOfSku(VISIO), detail: null, before: unitsBefore, after: unitsBefore + 5 }],
    },
    user_added: { count: 1, items: [{ name: "Zoe New", detail: "zoe.new@contoso.com", ...none }] },
    user_renamed: { count: 1, items: [{ name: "Ada Renamed", detail: nameBefore, ...none }] },
    user_changed: { count: 1, items: [{ name: moved.displayName, detail: moved.userPrincipalName, ...none }] },
    user_gone: { count: 1, items: [{ name: gone.displayName, detail: gone.userPrincipalName, ...none }] },
    assignment_gained: { count: 1, items: [{ name: "Ada Renamed", detail: titleOfSku(VISIO), ...none }] },
    assignment_lost: {
      count: 2,
      items: expect.arrayContaining([
        { name: loser.displayName, detail: titleOfSku(E5), ...none },
        { name: gone.displayName, detail: titleOfSku(heldByGone), ...none },
      ]),
    },
  });

  const position = tenant.deletedUsers.findIndex((each) => each.id === gone.id);
  tenant.users.push(...tenant.deletedUsers.splice(position, 1));
  recountConsumedUnits(tenant);
  const next = await changesOf((await harness.runImport()).runId);
  expect(next?.kinds.map(({ kind, count }) => [kind, count])).toEqual([
    ["user_returned", 1],
    ["assignment_gained", 1],
  ]);
});

it("a SKU that leaves and one that is excluded are told apart; a return is an arrival", async () => {
  const index = tenant.skus.findIndex((sku) => sku.skuId === VISIO);
  const [visio] = tenant.skus.splice(index, 1);
  for (const each of tenant.users.filter(holds(VISIO))) unassign(each, VISIO);
  await harness.sql("insert into portal_exclusion (portal_id, sku_id) values ($1, $2)", [portalId, E5]);
  const left = await changesOf((await harness.runImport()).runId);
  const counts = Object.fromEntries(left?.kinds.map(({ kind, items }) => [kind, items.map(({ name }) => name)]) ?? []);
  expect(counts.sku_left).toEqual([titleOf(VISIO, "VISIOCLIENT")]);
  expect(counts.sku_excluded).toEqual([titleOf(E5, "SPE_E5")]);
  expect(left?.kinds.find(({ kind }) => kind === "assignment_lost")?.items.map(({ detail }) => detail)).not.toContain(
    titleOf(E5, "SPE_E5"),
  );
  if (visio) tenant.skus.push(visio);
  await harness.sql("delete from portal_exclusion");
  const arrived = await changesOf((await harness.runImport()).runId);
  expect(arrived?.kinds.find(({ kind }) => kind === "sku_arrived")?.count).toBe(2);
});

it("counts all and keeps at most a thousand names of a kind", async () => {
  for (let i = 0; i < 1_200; i += 1) {
    const id = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
    const copy = { ...structuredClone(tenant.users[0] as DemoUser), id, displayName: `Many ${i}` };
    Object.assign(copy, {
      userPrincipalName: `many.${i}@contoso.com`,
      assignedLicenses: [],
      licenseAssignmentStates: [],
    });
    tenant.users.push(copy);
  }
  const run = await harness.runImport();
  const changes = await changesOf(run.runId);
  expect(changes?.kinds.map(({ kind, count, items }) => [kind, count, items.length])).toEqual([
    ["user_added", 1_200, 50],
  ]);
  const [kept] = await harness.sql("select count(*)::int as n from run_change where run_id = $1", [run.runId]);
  expect(kept?.n).toBe(1_000);
});

it("an import that fails changes nothing and tells of nothing", async () => {
  harness.demo.faults.add({ kind: "revokedSecret", times: Number.POSITIVE_INFINITY });
  const run = await harness.runImport();
  harness.demo.faults.clear();
  expect(await changesOf(run.runId)).toBeNull();
});
