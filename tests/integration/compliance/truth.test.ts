import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recountConsumedUnits, unassign } from "@/demo/tenant/change";
import type { DemoTenant } from "@/demo/tenant/model";
import { skuIdOf } from "@/demo/tenant/skus";
import { runBodies } from "@/workers/registry";
import { createCompany, digest, type Harness, startHarness } from "../import/support";

const contoso = createCompany("Contoso", 700);
const fabrikam = createCompany("Fabrikam", 200);
let harness: Harness;
let contosoId: string;
let fabrikamId: string;

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso, fabrikam] });
  contosoId = await harness.addPortal("Contoso", contoso);
  fabrikamId = await harness.addPortal("Fabrikam", fabrikam, "secret");
  expect(await harness.runImport()).toMatchObject({ status: "succeeded" });
});
afterAll(() => harness?.stop());

type Row = {
  skuId: string;
  status: string;
  reason: string | null;
  available: number;
  consumption: number;
  balance: number;
  uncovered: number;
  warning: number;
  suspended: number;
};
const readCompliance = (portalId: string) =>
  harness.sql<Row>(
    `select p.sku_id as "skuId", c.status, c.reason, c.available, c.consumption, c.balance, c.uncovered,
            c.units_warning as warning, c.units_suspended as suspended
     from product p left join compliance c on c.product_id = p.id where p.portal_id = $1 order by p.sku_id`,
    [portalId],
  );
const statusOf = async (skuId: string) => (await readCompliance(contosoId)).find((row) => row.skuId === skuId);

/** The rules of the manual and ADR 8, applied to the tenant itself by other code than the product's. */
function judge(tenant: DemoTenant): Row[] {
  const rows = tenant.skus.map((sku) => {
    const holders = new Set<string>();
    for (const user of tenant.users) {
      if (user.assignedLicenses.some((held) => held.skuId === sku.skuId)) holders.add(user.id);
    }
    const available = sku.prepaidUnits.enabled + sku.prepaidUnits.warning;
    const consumption = holders.size;
    let status = "fully_licensed";
    if (available < consumption) status = "not_enough_licences";
    if (available === 0 && consumption === 0) status = "clear";
    return {
      skuId: sku.skuId,
      status,
      reason: null,
      available,
      consumption,
      balance: available - consumption,
      uncovered: Math.max(0, consumption - available),
      warning: sku.prepaidUnits.warning,
      suspended: sku.prepaidUnits.suspended,
    };
  });
  return rows.sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}

describe("[S46] [S51] a recalculation", () => {
  it("arrives for every product at what the tenants themselves say", async () => {
    expect(await harness.recalculate()).toMatchObject({ status: "succeeded", errorCode: null });
    expect(await readCompliance(contosoId)).toEqual(judge(contoso));
    expect(await readCompliance(fabrikamId)).toEqual(judge(fabrikam));
    // The demo has each case, so that none of this is true for want of one.
    const statuses = new Set(judge(contoso).map((row) => row.status));
    expect(statuses).toEqual(new Set(["fully_licensed", "not_enough_licences", "clear"]));
  });

  it("[S57] counts what each case of the demo stands for", async () => {
    const of = (part: Parameters<typeof skuIdOf>[0]) => statusOf(skuIdOf(part));
    // Belongs to the organisation: units, and nobody who could hold one.
    expect(await of("SHAREPOINTSTORAGE")).toMatchObject({ status: "fully_licensed", available: 500, consumption: 0 });
    // Suspended units do not cover those who still hold them.
    const suspended = await of("ENTERPRISEPACK");
    expect(suspended).toMatchObject({ status: "not_enough_licences", available: 0 });
    expect(suspended?.uncovered).toBe(suspended?.consumption);
    expect(suspended?.consumption).toBeGreaterThan(0);
    expect(suspended?.suspended).toBeGreaterThan(0);
    // Deleted: neither units nor holders.
    expect(await of("STREAM")).toMatchObject({ status: "clear", available: 0, consumption: 0, balance: 0 });
    // In grace: usable.
    const grace = await of("PROJECTPROFESSIONAL");
    expect(grace).toMatchObject({ status: "fully_licensed", available: grace?.warning });
    // Exactly full is full.
    expect(await of("SPE_E5")).toMatchObject({ status: "fully_licensed", balance: 0, uncovered: 0 });
    // Assigned, but without effect: the six who wait for a Copilot consume nothing.
    expect(await of("Microsoft_365_Copilot")).toMatchObject({ status: "fully_licensed", balance: 0 });
    expect(await of("VISIOCLIENT")).toMatchObject({ status: "not_enough_licences" });
  });

  it("names exactly as many people as are not covered, all of them holders", async () => {
    const rows = await harness.sql(
      `select p.sku_id as "skuId", c.uncovered, count(u.contact_id)::int as named,
              count(a.contact_id) filter (where a.is_held)::int as holders
       from compliance c join product p on p.id = c.product_id
       left join uncovered_consumer u on u.product_id = p.id
       left join assignment a on a.contact_id = u.contact_id and a.sku_id = p.sku_id and a.portal_id = p.portal_id
       group by p.id, c.uncovered`,
    );
    expect(rows).toHaveLength(34);
    for (const row of rows) expect([row.named, row.holders]).toEqual([row.uncovered, row.uncovered]);
    expect(rows.filter((row) => Number(row.uncovered) > 0).length).toBeGreaterThanOrEqual(4);
  });

  it("[S62] says the same again, in the same rows", async () => {
    const read = () =>
      harness.sql(
        `select product_id, status, reason, status_since, available, consumption, balance, uncovered from compliance order by 1`,
      );
    const tables = ["uncovered_consumer", "product_snapshot", "subscription_snapshot", "product"] as const;
    const before = [await read(), await digest(harness, tables)];
    await harness.recalculate();
    expect([await read(), await digest(harness, tables)]).toEqual(before);
    const dated = await harness.sql(
      `select count(*)::int as n, count(distinct run_id)::int as runs, count(distinct calculated_at)::int as times,
              bool_and(c.data_as_of = portal.data_as_of) as has_age
       from compliance c join product p on p.id = c.product_id join portal on portal.id = p.portal_id`,
    );
    expect(dated).toEqual([{ n: 34, runs: 1, times: 1, has_age: true }]);
  });

  it("follows units and holders, and lets the uncovered go when there is enough", async () => {
    const visio = contoso.skus.find((sku) => sku.skuId === skuIdOf("VISIOCLIENT"));
    const e5 = contoso.skus.find((sku) => sku.skuId === skuIdOf("SPE_E5"));
    if (!visio || !e5) throw new Error("the demo has both");
    visio.prepaidUnits.enabled += 50;
    e5.prepaidUnits.enabled -= 4;
    for (const user of contoso.users.slice(0, 100)) unassign(user, skuIdOf("SPE_E3"));
    recountConsumedUnits(contoso);
    await harness.runImport();
    await harness.recalculate();
    expect(await readCompliance(contosoId)).toEqual(judge(contoso));
    expect(await statusOf(visio.skuId)).toMatchObject({ status: "fully_licensed", uncovered: 0 });
    expect(await statusOf(e5.skuId)).toMatchObject({ status: "not_enough_licences", uncovered: 4 });
    const named = await harness.sql(
      `select p.sku_id, count(*)::int as n from uncovered_consumer u join product p on p.id = u.product_id
       where portal_id = $1 and sku_id = any($2) group by 1`,
      [contosoId, [visio.skuId, e5.skuId]],
    );
    expect(named).toEqual([{ sku_id: e5.skuId, n: 4 }]);
    visio.prepaidUnits.enabled -= 50;
    e5.prepaidUnits.enabled += 4;
    await harness.runImport();
    await harness.recalculate();
  });

  it("keeps what is suspended, excluded or gone apart: cannot be synchronised goes before every other status", async () => {
    const [short, full, none] = [skuIdOf("ENTERPRISEPACK"), skuIdOf("SPE_E5"), skuIdOf("STREAM")];
    const before = new Map((await readCompliance(contosoId)).map((row) => [row.skuId, row]));
    const marks = [
      [short, "excluded"],
      [full, "gone_from_portal"],
      [none, "portal_deleted"],
    ] as const;
    for (const [skuId, reason] of marks) {
      for (const table of ["licence", "product"]) {
        await harness.sql(
          `update ${table} set unsync_reason = $3::unsync_reason, unsync_since = now() where portal_id = $1 and sku_id = $2`,
          [contosoId, skuId, reason],
        );
      }
    }
    await harness.recalculate();
    for (const [skuId, reason] of marks) {
      expect(await statusOf(skuId)).toEqual({ ...before.get(skuId), status: "cannot_be_synchronised", reason });
    }
    for (const table of ["licence", "product"]) {
      await harness.sql(`update ${table} set unsync_reason = null, unsync_since = null`);
    }
    await harness.recalculate();
    expect(new Map((await readCompliance(contosoId)).map((row) => [row.skuId, row]))).toEqual(before);
  });

  it("keeps since when a status holds for as long as it holds, and a reason too", async () => {
    const e5 = skuIdOf("SPE_E5");
    const sinceOf = async () => {
      const [row] = await harness.sql<{ since: Date; at: Date }>(
        `select status_since as since, calculated_at as at from compliance join product p on p.id = product_id
         where portal_id = $1 and sku_id = $2`,
        [contosoId, e5],
      );
      return { since: row?.since.toISOString(), at: row?.at.toISOString() };
    };
    const mark = (reason: string | null) =>
      harness.sql(
        `update product set unsync_reason = $1::unsync_reason, unsync_since = case when $1 is null then null else now() end
         where portal_id = $2 and sku_id = $3`,
        [reason, contosoId, e5],
      );
    const units = (by: number) =>
      harness.sql("update licence set units_enabled = units_enabled + $1 where portal_id = $2 and sku_id = $3", [
        by,
        contosoId,
        e5,
      ]);
    const at = async (day: number) => {
      await harness.recalculate(new Date(`2031-05-0${day}T12:00:00Z`));
      return sinceOf();
    };
    const first = (await sinceOf()).since;
    await units(3);
    expect(await at(1), "a surplus is the same status").toEqual({ since: first, at: "2031-05-01T12:00:00.000Z" });
    await units(-13);
    expect((await at(2)).since).toBe("2031-05-02T12:00:00.000Z");
    await units(-1);
    expect((await at(3)).since).toBe("2031-05-02T12:00:00.000Z");
    await mark("excluded");
    expect((await at(4)).since).toBe("2031-05-04T12:00:00.000Z");
    await mark("gone_from_portal");
    expect((await at(5)).since, "another reason is another state").toBe("2031-05-05T12:00:00.000Z");
    await mark(null);
    await units(11);
    expect((await at(6)).since).toBe("2031-05-06T12:00:00.000Z");
  });
});

describe("history", () => {
  const E5 = skuIdOf("SPE_E5");
  const snapshots = () =>
    harness.sql(
      `select s.day::text, s.status, s.available, s.consumption, s.balance from product_snapshot s join product p on p.id = s.product_id
       where portal_id = $1 and sku_id = $2 and day >= '2032-01-01' order by day`,
      [contosoId, E5],
    );
  const setUnits = (count: number) =>
    harness.sql("update licence set units_enabled = $1 where portal_id = $2 and sku_id = $3", [count, contosoId, E5]);

  it("keeps one row per product and UTC day, of which the last recalculation decides", async () => {
    const consumption = judge(contoso).find((row) => row.skuId === E5)?.consumption ?? 0;
    await setUnits(consumption);
    await harness.recalculate(new Date("2032-01-01T00:00:00Z"));
    await setUnits(consumption - 1);
    await harness.recalculate(new Date("2032-01-01T23:59:59.999Z"));
    const first = {
      day: "2032-01-01",
      status: "not_enough_licences",
      available: consumption - 1,
      consumption,
      balance: -1,
    };
    expect(await snapshots()).toEqual([first]);
    await setUnits(consumption);
    await harness.recalculate(new Date("2032-01-02T00:00:00Z"));
    expect(await snapshots()).toEqual([
      first,
      { ...first, day: "2032-01-02", status: "fully_licensed", available: consumption, balance: 0 },
    ]);
    const counts = await harness.sql(
      "select day::text, count(*)::int as n from product_snapshot where day >= '2032-01-01' group by day order by day",
    );
    expect(counts).toEqual([
      { day: "2032-01-01", n: 34 },
      { day: "2032-01-02", n: 34 },
    ]);
  });

  it("keeps one row per subscription and day, and none any more for those that are gone", async () => {
    const gone = contoso.subscriptions[0]?.id;
    const count = contoso.subscriptions.length + fabrikam.subscriptions.length;
    await harness.recalculate(new Date("2032-02-01T08:00:00Z"));
    await harness.sql("update subscription set total_licences = 4711 where subscription_id = $1", [gone]);
    await harness.recalculate(new Date("2032-02-01T20:00:00Z"));
    await harness.sql("update subscription set gone_at = now() where subscription_id = $1", [gone]);
    await harness.recalculate(new Date("2032-02-02T08:00:00Z"));
    const rows = await harness.sql(
      "select day::text, count(*)::int as n from subscription_snapshot where day >= '2032-02-01' group by day order by day",
    );
    expect(rows).toEqual([
      { day: "2032-02-01", n: count },
      { day: "2032-02-02", n: count - 1 },
    ]);
    const [last] = await harness.sql(
      `select n.total_licences from subscription_snapshot n join subscription s on s.id = n.subscription_id
       where s.subscription_id = $1 and day = '2032-02-01'`,
      [gone],
    );
    expect(last).toEqual({ total_licences: 4711 });
  });
});

describe("whatever a tenant or a person brings", () => {
  it("does not fail for all because one licence has more units than can be counted", async () => {
    const storage = skuIdOf("POWER_BI_STANDARD");
    await harness.sql(
      "update licence set units_enabled = 2147483647, units_warning = 2147483647 where portal_id = $1 and sku_id = $2",
      [contosoId, storage],
    );
    expect(await harness.recalculate()).toMatchObject({ status: "succeeded" });
    // What is left of more than can be held is more than can be held too, and no number that looks exact.
    const most = 2_147_483_647;
    expect(await statusOf(storage)).toMatchObject({ status: "fully_licensed", available: most, balance: most });
    await harness.runImport();
  });

  it("judges products that people made by the licences that they linked", async () => {
    const [folder] = await harness.sql("insert into folder (name) values ('Eigene') returning id");
    const [empty] = await harness.sql<{ id: number }>(
      "insert into product (origin, name, folder_id) values ('manual', 'Leer', $1) returning id",
      [folder?.id],
    );
    await harness.recalculate();
    const rows = await harness.sql(
      "select status, available, consumption, data_as_of from compliance where product_id = $1",
      [empty?.id],
    );
    expect(rows).toEqual([{ status: "clear", available: 0, consumption: 0, data_as_of: null }]);
  });

  it("[S60] [S61] recalculates completely in one run: the fresh import first, then the balance", async () => {
    for (const sku of contoso.skus) sku.prepaidUnits.enabled += 3;
    recountConsumedUnits(contoso);
    const run = await harness.execute("full_recalculation", runBodies.full_recalculation);
    expect(run).toMatchObject({ status: "succeeded" });
    expect(run.of(contosoId).status).toBe("succeeded");
    expect(await readCompliance(contosoId)).toEqual(judge(contoso));
    const order = run.log.map((line) => line.code).filter((code) => ["portal-imported", "recalculated"].includes(code));
    expect(order).toEqual(["portal-imported", "portal-imported", "recalculated"]);
  });

  it("[S61] recalculates the others' news and the last good data when one portal fails", async () => {
    for (const sku of [...contoso.skus, ...fabrikam.skus]) sku.prepaidUnits.enabled += 2;
    const before = await readCompliance(fabrikamId);
    harness.demo.faults.add({ kind: "error500", tenantId: fabrikam.id, times: Number.POSITIVE_INFINITY });
    const run = await harness.execute("full_recalculation", runBodies.full_recalculation);
    harness.demo.faults.clear();
    expect(run).toMatchObject({ status: "succeeded_with_warnings" });
    expect(await readCompliance(contosoId)).toEqual(judge(contoso));
    expect(await readCompliance(fabrikamId)).toEqual(before);
  });
});
