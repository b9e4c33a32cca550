"use client";

import { useEffect, useRef } from "react";
import { useRefresh } from "@/components/ui/use-refresh";
import type { OpenRun } from "@/lib/monitor/progress";
import { useOpenRuns } from "./use-open-runs";

/** Renders the page anew whenever a run was started, moved on or ended. Shows nothing itself. */
export function RunsWatch({ initial }: { initial: OpenRun[] }) {
  const refresh = useRefresh();
  const runs = useOpenRuns(initial);
  const shown = useRef(JSON.stringify(initial));
  useEffect(() => {
    const now = JSON.stringify(runs);
    if (now === shown.current) return;
    shown.current = now;
    refresh();
  }, [runs, refresh]);
  return null;
}
