"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionError } from "@/lib/actions/result";
import type { ConnectionEvent, ConnectionReport, ConnectionStep, StepResult } from "@/lib/graph/connection-report";
import type { ConnectionTest } from "@/lib/portals/schema";
import { InterruptedError, RefusedError, requestTest } from "./read-events";

export type Fault = { kind: "notReady" | "stopped" | "changed" | "unreachable" | "interrupted" } | ActionFault;
type ActionFault = { kind: "refused"; error: ActionError };

export type TestState = {
  isRunning: boolean;
  /** of the run that is under way or was broken off */
  current: ConnectionStep | null;
  results: StepResult[];
  report: ConnectionReport | null;
  fault: Fault | null;
};

const idle: TestState = { isRunning: false, current: null, results: [], report: null, fault: null };

type Options = {
  getRequest: () => ConnectionTest | null;
  onReport: (report: ConnectionReport) => void;
  lastReport: ConnectionReport | null;
  startsAtOnce: boolean;
  /** before anything of the end is shown */
  onEnd: () => void;
};

/** Runs tests, one at a time. Shows the last report until a test of its own begins; leaving the page ends that. */
export function useConnectionTest(options: Options) {
  const [state, setState] = useState(idle);
  const running = useRef<AbortController | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  // Whoever holds the report decides whether it still counts: entries may have changed since.
  const { lastReport } = options;
  const [held, setHeld] = useState(lastReport);
  if (held !== lastReport) {
    setHeld(lastReport);
    if (!state.isRunning && state.report !== lastReport) setState(idle);
  }

  const start = useCallback(async () => {
    if (running.current && !running.current.signal.aborted) return;
    const request = latest.current.getRequest();
    if (!request) return setState({ ...idle, fault: { kind: "notReady" } });
    const controller = new AbortController();
    running.current = controller;
    setState({ ...idle, isRunning: true });
    let report: ConnectionReport | null = null;
    let fault: Fault | null = null;
    try {
      for await (const event of requestTest(request, controller.signal)) {
        if (event.type === "done") report = event.report;
        else setState((before) => advance(before, event));
      }
      // What was tested is not what stands there now.
      if (JSON.stringify(latest.current.getRequest()) !== JSON.stringify(request)) fault = { kind: "changed" };
    } catch (error) {
      fault = describe(error, controller.signal);
    }
    // Another one has begun, or nobody is there any more.
    if (running.current !== controller) return;
    running.current = null;
    latest.current.onEnd();
    if (fault) return setState((before) => ({ ...before, isRunning: false, current: null, fault }));
    setState({ ...idle, report });
    if (report) latest.current.onReport(report);
  }, []);

  const stop = useCallback(() => running.current?.abort(), []);
  useEffect(() => {
    if (latest.current.startsAtOnce) void start();
    return stop;
  }, [start, stop]);
  const report = state.isRunning || state.fault ? null : (state.report ?? lastReport);
  return { ...state, report, start, stop };
}

function advance(before: TestState, event: Exclude<ConnectionEvent, { type: "done" }>): TestState {
  if (event.type === "started") return { ...before, current: event.step };
  return { ...before, current: null, results: [...before.results, event.result] };
}

function describe(error: unknown, signal: AbortSignal): Fault {
  if (signal.aborted) return { kind: "stopped" };
  if (error instanceof RefusedError) return { kind: "refused", error: error.answer };
  return { kind: error instanceof InterruptedError ? "interrupted" : "unreachable" };
}
