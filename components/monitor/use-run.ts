"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { isOpen, type RunState, stageOf } from "@/lib/monitor/progress";

const POLL_MS = 2_000;
/** A page that is followed closely is rendered anew at most this often. */
const REFRESH_MS = 1_500;
/** A line that breaks is opened again by the browser; one that breaks at once each time is given up. */
const MAX_BREAKS = 3;

type Options = {
  /** what the server rendered */
  initial: RunState;
  /** "end": the page is rendered anew when the run has ended; "stage": also when a portal, a phase or the log moved on */
  refreshOn: "end" | "stage";
};

/**
 * Follows a run until it ends: by events, or by asking where events do not come through. Rests while nobody looks at the page,
 * which also gives the connection back: a browser has few of them for one server.
 */
export function useRun({ initial, refreshOn }: Options): RunState {
  const router = useRouter();
  const [state, setState] = useState(initial);
  const shown = useRef(stageOf(initial));
  const refreshedMs = useRef(Number.NEGATIVE_INFINITY);
  const hasEnded = !isOpen(state.status);
  const runId = initial.id;

  useEffect(() => {
    if (hasEnded) return;
    let end = follow(runId, setState);
    const onVisibility = () => {
      end();
      end = document.hidden ? () => {} : follow(runId, setState);
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      end();
    };
  }, [runId, hasEnded]);

  useEffect(() => {
    const stage = stageOf(state);
    if (stage === shown.current) return;
    if (refreshOn !== "stage" && !hasEnded) return;
    const refresh = () => {
      shown.current = stage;
      refreshedMs.current = performance.now();
      router.refresh();
    };
    const waitMs = hasEnded ? 0 : refreshedMs.current + REFRESH_MS - performance.now();
    if (waitMs <= 0) return refresh();
    const timer = setTimeout(refresh, waitMs);
    return () => clearTimeout(timer);
  }, [state, hasEnded, refreshOn, router]);

  return state;
}

/** @returns ends it */
function follow(runId: number, onState: (state: RunState) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const aborted = new AbortController();
  let breaks = 0;

  const ask = async () => {
    try {
      const answer = await fetch(`/api/runs/${runId}`, { signal: aborted.signal });
      // Signed out, or the run is gone: nothing will come any more.
      if (answer.status >= 400 && answer.status < 500) return;
      if (answer.ok) {
        const state: RunState = await answer.json();
        onState(state);
        if (!isOpen(state.status)) return;
      }
    } catch {
      // The server is away for a moment; the next question may reach it.
    }
    if (!aborted.signal.aborted) timer = setTimeout(ask, POLL_MS);
  };

  const source = new EventSource(`/api/runs/${runId}/events`);
  source.addEventListener("state", (event: MessageEvent<string>) => {
    breaks = 0;
    const state: RunState = JSON.parse(event.data);
    onState(state);
    if (!isOpen(state.status)) source.close();
  });
  source.addEventListener("error", () => {
    breaks += 1;
    if (source.readyState !== EventSource.CLOSED && breaks < MAX_BREAKS) return;
    source.close();
    void ask();
  });
  return () => {
    source.close();
    aborted.abort();
    clearTimeout(timer);
  };
}
