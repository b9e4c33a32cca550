import { expect, test } from "vitest";
import { followRun } from "@/lib/monitor/follow-run";
import type { RunState } from "@/lib/monitor/progress";

const running: RunState = {
  id: 7,
  kind: "import",
  status: "running",
  isCancelRequested: false,
  phase: "import",
  stepsDone: 0,
  stepsTotal: 100,
  portals: [],
  lines: [],
};

/** Answers one state after the other, the last one for ever. */
function answering(...states: (RunState | null)[]) {
  let reads = 0;
  return {
    read: async () => states[Math.min(reads++, states.length - 1)] ?? null,
    reads: () => reads,
  };
}

async function collect(events: AsyncGenerator<string>, most = 100): Promise<string[]> {
  const all: string[] = [];
  for await (const event of events) {
    all.push(event);
    if (all.length >= most) break;
  }
  return all;
}

const times = { readMs: 1, pingMs: 60_000, maxMs: 60_000 };
const never = new AbortController().signal;

test("sends a state only when it changed, the final one last, and then ends", async () => {
  const half = { ...running, stepsDone: 50 };
  const ended: RunState = { ...running, status: "succeeded", phase: null };
  const { read } = answering(running, running, half, half, ended);
  const events = await collect(followRun({ read, signal: never, times }));
  expect(events.map((event) => JSON.parse(event.replace(/^event: state\ndata: /, "")))).toEqual([running, half, ended]);
  expect(events.every((event) => event.endsWith("\n\n"))).toBe(true);
});

test("gives a sign of life while nothing changes", async () => {
  const { read } = answering(running);
  const events = await collect(followRun({ read, signal: never, times: { ...times, pingMs: 0 } }), 3);
  expect(events.slice(1)).toEqual([": ping\n\n", ": ping\n\n"]);
});

test("ends when the run is gone", async () => {
  const { read } = answering(running, null);
  expect(await collect(followRun({ read, signal: never, times }))).toHaveLength(1);
});

test("ends at once when the browser goes away, and reads no more", async () => {
  const gone = new AbortController();
  const { read, reads } = answering(running);
  const events = followRun({ read, signal: gone.signal, times: { ...times, readMs: 60_000 } });
  await events.next();
  const next = events.next();
  gone.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(reads()).toBe(1);
});

test("ends after its time, so that the browser has to ask anew whether it may", async () => {
  const { read } = answering(running);
  expect(await collect(followRun({ read, signal: never, times: { ...times, maxMs: 20 } }))).toHaveLength(1);
});
