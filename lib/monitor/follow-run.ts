import { isOpen, type RunState } from "./progress";

/** How often the rows are read; a person sees no faster. */
const READ_MS = 700;
/** A proxy that hears nothing for long cuts the line. */
const PING_MS = 15_000;
/** Then the browser connects anew, and whoever may not read any more is shown the door. */
const MAX_MS = 10 * 60_000;

type Times = { readMs: number; pingMs: number; maxMs: number };
type Follow = { read: () => Promise<RunState | null>; signal: AbortSignal; times?: Times };

/**
 * What is sent to a browser that follows a run: its state whenever it changed, a sign of life in between, the final state last.
 * Ends when the run has ended or is gone, and when the signal fires.
 */
export async function* followRun({ read, signal, times }: Follow): AsyncGenerator<string, void, undefined> {
  const { readMs, pingMs, maxMs } = times ?? { readMs: READ_MS, pingMs: PING_MS, maxMs: MAX_MS };
  const startedMs = performance.now();
  let sentMs = startedMs;
  let last = "";
  while (!signal.aborted && performance.now() - startedMs < maxMs) {
    const state = await read();
    if (!state || signal.aborted) return;
    const data = JSON.stringify(state);
    if (data !== last) {
      last = data;
      sentMs = performance.now();
      yield `event: state\ndata: ${data}\n\n`;
    } else if (performance.now() - sentMs >= pingMs) {
      sentMs = performance.now();
      yield ": ping\n\n";
    }
    if (!isOpen(state.status)) return;
    await pause(readMs, signal);
  }
}

/** Ends early, and without an error, when the signal fires. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
