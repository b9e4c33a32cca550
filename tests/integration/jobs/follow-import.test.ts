import { describe, expect, test } from "vitest";
import { claimRun, finishRun, isRecalculationDue } from "@/lib/jobs/runs";
import { followRuns } from "@/lib/server-tasks/schedule";
import { claimNew, insertPortal, open, prepareRuns, queueOf, racers, readAll, STALE_MS } from "./run-world";

prepareRuns();

describe("what follows an import", () => {
  test("an import that brought something is followed by one recalculation, whoever asks and how often", async () => {
    const queue = open.queue(queueOf.target);
    const claim = await claimNew();
    await insertPortal(claim.runId, "succeeded");
    expect(await isRecalculationDue(), "not while the import goes on").toBe(false);
    await finishRun(claim, { status: "succeeded" });
    await racers(() => followRuns(queue));
    const followers = (await readAll()).filter(({ kind }) => kind === "recalculation");
    expect(followers).toMatchObject([{ trigger: "after_import", status: "queued" }]);
    const follower = await claimRun(followers[0].id, "worker-1", STALE_MS);
    if (!follower) throw new Error("it is queued");
    expect(await isRecalculationDue()).toBe(false);
    await finishRun(follower, { status: "failed", errorCode: "unexpected" });
    // What fails is not tried over and over: the schedule comes round again.
    expect(await isRecalculationDue()).toBe(false);
  });

  test.each([
    ["failed", false],
    ["quarantined", false],
    ["superseded", false],
    ["succeeded_with_warnings", true],
  ])("an import whose portal is %s is followed: %s", async (status, isFollowed) => {
    const claim = await claimNew();
    await insertPortal(claim.runId, status);
    await finishRun(claim, { status: "succeeded_with_warnings" });
    expect(await isRecalculationDue()).toBe(isFollowed);
  });

  test("a cancelled import that had brought a portal already is followed too", async () => {
    const claim = await claimNew();
    await insertPortal(claim.runId, "succeeded");
    await insertPortal(claim.runId, "running");
    await finishRun(claim, { status: "cancelled" });
    expect(await isRecalculationDue()).toBe(true);
  });
});
