import { useFormatter, useTranslations } from "next-intl";
import type { TrendDay } from "@/lib/monitor/dashboard";
import { pointsOf, topOf } from "./trend-line";

const size = { width: 720, height: 120 };

/** Units and holders of what is paid for, over 90 days. */
export function Trend({ days }: { days: readonly TrendDay[] }) {
  const t = useTranslations("dashboard.trend");
  const format = useFormatter();
  const [first, last] = [days[0], days.at(-1)];
  // Days are UTC days and are shown as such.
  const wordDay = (day: string) => format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <section className="flex flex-col gap-2 pt-2">
      <h2 className="text-lg">{t("title")}</h2>
      {!first || !last || first === last ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <figure className="flex max-w-180 flex-col gap-1">
          <svg
            role="img"
            aria-label={t("chart", {
              from: wordDay(first.day),
              to: wordDay(last.day),
              ...{ availableBefore: first.available, available: last.available },
              ...{ heldBefore: first.consumption, held: last.consumption },
            })}
            viewBox={`0 0 ${size.width} ${size.height}`}
            className="w-full rounded border border-line bg-canvas"
          >
            <polyline
              points={pointsOf(days, "available", size)}
              className="fill-none stroke-muted"
              strokeWidth="1.5"
              strokeDasharray="4 3"
            />
            <polyline points={pointsOf(days, "consumption", size)} className="fill-none stroke-brand" strokeWidth="2" />
          </svg>
          <figcaption className="flex flex-wrap gap-x-4 text-xs text-muted">
            <span className="flex items-center gap-1.5">
              <span aria-hidden className="w-5 border-t-2 border-brand" />
              {t("held", { count: last.consumption })}
            </span>
            <span className="flex items-center gap-1.5">
              <span aria-hidden className="w-5 border-t-2 border-dashed border-muted" />
              {t("available", { count: last.available })}
            </span>
            <span className="tabular ms-auto">
              {wordDay(first.day)} – {wordDay(last.day)}
              {" · "}
              {t("top", { count: topOf(days) })}
            </span>
          </figcaption>
        </figure>
      )}
    </section>
  );
}
