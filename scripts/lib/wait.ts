import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until there is an answer that is neither undefined, null nor false. Fails at the deadline, and
 * says what was waited for.
 */
export async function waitFor<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  intervalMs = 20,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() >= deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await pause(intervalMs);
  }
}

/** Whether it came true in time. */
export async function comesTrue(timeoutMs: number, ask: () => boolean): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!ask()) {
    if (Date.now() >= deadline) return false;
    await pause(20);
  }
  return true;
}
