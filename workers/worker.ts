import { hostname } from "node:os";
import type { Config } from "@/lib/config";
import { closeDatabase } from "@/lib/db/pool";
import { executeRun } from "@/lib/jobs/execute";
import { openQueue, openWorker } from "@/lib/jobs/queue";
import { isFinishedImport, reconcileRuns, startRun } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { applySchedules, startScheduledTask } from "@/lib/server-tasks/commands";
import { runBodies } from "./registry";

/** Runs at once in one process. An import spends its time waiting for Microsoft, so this is more than the cores. */
const CONCURRENCY = 4;

export type RunningWorker = {
  /** Hands running runs back and closes every connection. Idempotent. */
  stop(): Promise<void>;
};

/** Starts taking up jobs; resolves when the queue is reachable and the schedules are in place. */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const shutdown = new AbortController();
  const queue = openQueue(config);
  const options = {
    workerName: `${hostname()}:${process.pid}`,
    heartbeatMs: config.run.heartbeatMs,
    staleMs: config.run.staleMs,
    shutdown: shutdown.signal,
  };

  const worker = openWorker(
    config,
    async (name, data) => {
      if (name === "start-task" && "taskKey" in data) {
        await startScheduledTask(queue, data.taskKey);
      } else if ("runId" in data) {
        await executeRun(data.runId, (claim) => runBodies[claim.kind], options);
        await followImport(data.runId);
      }
    },
    CONCURRENCY,
  );

  /** Numbers on the screens should follow the data: an import is followed by a recalculation. */
  const followImport = async (runId: number) => {
    if (!shutdown.signal.aborted && (await isFinishedImport(runId))) {
      await startRun(queue, { kind: "recalculation", trigger: "after_import" });
    }
  };

  let isReconciling = false;
  const reconcile = async () => {
    if (isReconciling) return;
    isReconciling = true;
    try {
      const dispatched = await reconcileRuns(queue, config.run.staleMs);
      if (dispatched.length > 0) log.info({ runs: dispatched }, "dispatched runs that waited");
    } catch (error) {
      log.warn({ err: error }, "reconciliation failed; the next one follows");
    } finally {
      isReconciling = false;
    }
  };

  await worker.untilReady();
  await applySchedules(queue);
  await reconcile();
  const timer = setInterval(reconcile, config.run.reconcileIntervalMs);

  let stopping: Promise<void> | undefined;
  return {
    stop: () => {
      stopping ??= (async () => {
        clearInterval(timer);
        shutdown.abort();
        await worker.close();
        await queue.close();
        await closeDatabase();
      })();
      return stopping;
    },
  };
}
