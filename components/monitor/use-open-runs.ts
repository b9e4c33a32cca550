"use client";

import { useEffect, useState } from "react";
import type { OpenRun } from "@/lib/monitor/progress";

const IDLE_MS = 5_000;
const BUSY_MS = 1_500;

/** What waits and runs now, asked for again and again while the page is looked at; null before the first answer. */
export function useOpenRuns(initial: OpenRun[] | null = null): OpenRun[] | null {
  const [runs, setRuns] = useState(initial);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const aborted = new AbortController();
    let isAsking = false;
    const ask = async () => {
      clearTimeout(timer);
      if (document.hidden || isAsking) return;
      isAsking = true;
      let pauseMs = IDLE_MS;
      try {
        const answer = await fetch("/api/runs/open", { signal: aborted.signal });
        // Signed out: the next page says so.
        if (answer.status === 401) return;
        if (answer.ok) {
          const { runs: open }: { runs: OpenRun[] } = await answer.json();
          if (open.length > 0) pauseMs = BUSY_MS;
          setRuns((before) => (JSON.stringify(before) === JSON.stringify(open) ? before : open));
        }
      } catch {
        // The server is away for a moment; the next question may reach it.
      } finally {
        isAsking = false;
      }
      if (!aborted.signal.aborted) timer = setTimeout(ask, pauseMs);
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      document.removeEventListener("visibilitychange", ask);
      aborted.abort();
      clearTimeout(timer);
    };
  }, []);
  return runs;
}
