import { hostname } from "node:os";
import { followChanges } from "@/lib/compliance/follow-changes";
import type { Config } from "@/lib/config";
import { closeDatabase } from "@/lib/db/pool";
import { countRun } from "@/lib/health/runs";
import { beatWorker, markWorkerStopped } from "@/lib/health/workers";
import { helpImports } from "@/lib/import/run";
import { executeRun } from "@/lib/jobs/execute";
import { type JobQueue, openQueue, openWorker } from "@/lib/jobs/queue";
import { dispatchRun, reconcileRuns } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { applySchedules, followRuns, startDueTask } from "@/lib/server-tasks/schedule";
import { VERSION } from "@/lib/version";
import { type HealthServer, openHealthServer } from "./health-server";
import { runBodies } from "./registry";

/** Runs at once in one process. An import spends its time waiting for Microsoft, so this is more than the cores. */
const CONCURRENCY = 4;
/** How often a worker looks whether people have changed what the figures are made of: one look into an empty table. */
const CHANGES_INTERVAL_MS = 1_000;

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
        await startDueTask(queue, data.taskKey);
      } else if ("runId" in data) {
        const execution = await executeRun(data.runId, (claim) => runBodies[claim.kind], options);
        // What is not done here is done by the next reconciliation, in whichever worker.
        if (execution === "ended") {
          await attempt("follow-up", () => followRuns(queue));
          await attempt("metrics", () => countRun(data.runId));
        }
        if (execution === "given-back") await attempt("hand-over", () => dispatchRun(queue, data.runId));
      }
    },
    CONCURRENCY,
  );

  const startedAt = new Date();
  let lastWellMs = performance.now();
  /** Says in the database that this worker lives, and notices a queue that may throw jobs away. */
  const report = async () => {
    await beatWorker(options.workerName, VERSION, startedAt);
    lastWellMs = performance.now();
    const policy = await queue.evictionPolicy();
    if (policy) log.warn({ policy }, "Redis may throw jobs away: set maxmemory-policy to noeviction");
  };

  let isReconciling = false;
  const reconcile = async () => {
    if (isReconciling) return;
    isReconciling = true;
    await attempt("report", report);
    await attempt("delivery of runs", async () => {
      const dispatched = await reconcileRuns(queue, config.run.staleMs);
      if (dispatched.length > 0) log.info({ runs: dispatched }, "dispatched runs that waited");
    });
    await attempt("follow-up", () => followRuns(queue));
    // The queue's server may have lost them, or been replaced by an empty one.
    await attempt("schedules", () => applySchedules(queue));
    isReconciling = false;
  };

  let helping: Promise<void> | null = null;
  const help = () => {
    helping ??= attempt("help with imports", () => helpImports(options, shutdown.signal)).finally(() => {
      helping = null;
    });
  };

  await worker.untilReady();
  await applySchedules(queue);
  await reconcile();
  const timers = [
    setInterval(reconcile, config.run.reconcileIntervalMs),
    setInterval(help, config.run.shareIntervalMs),
    watchChanges(queue),
  ];

  let health: HealthServer | null = null;
  if (config.workerHealthPort) {
    const patienceMs = config.run.staleMs + config.run.reconcileIntervalMs;
    health = await openHealthServer(config.workerHealthPort, () => performance.now() - lastWellMs < patienceMs);
  }

  let stopping: Promise<void> | undefined;
  return {
    stop: () => {
      stopping ??= (async () => {
        for (const timer of timers) clearInterval(timer);
        shutdown.abort();
        await worker.close();
        await helping;
        await health?.close();
        await attempt("farewell", () => markWorkerStopped(options.workerName));
        await queue.close();
        await closeDatabase();
      })();
      return stopping;
    },
  };
}

/** Any number of workers look; the run that one of them starts is the run of all. */
function watchChanges(queue: JobQueue): NodeJS.Timeout {
  let isLooking = false;
  return setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    await attempt("recalculation after changes", () => followChanges(queue));
    isLooking = false;
  }, CHANGES_INTERVAL_MS);
}

/** For what the next reconciliation repairs. */
async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error, what }, "reconciliation failed; the next one follows");
  }
}
