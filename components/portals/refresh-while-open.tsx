"use client";

import { useEffect } from "react";
import { useRefresh } from "@/components/ui/use-refresh";

const intervalMs = 2_000;

/** Reads the page anew as long as it stands there: what it stands beside is under way. */
export function RefreshWhileOpen() {
  const refresh = useRefresh();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, intervalMs);
    return () => clearInterval(timer);
  }, [refresh]);
  return null;
}
