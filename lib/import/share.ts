import pLimit from "p-limit";
import { config } from "@/lib/config";
import type { WorkerIdentity } from "@/lib/jobs/execute";
import { keepBeating } from "@/lib/jobs/heartbeat";
import { FencedError } from "@/lib/jobs/runs";
import { log } from "@/lib/log";
import { beatPortal, claimPortal, type PortalClaim, releasePortal } from "./claims";
import { importPortal } from "./portal";

const holder = globalThis as { seatwiseImportSlots?: ReturnType<typeof pLimit> };

/** This process's places for portals, of all runs together: each holds some megabytes while it reads. */
function slots(): ReturnType<typeof pLimit> {
  holder.seatwiseImportSlots ??= pLimit(config().import.portalConcurrency);
  return holder.seatwiseImportSlots;
}

/**
 * Takes up portals of a running import, several at a time, until none of them is free. Portals that another worker holds are
 * left to it. Any number of workers may do this for one run at once; the one that has the run's claim does it too.
 * @param signal ends it: what this worker holds is given back
 * @throws when the database is away; what was held is given back, or taken over later
 */
export async function sharePortals(runId: number, worker: WorkerIdentity, signal: AbortSignal): Promise<void> {
  const takeUpNext = async (): Promise<boolean> => {
    if (signal.aborted) return false;
    const claim = await claimPortal(runId, worker.workerName, worker.staleMs);
    if (claim) await importClaimed(claim, worker, signal);
    return claim !== null;
  };
  const line = async () => {
    while (await slots()(takeUpNext));
  };
  const lines = await Promise.allSettled(Array.from({ length: config().import.portalConcurrency }, line));
  // Every portal of this worker has come to rest: nothing goes on in the background.
  const broken = lines.find((result) => result.status === "rejected");
  if (broken) throw broken.reason;
}

/** Imports under the claim's heartbeat, and gives the portal back when it could not be brought to an end. */
async function importClaimed(claim: PortalClaim, worker: WorkerIdentity, signal: AbortSignal): Promise<void> {
  const { runId, portalId } = claim;
  const lost = new AbortController();
  const endBeats = keepBeating(
    () => beatPortal(claim),
    { ...worker, of: { runId, portalId } },
    () => lost.abort(),
  );
  try {
    await importPortal(claim, AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    if (error instanceof FencedError) {
      log.info({ runId, portalId }, "portal was taken over by another worker");
      return;
    }
    // Where the database cannot be reached, the missing heartbeat says the same.
    await releasePortal(claim).catch(() => undefined);
    // What an interrupted statement or connection throws says nothing.
    if (!signal.aborted && !lost.signal.aborted) throw error;
    log.info({ runId, portalId }, "portal is given back");
  } finally {
    endBeats();
  }
}
