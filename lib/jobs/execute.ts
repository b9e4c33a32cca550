import { randomUUID } from "node:crypto";
import { isDatabaseAway } from "@/lib/db/failures";
import { log } from "@/lib/log";
import { keepBeating } from "./heartbeat";
import { writeLogLine } from "./journal";
import {
  type Claim,
  claimRun,
  FencedError,
  finishRun,
  heartbeat,
  type RunOutcome,
  releaseRun,
  reportProgress,
} from "./runs";

/** A worker, as it claims: its name, how often it says that it lives, and what it may be silent for. */
export type WorkerIdentity = { workerName: string; heartbeatMs: number; staleMs: number };

/** What a run's body is given. Every write that it makes must hold the claim (`assertFence`). */
export type RunContext = {
  claim: Claim;
  worker: WorkerIdentity;
  /** Fires when the run is cancelled, fenced, or this process stops. */
  signal: AbortSignal;
  progress(phase: string, stepsDone: number, stepsTotal: number): Promise<void>;
};
export type RunBody = (context: RunContext) => Promise<RunOutcome>;

type StopReason = "fenced" | "cancelled" | "shutdown" | "silent";
export type ExecuteOptions = WorkerIdentity & { shutdown: AbortSignal };

/** What became of the run in this worker's hands; `given-back`: the next worker may have it at once. */
export type Execution = "ended" | "given-back" | "not-ours";

/**
 * Carries out one run, or quietly does nothing when another worker has it. Claims, beats, classifies what goes wrong and
 * finishes; a run whose database went away, or whose worker is stopping, is left to the next worker.
 */
export async function executeRun(
  runId: number,
  bodyOf: (claim: Claim) => RunBody,
  options: ExecuteOptions,
): Promise<Execution> {
  const claim = await claimRun(runId, options.workerName, options.staleMs);
  if (!claim) return "not-ours";
  const controller = new AbortController();
  let reason: StopReason | null = null;
  const stop = (why: StopReason) => {
    reason ??= why;
    controller.abort();
  };
  const onShutdown = () => stop("shutdown");
  options.shutdown.addEventListener("abort", onShutdown);
  if (options.shutdown.aborted) onShutdown();
  const endBeats = keepBeating(() => heartbeat(claim), { ...options, of: { runId } }, stop);
  try {
    if (claim.attempts > 1)
      await writeLogLine(runId, { level: "warning", code: "run-taken-over", params: { attempt: claim.attempts } });
    const outcome = await bodyOf(claim)({
      claim,
      worker: options,
      signal: controller.signal,
      progress: (phase, done, total) => reportProgress(claim, phase, done, total),
    });
    return (await finishRun(claim, outcome)) ? "ended" : notOurs(claim);
  } catch (error) {
    return await settleFailure(claim, error, reason);
  } finally {
    endBeats();
    options.shutdown.removeEventListener("abort", onShutdown);
  }
}

function notOurs({ runId }: Claim): Execution {
  log.info({ runId }, "run was taken over by another worker");
  return "not-ours";
}

async function settleFailure(claim: Claim, error: unknown, reason: StopReason | null): Promise<Execution> {
  if (error instanceof FencedError || reason === "fenced") return notOurs(claim);
  if (reason === "cancelled") {
    if (!(await finishRun(claim, { status: "cancelled" }))) return notOurs(claim);
    await writeLogLine(claim.runId, { level: "info", code: "run-cancelled" });
    return "ended";
  }
  if (reason === "shutdown" || reason === "silent" || isDatabaseAway(error)) {
    // Where the database is still away (null), the missing heartbeat says the same.
    const isReleased = await releaseRun(claim).catch(() => null);
    const what = isReleased === false ? "run was taken over by another worker" : "run is given back";
    log.info({ runId: claim.runId, reason: reason ?? "database away" }, what);
    return isReleased ? "given-back" : "not-ours";
  }
  const errorId = randomUUID();
  log.error({ err: error, errorId, runId: claim.runId }, "run failed");
  if (!(await finishRun(claim, { status: "failed", errorCode: "unexpected", errorId }))) return notOurs(claim);
  await writeLogLine(claim.runId, { level: "error", code: "unexpected", params: { errorId } });
  return "ended";
}
