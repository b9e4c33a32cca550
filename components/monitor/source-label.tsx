import { useTranslations } from "next-intl";
import type { LogSource } from "@/lib/monitor/log-text";

/** Who says so: an error that Microsoft reported, or one that Seatwise found. */
export function SourceLabel({ source }: { source: LogSource }) {
  const t = useTranslations("monitor.source");
  return (
    <span className="inline-block rounded border border-line px-1.5 text-xs leading-4 whitespace-nowrap text-muted">
      {t(source)}
    </span>
  );
}
