"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Renders the page anew from time to time for as long as this is on it and somebody looks. Shows nothing itself. */
export function RefreshSoon({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, router]);
  return null;
}
