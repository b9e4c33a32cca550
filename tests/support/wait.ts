import { setTimeout as pause } from "node:timers/promises";

type Options = { timeoutMs?: number; intervalMs?: number };

/** Of a machine that has much else to do; what is quick ends sooner all the same. */
const PATIENCE_MS = 20_000;

type Answer<T> = Exclude<T, undefined | null | false>;

/**
 * Asks until there is an answer other than undefined, null and false, and returns it; what is thrown meanwhile counts as
 * no answer yet. Fails at the deadline with the last thing seen. The only way in which a test waits.
 */
export async function eventually<T>(ask: () => T | Promise<T>, options: Options = {}): Promise<Answer<T>> {
  const { timeoutMs = PATIENCE_MS, intervalMs = 20 } = options;
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer as Answer<T>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= deadline) {
      const seen = last instanceof Error ? last.message : String(last);
      throw new Error(`Not within ${timeoutMs} ms; last seen: ${seen}`, { cause: last });
    }
    await pause(intervalMs);
  }
}

/** The same for a body of expectations: repeated until none of them fails. */
export async function eventuallyPasses(check: () => void | Promise<void>, options: Options = {}): Promise<void> {
  await eventually(async () => {
    await check();
    return true;
  }, options);
}
