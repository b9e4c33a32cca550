"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { preferenceMaxAgeSeconds, timeZoneCookie } from "@/lib/i18n/locale-names";

/** Tells the server in which zone to write times; the page is drawn again where it guessed wrong. */
export function RememberTimeZone() {
  const router = useRouter();
  const shown = useTimeZone();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const cookie = `${timeZoneCookie}=${encodeURIComponent(own)}`;
    if (!own || own === shown || document.cookie.includes(cookie)) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${cookie}; path=/; max-age=${preferenceMaxAgeSeconds}; samesite=lax`;
    router.refresh();
  }, [router, shown]);
  return null;
}
