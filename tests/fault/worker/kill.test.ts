import { afterEach, describe, expect, test } from "vitest";
import { backends, expectComplianceTruth, expectPortalsOnce, expectTruth, type Stage, setStage } from "./stage";

let stage: Stage;
afterEach(() => stage.end());

async function expectTakenOverAndTrue(runId: number): Promise<void> {
  const run = await stage.ended(runId);
  expect(run).toMatchObject({ status: "succeeded", errorCode: null });
  expect(run.attempts).toBeGreaterThan(1);
  await expectPortalsOnce(stage, runId);
  await expectTruth(stage);
  await stage.quiet();
  await expectComplianceTruth(stage);
  const runs = await stage.query("select kind, trigger, status from run order by id");
  expect(runs).toEqual([
    { kind: "import", trigger: "manual", status: "succeeded" },
    { kind: "recalculation", trigger: "after_import", status: "succeeded" },
  ]);
}

describe.each(backends)("a worker that is killed, its queue on %s", (backend) => {
  test("while it reads users: the next one takes the run over, nothing is lost and nothing doubled", async () => {
    stage = await setStage({ backend });
    await stage.holdUsersPage(1);
    const first = await stage.worker();
    const runId = await stage.startRun();
    await stage.pagesAsked(2);
    expect(await stage.query("select 1 from contact")).toEqual([]);
    first.kill("SIGKILL");
    await first.exited;
    await stage.worker();
    await expectTakenOverAndTrue(runId);
  });

  test("while its merge waits: nothing of it is there, and the next one brings all of it", async () => {
    stage = await setStage({ backend });
    const lock = await stage.lock("portal", "id = $1", [stage.portals[0]]);
    const first = await stage.worker();
    const runId = await stage.startRun();
    await stage.waitForBlocked(1, "%from portal where id%");
    first.kill("SIGKILL");
    await first.exited;
    await lock.release();
    await stage.worker();
    await expectTakenOverAndTrue(runId);
  });

  test("after the merge, before the portal is written down as done: the next one finds all of it there", async () => {
    stage = await setStage({ backend });
    await stage.holdUsersPage(0, 1_500);
    const first = await stage.worker();
    const runId = await stage.startRun();
    await stage.pagesAsked(1);
    const lock = await stage.lock("run_portal", "run_id = $1", [runId]);
    await stage.waitForBlocked(1, "%update run_portal%");
    expect(await stage.query("select 1 from contact")).not.toEqual([]);
    first.kill("SIGKILL");
    await first.exited;
    await lock.release();
    await stage.worker();
    await expectTakenOverAndTrue(runId);
  });
});
