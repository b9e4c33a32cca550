"use client";

import { useEffect } from "react";

const renewEveryMs = 10 * 60_000;

/** Renews the session of somebody who works; an open page that nobody touches lets it end. */
export function KeepSignedIn() {
  useEffect(() => {
    let renewedAt = Date.now();
    const renew = () => {
      if (Date.now() - renewedAt < renewEveryMs) return;
      renewedAt = Date.now();
      // A failure means nothing here: the next sign of life tries again, and a session that has ended stays so.
      fetch("/api/auth/session").catch(() => {});
    };
    const signs = ["pointerdown", "keydown"] as const;
    for (const sign of signs) window.addEventListener(sign, renew, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, renew);
    };
  }, []);
  return null;
}
