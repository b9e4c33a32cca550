"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { OpenRun } from "@/lib/monitor/progress";
import { useOpenRuns } from "./use-open-runs";

/** Renders the page anew whenever a run was started, moved on or ended. Shows nothing itself. */
export function RunsWatch({ initial }: { initial: OpenRun[] }) {
  const router = useRouter();
  const runs = useOpenRuns(initial);
  const shown = useRef(JSON.stringify(initial));
  useEffect(() => {
    const now = JSON.stringify(runs);
    if (now === shown.current) return;
    shown.current = now;
    router.refresh();
  }, [runs, router]);
  return null;
}
