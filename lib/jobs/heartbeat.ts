import { log } from "@/lib/log";

/** `fenced`: the claim is another's now; `cancel`: a person asked to stop; `silent`: the database was not reached for too long */
export type BeatEnd = "fenced" | "cancelled" | "silent";

/**
 * Says regularly that whoever holds a claim lives, until told otherwise. A worker that cannot reach the database stops before
 * another may take over: at four fifths of `staleMs`.
 * @param say renews the claim; what it throws is not the end yet
 * @param onEnd called at each beat that finds a reason to stop; the first one counts
 * @returns ends the beats
 */
export function keepBeating(
  say: () => Promise<"alive" | "fenced" | "cancel">,
  options: { heartbeatMs: number; staleMs: number; of: Record<string, unknown> },
  onEnd: (why: BeatEnd) => void,
): () => void {
  let lastHeardMs = performance.now();
  let isBusy = false;
  const timer = setInterval(async () => {
    if (performance.now() - lastHeardMs > options.staleMs * 0.8) onEnd("silent");
    if (isBusy) return;
    isBusy = true;
    try {
      const state = await say();
      lastHeardMs = performance.now();
      if (state === "fenced") onEnd("fenced");
      if (state === "cancel") onEnd("cancelled");
    } catch (error) {
      log.warn({ err: error, ...options.of }, "heartbeat failed");
    } finally {
      isBusy = false;
    }
  }, options.heartbeatMs);
  return () => clearInterval(timer);
}
