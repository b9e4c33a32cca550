import { describe, expect, test } from "vitest";
import { inTransaction, withConnection } from "@/lib/db/pool";
import { assertFence, type Claim, claimRun, FencedError, finishRun, heartbeat } from "@/lib/jobs/runs";
import { eventually } from "@/tests/support/wait";
import { claimNew, prepareRuns, STALE_MS, takeOver, watcher } from "./run-world";

prepareRuns();

describe("the fence", () => {
  const write = (claim: Claim, within: () => Promise<void>) =>
    withConnection((client) =>
      inTransaction(client, async () => {
        await client.query("insert into log_line (run_id, level, code) values ($1, 'info', 'written')", [claim.runId]);
        await assertFence(client, claim);
        await within();
      }),
    );
  const written = async () => (await watcher.query("select 1 from log_line where code = 'written'")).rowCount;

  test("a takeover waits until what was fenced is committed", async () => {
    const claim = await claimNew();
    let takeover: Promise<Claim | null> | undefined;
    let isTaken = false;
    await write(claim, async () => {
      await watcher.query("select 1");
      takeover = claimRun(claim.runId, "worker-2", -STALE_MS).finally(() => {
        isTaken = true;
      });
      await eventually(
        async () =>
          (
            await watcher.query(
              "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            )
          ).rowCount,
      );
      expect(isTaken).toBe(false);
      expect(await written()).toBe(0);
    });
    expect(await written()).toBe(1);
    expect(await takeover).toMatchObject({ attempts: 2 });
  });

  test("after a takeover nothing is written", async () => {
    const claim = await claimNew();
    await takeOver(claim);
    await expect(write(claim, async () => {})).rejects.toThrow(FencedError);
    expect(await written()).toBe(0);
  });

  test("after the end of the run nothing is written", async () => {
    const claim = await claimNew();
    await finishRun(claim, { status: "succeeded" });
    await expect(write(claim, async () => {})).rejects.toThrow(FencedError);
    expect(await written()).toBe(0);
  });

  test("portals of one run are fenced at the same time", async () => {
    const claim = await claimNew();
    await write(claim, () => write(claim, async () => {}));
    expect(await written()).toBe(2);
  });

  test("a heartbeat waits for a fenced transaction only until it is committed", async () => {
    const claim = await claimNew();
    let beat: Promise<string> | undefined;
    await write(claim, async () => {
      beat = heartbeat(claim);
    });
    expect(await beat).toBe("alive");
  });
});
