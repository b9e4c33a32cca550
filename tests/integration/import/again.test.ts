import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { assign, recountConsumedUnits, unassign } from "@/demo/tenant/change";
import type { DemoTenant, DemoUser } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import { summariseCompliance } from "@/lib/compliance/queries";
import { closeDatabase } from "@/lib/db/pool";
import { findLicence } from "@/lib/licences/queries";
import { findReconciliation } from "@/lib/licences/queries-reconciliation";
import { eventually } from "../../support/wait";
import { createCompany, digest, expectTenantImported, type Harness, LIVE_TABLES, startHarness } from "./support";

const USERS = 600;
const WRITTEN_TABLES = [
  ...["contact", "assignment", "licence", "licence_service_plan", "product", "subscription", "portal_sku"],
] as const;
const VISIO = skuIdOf("VISIOCLIENT");
const E5 = skuIdOf("SPE_E5");
const unchanged = (count: number) => ({ created: 0, updated: 0, unchanged: count, vanished: 0 });

let harness: Harness;
let tenant: DemoTenant;
let portal: { id: string; name: string };
/** What every installation has, and what was imported once. Each test starts from a state that is up to date. */
beforeAll(async () => {
  tenant = createCompany("Contoso", USERS);
  harness = await startHarness({ tenants: [tenant] });
  portal = { name: "Contoso", id: await harness.addPortal("Contoso", tenant) };
});
beforeEach(async () => {
  recountConsumedUnits(tenant);
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
});
afterAll(() => harness?.stop());

/** Where each row lies and which transaction wrote it: a row that is written again has others. */
async function placesOf(table: (typeof WRITTEN_TABLES)[number]) {
  const rows = await harness.sql<{ place: string }>(
    `select xmin::text || ' at ' || ctid::text || ' ' || md5(t::text) as place from ${table} t`,
  );
  return rows.map((row) => row.place).sort();
}
const allPlaces = async () =>
  Object.fromEntries(await Promise.all(WRITTEN_TABLES.map(async (t) => [t, await placesOf(t)])));

/** PostgreSQL's own count of written rows, once every connection of the product has handed its numbers in. */
async function writesSoFar(): Promise<Record<string, number[]>> {
  await closeDatabase();
  await eventually(async () => {
    const [row] = await harness.sql(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name = 'seatwise'`,
    );
    return row?.n === 0;
  });
  const rows = await harness.sql(
    `select relname, n_tup_ins::int as i, n_tup_upd::int as u, n_tup_del::int as d from pg_stat_user_tables
     where relname = any($1)`,
    [WRITTEN_TABLES],
  );
  return Object.fromEntries(rows.map((row) => [row.relname, [row.i, row.u, row.d]]));
}

const member = (index: number): DemoUser => {
  const user = tenant.users.filter((one) => one.userType === "Member" && one.assignedLicenses.length > 0)[index];
  if (!user) throw new Error("the tenant is too small");
  return user;
};
const skuOf = (skuId: string) => {
  const sku = tenant.skus.find((one) => one.skuId === skuId);
  if (!sku) throw new Error("no such SKU");
  return sku;
};
const contactOf = async (user: DemoUser) => {
  const [row] = await harness.sql("select * from contact where object_id = $1", [user.id]);
  return row;
};
const heldBy = async (user: DemoUser) =>
  (
    await harness.sql<{ sku: string }>(
      "select sku_id as sku from assignment a join contact c on c.id = a.contact_id where c.object_id = $1 and is_held",
      [user.id],
    )
  ).map((row) => row.sku);
const markOf = async (table: "licence" | "product", skuId: string) => {
  const [row] = await harness.sql<{ reason: string | null; since: Date | null }>(
    `select unsync_reason as reason, unsync_since as since from ${table} where portal_id = $1 and sku_id = $2`,
    [portal.id, skuId],
  );
  return row;
};
const complianceOf = async (skuId: string) => {
  const [row] = await harness.sql(
    `select status, reason, available, consumption, balance from compliance join product p on p.id = product_id
     where portal_id = $1 and sku_id = $2`,
    [portal.id, skuId],
  );
  return row;
};
const exclude = (skuId: string) =>
  harness.sql("insert into portal_exclusion (portal_id, sku_id) values ($1, $2)", [portal.id, skuId]);
const include = () => harness.sql("delete from portal_exclusion");

it("[S62] writes no row and makes nothing twice when nothing has changed", async () => {
  const tables = LIVE_TABLES.filter((table) => table !== "portal");
  const before = { places: await allPlaces(), rows: await digest(harness, tables), writes: await writesSoFar() };
  const run = await harness.runImport();
  const { ledger } = run.of();
  expect(run.status).toBe("succeeded");
  expect([ledger.contacts, ledger.licences, ledger.products]).toEqual([unchanged(USERS), unchanged(17), unchanged(17)]);
  const rows = before.places.assignment?.length ?? 0;
  expect(rows).toBeGreaterThan(USERS / 2);
  expect(ledger.assignments).toEqual(unchanged(rows));
  expect(await allPlaces()).toEqual(before.places);
  expect(await digest(harness, tables)).toEqual(before.rows);
  expect(await writesSoFar()).toEqual(before.writes);
});

it("writes only the people who changed, when one in a hundred did", async () => {
  const before = await writesSoFar();
  const places = await allPlaces();
  const changed = Array.from({ length: USERS / 100 }, (_, index) => member(index * 7));
  for (const user of changed) user.jobTitle = `${user.jobTitle ?? ""} (neu)`;
  const { ledger } = (await harness.runImport()).of();
  expect(ledger.contacts).toEqual({ created: 0, updated: 6, unchanged: USERS - 6, vanished: 0 });
  expect(ledger.assignments).toEqual(unchanged(places.assignment?.length ?? 0));
  const after = await writesSoFar();
  const [inserted = 0, updated = 0, deleted = 0] = before.contact ?? [];
  expect(after).toEqual({ ...before, contact: [inserted, updated + 6, deleted] });
  const untouched = new Set(places.contact);
  expect((await placesOf("contact")).filter((place) => !untouched.has(place)).length).toBe(6);
  await expectTenantImported(harness, portal, tenant);
});

it("[S62] takes over who was renamed, disabled, given and relieved of a licence, in the same rows", async () => {
  const [renamed, disabled, given, relieved] = [member(1), member(2), member(3), member(4)];
  const ids = new Map((await harness.sql("select object_id, id from contact")).map((row) => [row.object_id, row.id]));
  renamed.displayName = "Dörte Ní Ḃriain-Łukasz";
  renamed.userPrincipalName = "doerte@contoso.com";
  disabled.accountEnabled = false;
  assign(given, { skuId: skuIdOf("PROJECTPROFESSIONAL"), at: new Date("2026-03-01T00:00:00Z") });
  for (const { skuId } of [...relieved.assignedLicenses]) unassign(relieved, skuId);
  recountConsumedUnits(tenant);
  const run = await harness.runImport();
  expect(run.of().ledger.contacts).toEqual({ created: 0, updated: 4, unchanged: USERS - 4, vanished: 0 });
  await expectTenantImported(harness, portal, tenant);
  expect(await heldBy(relieved)).toEqual([]);
  const after = new Map((await harness.sql("select object_id, id from contact")).map((row) => [row.object_id, row.id]));
  expect(after).toEqual(ids);
});

it("marks people who are gone and ends their assignments, deletes nobody, and knows them again when they return", async () => {
  const gone = member(5);
  const first = await contactOf(gone);
  const held = await heldBy(gone);
  const index = tenant.users.indexOf(gone);
  tenant.users.splice(index, 1);
  const run = await harness.runImport();
  expect(run.of().ledger.contacts).toEqual({ created: 0, updated: 0, unchanged: USERS - 1, vanished: 1 });
  expect(run.of().ledger.assignments.vanished).toBeGreaterThanOrEqual(held.length);
  expect(await contactOf(gone)).toMatchObject({
    id: first?.id,
    display_name: gone.displayName,
    gone_at: expect.any(Date),
    licence_count: 0,
  });
  expect(await heldBy(gone)).toEqual([]);
  // Gone once: the day of it does not move.
  const since = (await contactOf(gone))?.gone_at;
  await harness.runImport();
  expect((await contactOf(gone))?.gone_at).toEqual(since);

  tenant.users.splice(index, 0, gone);
  const back = await harness.runImport();
  expect(back.of().ledger.contacts).toMatchObject({ created: 0, updated: 1, vanished: 0 });
  expect(await contactOf(gone)).toMatchObject({ id: first?.id, gone_at: null, first_seen_at: first?.first_seen_at });
  await expectTenantImported(harness, portal, tenant);
});

it("takes over units, plans, subscriptions and group names that changed", async () => {
  const sku = skuOf(E5);
  sku.prepaidUnits.enabled += 5;
  sku.prepaidUnits.warning = 2;
  sku.capabilityStatus = "Warning";
  const lostPlan = sku.servicePlans.pop();
  const [lost, kept] = tenant.subscriptions;
  tenant.subscriptions = tenant.subscriptions.filter((one) => one !== lost);
  if (kept) kept.totalLicenses += 1;
  const group = tenant.groups.find((one) => one.assignedLicenses.length > 0);
  if (group) group.displayName = "LIC umbenannt";
  const { ledger } = (await harness.runImport()).of();
  expect(ledger.licences).toEqual({ created: 0, updated: 1, unchanged: 16, vanished: 0 });
  await expectTenantImported(harness, portal, tenant);
  const plans = await harness.sql(
    `select service_plan_id from licence_service_plan join licence on id = licence_id where sku_id = $1`,
    [E5],
  );
  expect(new Set(plans.map((row) => row.service_plan_id))).toEqual(
    new Set(sku.servicePlans.map((p) => p.servicePlanId)),
  );
  expect(plans).not.toContainEqual({ service_plan_id: lostPlan?.servicePlanId });
  const gone = await harness.sql("select subscription_id from subscription where gone_at is not null");
  expect(gone).toEqual([{ subscription_id: lost?.id }]);
  const [changed] = await harness.sql("select total_licences from subscription where subscription_id = $1", [kept?.id]);
  expect(changed).toEqual({ total_licences: kept?.totalLicenses });
  expect(await harness.sql("select 1 from licensing_group where display_name = 'LIC umbenannt'")).toHaveLength(1);

  if (lost) tenant.subscriptions.unshift(lost);
  await harness.runImport();
  expect(await harness.sql("select 1 from subscription where gone_at is not null")).toEqual([]);
});

it("[S55] leaves a product where people have put it, whatever an import has to write into its row", async () => {
  const [folder] = await harness.sql<{ id: number }>("insert into folder (name) values ('Fachbereiche') returning id");
  await harness.sql("update product set folder_id = $1 where sku_id = $2", [folder?.id, E5]);
  const expectPlaces = async () => {
    const places = await harness.sql(
      `select f.name, count(*)::int as n from product p join folder f on f.id = p.folder_id group by f.name order by 1`,
    );
    expect(places).toEqual([
      { name: "Contoso", n: 16 },
      { name: "Fachbereiche", n: 1 },
    ]);
  };
  skuOf(E5).prepaidUnits.enabled += 1;
  await harness.runImport();
  await expectPlaces();
  await exclude(E5);
  await harness.sql("update portal set name = 'Contoso SE' where id = $1", [portal.id]);
  await harness.runImport();
  await include();
  await harness.runImport();
  expect(await harness.sql("select 1 from product where name like 'Contoso SE: %'")).toHaveLength(17);
  await expectPlaces();
  await harness.sql("update portal set name = $2 where id = $1", [portal.id, portal.name]);
});

it("[S20] gives licences and products the portal's new name, and makes none of them anew", async () => {
  const before = await harness.sql("select id, sku_id from product order by id");
  await harness.sql("update portal set name = 'Contoso AG' where id = $1", [portal.id]);
  const { ledger } = (await harness.runImport()).of();
  expect([ledger.licences, ledger.products]).toMatchObject([
    { created: 0, updated: 17 },
    { created: 0, updated: 17 },
  ]);
  await expectTenantImported(harness, { ...portal, name: "Contoso AG" }, tenant);
  expect(await harness.sql("select id, sku_id from product order by id")).toEqual(before);
  await harness.sql("update portal set name = $2 where id = $1", [portal.id, portal.name]);
});

it("[S39] [S41] [S64] [S66] marks what is excluded later, keeps it as it was, and heals when the exclusion is lifted", async () => {
  await harness.recalculate();
  const normal = await complianceOf(VISIO);
  expect(normal).toMatchObject({ status: "not_enough_licences" });
  const ageOf = async (skuId: string) => {
    const [row] = await harness.sql<{ age: Date }>(
      "select c.data_as_of as age from compliance c join product p on p.id = c.product_id where p.sku_id = $1",
      [skuId],
    );
    return row?.age;
  };
  const age = await ageOf(VISIO);
  expect(age).toBeInstanceOf(Date);
  await exclude(VISIO);
  const holders = () =>
    harness.sql("select contact_id, is_held, first_seen_at from assignment where sku_id = $1 order by 1", [VISIO]);
  const held = await holders();
  expect(held.length).toBeGreaterThan(5);
  const units = () => harness.sql("select name, units_enabled, consumed_units from licence where sku_id = $1", [VISIO]);
  const kept = await units();

  // What happens to it in the tenant is not ours to know any more.
  const leaver = tenant.users.find((user) => user.assignedLicenses.some((one) => one.skuId === VISIO));
  if (leaver) unassign(leaver, VISIO);
  skuOf(VISIO).prepaidUnits.enabled += 100;
  recountConsumedUnits(tenant);
  const run = await harness.runImport();
  expect(run.of().ledger).toMatchObject({
    skusRead: 17,
    skusExcluded: 1,
    licences: { vanished: 1 },
    products: { vanished: 1 },
  });
  const [licence, product] = [await markOf("licence", VISIO), await markOf("product", VISIO)];
  expect([licence, product]).toEqual(Array(2).fill({ reason: "excluded", since: expect.any(Date) }));
  expect(await holders()).toEqual(held);
  expect(await units()).toEqual(kept);
  await expectTenantImported(harness, portal, tenant, [VISIO]);
  await harness.recalculate();
  expect(await complianceOf(VISIO)).toMatchObject({ ...normal, status: "cannot_be_synchronised", reason: "excluded" });

  // Since when does not move while the reason stays, nor does the age of what is known of it: other licences go on.
  const [{ id } = { id: 0 }] = await harness.sql<{ id: number }>("select id from licence where sku_id = $1", [VISIO]);
  await harness.runImport();
  await harness.recalculate();
  expect([await markOf("licence", VISIO), await markOf("product", VISIO)]).toEqual([licence, product]);
  expect(await ageOf(VISIO)).toEqual(age);
  expect([(await findLicence(id))?.dataAsOf, (await findReconciliation(id, new Date()))?.dataAsOf]).toEqual([age, age]);
  expect((await ageOf(E5))?.getTime()).toBeGreaterThan(age?.getTime() ?? 0);
  expect(await summariseCompliance()).toMatchObject({ isBehindImports: false });

  await include();
  expect((await harness.runImport()).status).toBe("succeeded");
  expect([await markOf("licence", VISIO), await markOf("product", VISIO)]).toEqual(
    Array(2).fill({ reason: null, since: null }),
  );
  await expectTenantImported(harness, portal, tenant);
  // The status returns with the recalculation, not before.
  expect(await complianceOf(VISIO)).toMatchObject({ status: "cannot_be_synchronised" });
  await harness.recalculate();
  expect(await ageOf(VISIO)).toEqual(await ageOf(E5));
  expect(await complianceOf(VISIO)).toMatchObject({
    status: "fully_licensed",
    reason: null,
    consumption: held.length - 1,
  });
  skuOf(VISIO).prepaidUnits.enabled -= 100;
});

it("[S64] [S65] marks what is gone from the portal, may be deleted by hand, and heals when it is back", async () => {
  const at = tenant.skus.findIndex((one) => one.skuId === E5);
  const [sku] = tenant.skus.splice(at, 1);
  const stream = skuIdOf("STREAM");
  const streamAt = tenant.skus.findIndex((one) => one.skuId === stream);
  const [streamSku] = tenant.skus.splice(streamAt, 1);
  const ids = () =>
    harness.sql("select l.id, p.id from licence l join product p using (sku_id) where sku_id = $1", [E5]);
  const before = await ids();
  const run = await harness.runImport();
  expect(run).toMatchObject({ status: "succeeded" });
  expect(run.of().ledger.licences.vanished).toBe(2);
  for (const table of ["licence", "product"] as const) {
    expect(await markOf(table, E5)).toEqual({ reason: "gone_from_portal", since: expect.any(Date) });
  }
  await harness.recalculate();
  expect(await complianceOf(E5)).toMatchObject({ status: "cannot_be_synchronised", reason: "gone_from_portal" });

  await harness.sql("delete from product where sku_id = $1", [stream]);
  await harness.sql("delete from licence where sku_id = $1", [stream]);
  await harness.runImport();
  expect(await harness.sql("select 1 from product where sku_id = $1", [stream])).toEqual([]);

  if (streamSku) tenant.skus.splice(streamAt, 0, streamSku);
  if (sku) tenant.skus.splice(at, 0, sku);
  await harness.runImport();
  expect(await ids()).toEqual(before);
  await expectTenantImported(harness, portal, tenant);
  await harness.recalculate();
  expect(await complianceOf(E5)).toMatchObject({ reason: null, status: expect.not.stringMatching("cannot") });
});

it("[S64] changes the reason when what was excluded is gone too", async () => {
  await exclude(VISIO);
  await harness.runImport();
  const at = tenant.skus.findIndex((one) => one.skuId === VISIO);
  const [sku] = tenant.skus.splice(at, 1);
  await include();
  await harness.runImport();
  expect(await markOf("product", VISIO)).toMatchObject({ reason: "gone_from_portal" });
  if (sku) tenant.skus.splice(at, 0, sku);
  await harness.runImport();
  expect(await markOf("product", VISIO)).toEqual({ reason: null, since: null });
});

it("[S35] does not import what is excluded from the beginning, and counts it for nobody", async () => {
  const fabrikam = createCompany("Fabrikam", 150);
  harness.demo.tenants.push(fabrikam);
  const excluded = [skuIdOf("SPE_E3"), skuIdOf("FLOW_FREE")];
  const other = { name: "Fabrikam", id: await harness.addPortal("Fabrikam", fabrikam, "secret") };
  for (const skuId of excluded) {
    await harness.sql("insert into portal_exclusion (portal_id, sku_id) values ($1, $2)", [other.id, skuId]);
  }
  const run = await harness.runImport(other.id);
  expect(run.of()).toMatchObject({
    status: "succeeded",
    ledger: { skusExcluded: 2, licences: { created: 15, vanished: 0 } },
  });
  await expectTenantImported(harness, other, fabrikam, excluded);
  for (const table of ["licence", "product", "assignment"]) {
    const rows = await harness.sql(`select 1 from ${table} where portal_id = $1 and sku_id = any($2)`, [
      other.id,
      excluded,
    ]);
    expect(rows).toEqual([]);
  }
  await harness.sql("delete from portal_exclusion where portal_id = $1", [other.id]);
  await harness.runImport(other.id);
  await expectTenantImported(harness, other, fabrikam);
});
