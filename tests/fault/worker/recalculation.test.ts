import { afterEach, describe, expect, test } from "vitest";
import { assign, recountConsumedUnits } from "@/demo/tenant/change";
import { eventually } from "@/tests/support/wait";
import { expectComplianceTruth, expectPortalsOnce, expectTruth, type Stage, setStage } from "./stage";

let stage: Stage;
afterEach(() => stage.end());

const runs = () => stage.query("select kind, trigger, status from run order by id");

describe("numbers follow the data", () => {
  test("[S61] recalculating completely imports afresh, and then recalculates, in one run", async () => {
    stage = await setStage();
    await stage.worker();
    const runId = await stage.startRun("full_recalculation");
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    await expectPortalsOnce(stage, runId);
    await expectTruth(stage);
    await expectComplianceTruth(stage);
    const [order] = await stage.query<{ isAfter: boolean; runs: number }>(
      `select bool_and(c.calculated_at >= portal.data_as_of and c.data_as_of = portal.data_as_of) as "isAfter",
              count(distinct c.run_id)::int as runs
       from compliance c join product p on p.id = c.product_id join portal on portal.id = p.portal_id`,
    );
    expect(order).toEqual({ isAfter: true, runs: 1 });
    expect(await runs()).toEqual([{ kind: "full_recalculation", trigger: "manual", status: "succeeded" }]);
  });

  test("[S61] a worker that is killed between the two: the next one does not import again, and recalculates", async () => {
    stage = await setStage();
    const locks = await stage.lockTable("compliance");
    const first = await stage.worker();
    const runId = await stage.startRun("full_recalculation");
    await stage.waitForBlocked(1, "%insert into compliance%");
    const asked = stage.demo.requests.of("users").length;
    first.kill("SIGKILL");
    await first.exited;
    await locks.release();
    await stage.worker();
    expect(await stage.ended(runId)).toMatchObject({ status: "succeeded" });
    expect(stage.demo.requests.of("users")).toHaveLength(asked);
    await expectComplianceTruth(stage);
    expect(await runs()).toEqual([{ kind: "full_recalculation", trigger: "manual", status: "succeeded" }]);
  });

  test("an import is followed by a recalculation", async () => {
    stage = await setStage();
    await stage.worker();
    await stage.ended(await stage.startRun());
    await stage.quiet();
    await expectComplianceTruth(stage);
    expect(await runs()).toEqual([
      { kind: "import", trigger: "manual", status: "succeeded" },
      { kind: "recalculation", trigger: "after_import", status: "succeeded" },
    ]);
  });

  test("an import whose worker died before it could say so is followed all the same, once", async () => {
    stage = await setStage();
    const first = await stage.worker();
    const runId = await stage.startRun();
    await stage.ended(runId);
    await stage.quiet();
    first.kill("SIGKILL");
    await first.exited;
    // As if it had died between the end of the import and the beginning of the recalculation.
    await stage.query("delete from compliance");
    await stage.query("delete from run where kind = 'recalculation'");
    await Promise.all([stage.worker(), stage.worker()]);
    await eventually(async () => (await stage.query("select 1 from compliance")).length > 0, { timeoutMs: 10_000 });
    await stage.quiet();
    await expectComplianceTruth(stage);
    expect(await runs()).toEqual([
      { kind: "import", trigger: "manual", status: "succeeded" },
      { kind: "recalculation", trigger: "after_import", status: "succeeded" },
    ]);
  });

  test("an import that ends while a recalculation of older data is under way is followed by another", async () => {
    stage = await setStage();
    await stage.worker();
    await stage.ended(await stage.startRun());
    await stage.quiet();
    const locks = await stage.lockTable("compliance");
    const older = await stage.startRun("recalculation");
    await stage.waitForBlocked(1, "%insert into compliance%");
    // Somebody is given a licence, and an import brings it, while the older recalculation has counted already.
    const [tenant] = stage.tenants;
    const sku = tenant?.skus.find(({ appliesTo }) => appliesTo === "User");
    const user = tenant?.users.find(
      ({ assignedLicenses }) => !assignedLicenses.some(({ skuId }) => skuId === sku?.skuId),
    );
    if (!tenant || !sku || !user) throw new Error("the demo tenant is not what this test needs");
    assign(user, { skuId: sku.skuId });
    recountConsumedUnits(tenant);
    await stage.ended(await stage.startRun());
    await locks.release();
    await stage.ended(older);
    await stage.quiet();
    await expectTruth(stage);
    await expectComplianceTruth(stage);
  });

  test("[S62] changes made by hand are followed by one recalculation, also where its worker is killed in the middle", async () => {
    stage = await setStage();
    const first = await stage.worker();
    const locks = await stage.lockTable("compliance");
    await stage.query("insert into folder (id, name) values (900, 'Own')");
    for (const id of [901, 902, 903]) {
      await stage.query(
        "insert into product (id, origin, name, folder_id, updated_at) values ($1, 'manual', 'By hand', 900, now())",
        [id],
      );
    }
    await stage.waitForBlocked(1, "%insert into compliance%");
    // What comes while it calculates is not lost with it either.
    await stage.query("insert into product_consumer (product_id, kind, device_name) values (903, 'device', 'PC-1')");
    first.kill("SIGKILL");
    await first.exited;
    await locks.release();
    await stage.worker();
    await eventually(async () => (await stage.query("select 1 from compliance_change")).length === 0, {
      timeoutMs: 20_000,
    });
    await stage.quiet();
    expect(await stage.query("select product_id as id, consumption from compliance order by 1")).toEqual([
      { id: 901, consumption: 0 },
      { id: 902, consumption: 0 },
      { id: 903, consumption: 1 },
    ]);
    expect(await runs()).toEqual([{ kind: "recalculation", trigger: "after_change", status: "succeeded" }]);
  });

  test("an import that brought nothing is followed by none", async () => {
    stage = await setStage();
    stage.demo.faults.add({ kind: "revokedSecret", times: null });
    await stage.worker();
    const runId = await stage.startRun();
    expect(await stage.ended(runId)).toMatchObject({ status: "failed", errorCode: "all-portals-failed" });
    await expectPortalsOnce(stage, runId, "failed");
    stage.demo.faults.clear();
    // The worker has reconciled more than once by the time it has done another run.
    await stage.ended(await stage.startRun("full_recalculation"));
    expect(await runs()).toEqual([
      { kind: "import", trigger: "manual", status: "failed" },
      { kind: "full_recalculation", trigger: "manual", status: "succeeded" },
    ]);
  });
});
