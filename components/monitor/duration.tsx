import { useTranslations } from "next-intl";

/** "1 min 12 s": two units at most. */
export function Duration({ ms }: { ms: number }) {
  const t = useTranslations("monitor.duration");
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 60)
    return t("seconds", { seconds: seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds) });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t("minutes", { minutes, seconds: Math.floor(seconds % 60) });
  return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
