"use client";

import { useFormatter } from "next-intl";
import { useSyncExternalStore } from "react";

const tickMs = 30_000;
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** One clock for all times of the page. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}
const readNow = () => {
  if (now === 0) now = Date.now();
  return now;
};

const dayMs = 86_400_000;
const daysSpokenOf = 90;

/** Days up to a quarter: "in 41 days" says what "next month" does not. */
function relativeOptions(date: Date, clock: number) {
  const ahead = date.getTime() - clock;
  // The clock of the page lags by up to a tick: what is ahead of it by less has just happened.
  const current = ahead > 0 && ahead <= tickMs ? date.getTime() : clock;
  const distance = Math.abs(date.getTime() - current);
  return distance >= dayMs && distance < daysSpokenOf * dayMs
    ? ({ now: current, unit: "day" } as const)
    : { now: current };
}

/** How long ago, with the exact time on hover; without script the exact time itself. */
export function RelativeTime({ value }: { value: Date | string | number }) {
  const format = useFormatter();
  const current = useSyncExternalStore(subscribe, readNow, () => null);
  const date = new Date(value);
  const exact = format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: "full", timeStyle: "long" })}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {current === null ? exact : format.relativeTime(date, relativeOptions(date, Math.max(current, now)))}
    </time>
  );
}
