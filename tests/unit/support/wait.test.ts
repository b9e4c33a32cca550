import { expect, test } from "vitest";
import { eventually, eventuallyPasses } from "@/tests/support/wait";

test("the first real answer is returned", async () => {
  const answers = [undefined, null, false, 0];
  expect(await eventually(() => answers.shift(), { intervalMs: 1 })).toBe(0);
});

test("a fault on the way counts as no answer", async () => {
  let calls = 0;
  const ask = () => {
    calls += 1;
    if (calls < 3) throw new Error("not yet");
    return calls;
  };
  expect(await eventually(ask, { intervalMs: 1 })).toBe(3);
});

test("at the deadline the last thing seen is told", async () => {
  const ask = () => {
    throw new Error("still down");
  };
  await expect(eventually(ask, { timeoutMs: 20 })).rejects.toThrow("Not within 20 ms; last seen: still down");
  await expect(eventually(() => null, { timeoutMs: 20 })).rejects.toThrow("last seen: null");
});

test("expectations are repeated until they hold, and their failure is told", async () => {
  let value = 0;
  await eventuallyPasses(() => expect(++value).toBe(3), { intervalMs: 1 });
  await expect(eventuallyPasses(() => expect(1).toBe(2), { timeoutMs: 20 })).rejects.toThrow("expected 1 to be 2");
});
