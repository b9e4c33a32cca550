import { hostname } from "node:os";
import { followChanges } from "@/lib/compliance/follow-changes";
import type { Config } from "@/lib/config";
import { closeDatabase } from "@/lib/db/pool";
import { countRun } from "@/lib/health/runs";
import { beatWorker, markWorkerStopped } from "@/lib/health/workers";
import { helpImports } from "@/lib/import/run";
import { executeRun } from "@/lib/jobs/execute";
import { openQueue, openWorker } from "@/lib/jobs/queue";
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

  const reconcile = async () => {
    await attempt("report", report);
    await attempt("delivery of runs", async () => {
      const dispatched = await reconcileRuns(queue, config.run.staleMs);
      if (dispatched.length > 0) log.info({ runs: dispatched }, "dispatched runs that waited");
    });
    await attempt("follow-up", () => followRuns(queue));
    // The queue's server may have lost them, or been replaced by an empty one.
    await attempt("schedules", () => applySchedules(queue));
  };

  await worker.untilReady();
  await applySchedules(queue);
  await reconcile();
  const repeated = [
    repeat("reconciliation", config.run.reconcileIntervalMs, reconcile),
    repeat("help with imports", config.run.shareIntervalMs, () => helpImports(options, shutdown.signal)),
    // Any number of workers look; the run that one of them starts is the run of all.
    repeat("recalculation after changes", CHANGES_INTERVAL_MS, () => followChanges(queue)),
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
        const rests = repeated.map((end) => end());
        shutdown.abort();
        await worker.close();
        await Promise.all(rests);
        await health?.close();
        await attempt("farewell", () => markWorkerStopped(options.workerName));
        await queue.close();
        await closeDatabase();
      })();
      return stopping;
    },
  };
}

/** Does something again and again, never twice at once. @returns ends it, when what is under way has come to rest */
function repeat(what: string, everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let current: Promise<void> | null = null;
  const timer = setInterval(() => {
    current ??= attempt(what, work).finally(() => {
      current = null;
    });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await current;
  };
}

/** For what the next reconciliation repairs. */
async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error, what }, "reconciliation failed; the next one follows");
  }
}
