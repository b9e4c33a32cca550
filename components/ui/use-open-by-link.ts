"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent } from "react";

const parameter = "open";

/**
 * Opens a dialog for who comes by a link that asks for it: `?open=<name>`. The address forgets it at once, so that neither reloading
 * nor the back button opens it again.
 * @param names each with what it opens; one without stays shut
 */
export function useOpenByLink(names: Record<string, (() => void) | null>): void {
  const wanted = useSearchParams().get(parameter);
  const open = useEffectEvent((name: string) => {
    const show = Object.hasOwn(names, name) ? names[name] : undefined;
    if (!show) return;
    const url = new URL(window.location.href);
    url.searchParams.delete(parameter);
    window.history.replaceState(null, "", url);
    show();
  });
  useEffect(() => {
    if (wanted !== null) open(wanted);
  }, [wanted]);
}
