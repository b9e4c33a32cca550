"use client";

import { useEffect, useRef } from "react";

/** Stands in the current one of entries that scroll sideways, and scrolls their list to it. */
export function KeepInView() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const entry = mark.current?.closest("li");
    const list = entry?.closest("ul");
    if (entry && list) list.scrollLeft = entry.offsetLeft - (list.clientWidth - entry.offsetWidth) / 2;
  }, []);
  return <span ref={mark} hidden />;
}
