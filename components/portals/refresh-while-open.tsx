"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const intervalMs = 2_000;

/** Reads the page anew as long as it stands there: what it stands beside is under way. */
export function RefreshWhileOpen() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, intervalMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
