import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { executeRun } from "@/lib/jobs/execute";
import { createRun } from "@/lib/jobs/runs";
import { deleteOldRuns } from "@/lib/server-tasks/retention";
import { startTasks, type Tasks } from "./setup";

let tasks: Tasks;
beforeAll(async () => {
  tasks = await startTasks();
});
afterEach(async () => {
  await tasks.reset();
  await tasks.sql("truncate portal cascade");
});
afterAll(() => tasks?.stop());

/** @param ages of the runs in days, the oldest first */
async function insertRuns(kind: string, ages: readonly number[]): Promise<number[]> {
  const rows = await tasks.sql<{ id: number }>(
    `insert into run (kind, trigger, status, started_at, ended_at)
     select $1::run_kind, 'schedule', 'succeeded', at, at from (select now() - age * interval '1 day' as at from unnest($2::float8[]) age) ages returning id`,
    [kind, ages],
  );
  await tasks.sql(
    "insert into log_line (run_id, level, code) select id, 'info', 'recalculated' from run where id = any($1)",
    [rows.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

async function retain(settings: { keepDays: number; keepRuns: number }, abort?: AbortController) {
  const { runId } = await createRun({ kind: "retention", trigger: "manual" });
  const shutdown = abort ?? new AbortController();
  await executeRun(runId, () => (context) => deleteOldRuns(context, settings), {
    ...{ workerName: "test", heartbeatMs: 1_000, staleMs: 60_000, shutdown: shutdown.signal },
  });
  const [run] = await tasks.sql("select status from run where id = $1", [runId]);
  const log = await tasks.sql("select code, params from log_line where run_id = $1", [runId]);
  return { runId, status: run?.status, log };
}

const left = async () => (await tasks.sql<{ id: number }>("select id from run order by id")).map(({ id }) => id);

test("[S48] what is older than so many days goes, with its log; open runs stay", async () => {
  const old = await insertRuns("recalculation", [40, 31]);
  const young = await insertRuns("recalculation", [29, 1]);
  const [open] = await tasks.sql<{ id: number }>(
    "insert into run (kind, trigger, status, created_at) values ('import', 'manual', 'queued', now() - interval '90 days') returning id",
  );
  const { runId, status, log } = await retain({ keepDays: 30, keepRuns: 1_000 });
  expect(status).toBe("succeeded");
  expect(log).toEqual([{ code: "old-runs-deleted", params: { runs: old.length, lines: old.length } }]);
  expect(await left()).toEqual([...young, open?.id, runId]);
  expect((await tasks.sql("select count(*)::int as n from log_line where run_id = any($1)", [old]))[0]?.n).toBe(0);
});

test("[S48] all but the newest so many go, in batches", async () => {
  const runs = await insertRuns(
    "recalculation",
    Array.from({ length: 450 }, (_, i) => (450 - i) / 1_000),
  );
  const { runId, log } = await retain({ keepDays: 30, keepRuns: 20 });
  // The retention's own run is the newest one.
  expect(await left()).toEqual([...runs.slice(-19), runId]);
  expect(log).toMatchObject([{ code: "old-runs-deleted", params: { runs: 431 } }]);
});

test("[S48] the last run of each portal stays, so does its last successful one, and the last of each kind", async () => {
  const [portal] = await tasks.sql<{ id: string }>(
    "insert into portal (id, name, tenant_id, client_id) values (gen_random_uuid(), 'P', gen_random_uuid(), gen_random_uuid()) returning id",
  );
  const [first, succeeded, failed, other] = await insertRuns("import", [90, 80, 70, 60]);
  for (const [runId, status] of [
    [first, "succeeded"],
    [succeeded, "succeeded_with_warnings"],
    [failed, "failed"],
  ]) {
    await tasks.sql(
      "insert into run_portal (run_id, portal_id, status, ended_at) values ($1, $2, $3::run_portal_status, now())",
      [runId, portal?.id, status],
    );
  }
  const [, lastOfKind] = await insertRuns("catalogue_refresh", [90, 80]);
  const { runId } = await retain({ keepDays: 1, keepRuns: 10 });
  expect(await left()).toEqual([succeeded, failed, other, lastOfKind, runId]);
});

test("[S48] nothing old says so", async () => {
  const { status, log } = await retain({ keepDays: 30, keepRuns: 10 });
  expect([status, log]).toEqual(["succeeded", [{ code: "no-old-runs", params: { runs: 0, lines: 0 } }]]);
});
