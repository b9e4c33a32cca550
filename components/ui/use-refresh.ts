"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState, useTransition } from "react";

/**
 * Renders the page anew, one time after another: what is asked for while a rendering is under way is done once, after it. Asked
 * for again and again on a slow line, the router would begin anew each time and show none.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const [isWanted, setWanted] = useState(false);
  const [isUnderWay, startTransition] = useTransition();
  useEffect(() => {
    if (!isWanted || isUnderWay) return;
    setWanted(false);
    startTransition(() => router.refresh());
  }, [isWanted, isUnderWay, router]);
  return useCallback(() => setWanted(true), []);
}
