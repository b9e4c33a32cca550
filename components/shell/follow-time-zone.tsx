"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect, useRef } from "react";

/** Draws the page again where the server did not know the zone yet, which TimeZoneScript has told it by now. */
export function FollowTimeZone() {
  const router = useRouter();
  const shown = useTimeZone();
  const isDone = useRef(false);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // Once: a server that does not know this zone will not know it the next time.
    if (!own || own === shown || isDone.current) return;
    isDone.current = true;
    router.refresh();
  }, [router, shown]);
  return null;
}
