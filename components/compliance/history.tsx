import { useFormatter, useTranslations } from "next-intl";
import { ProductStatus } from "@/components/products/product-status";
import { NumberText, useFigure } from "@/components/ui/number";
import type { Snapshot } from "@/lib/compliance/queries-product";
import { FIGURE_MAX } from "@/lib/figure";
import { axisTo } from "./plot-axis";
import { PlotReading } from "./plot-reading";

const dayMs = 86_400_000;

type Props = { snapshots: readonly Snapshot[] };

/** Available and consumed units by day, as lines that are read day by day and as a table of the same. */
export function History({ snapshots }: Props) {
  const t = useTranslations("compliance.history");
  const format = useFormatter();
  // Days are UTC days and are shown as such.
  const wordDay = (day: string) => format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <section
      aria-label={t("label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: where no plot takes the focus, the keyboard must be able to scroll
      tabIndex={0}
      className="flex flex-col gap-4 rounded outline-offset-4"
    >
      {snapshots.length < 2 ? <p className="text-muted">{t("none")}</p> : <Lines snapshots={snapshots} />}
      <table className="w-full">
        <thead className="text-muted">
          <tr className="border-b border-line [&>th]:py-2 [&>th]:font-semibold">
            <th scope="col" className="text-start">
              {t("day")}
            </th>
            <th scope="col" className="text-end">
              {t("available")}
            </th>
            <th scope="col" className="text-end">
              {t("consumption")}
            </th>
            <th scope="col" className="text-end">
              {t("balance")}
            </th>
            <th scope="col" className="ps-3 text-start max-sm:hidden">
              {t("status")}
            </th>
          </tr>
        </thead>
        <tbody>
          {snapshots.toReversed().map(({ day, status, available, consumption }) => (
            <tr key={day} className="border-b border-line last:border-0 [&>td]:py-1.5">
              <td className="whitespace-nowrap">{wordDay(day)}</td>
              <td className="text-end">
                <NumberText value={available} />
              </td>
              <td className="text-end">
                <NumberText value={consumption} />
              </td>
              <td className={`text-end ${available < consumption ? "text-red" : ""}`}>
                <NumberText
                  value={available >= FIGURE_MAX ? available : available - consumption}
                  options={{ signDisplay: "exceptZero" }}
                />
              </td>
              <td className="ps-3 max-sm:hidden">
                <ProductStatus product={{ status, unsyncReason: null }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Days without a recalculation are bridged; the distance of days is kept. */
function Lines({ snapshots }: Props) {
  const t = useTranslations("compliance.history");
  const format = useFormatter();
  const figure = useFigure();
  const days = snapshots.map(({ day }) => Date.parse(day));
  const [first = 0, last = 1] = [days[0], days.at(-1)];
  const marks = axisTo(Math.max(...snapshots.flatMap(({ available, consumption }) => [available, consumption])));
  const top = marks.at(-1) ?? 1;
  const wordDay = (time: number) => format.dateTime(new Date(time), { dateStyle: "medium", timeZone: "UTC" });
  const points = snapshots.map(({ available, consumption }, index) => {
    const time = days[index] ?? first;
    const texts = { day: wordDay(time), available: figure(available), consumption: figure(consumption) };
    return {
      x: (time - first) / (last - first),
      day: texts.day,
      available: { y: available / top, text: texts.available },
      consumption: { y: consumption / top, text: texts.consumption },
      text: t("point", texts),
    };
  });
  const cornersOf = (key: "available" | "consumption") =>
    points.map((point) => `${(point.x * 1_000).toFixed(1)},${((1 - point[key].y) * 1_000).toFixed(1)}`).join(" ");
  return (
    <figure className="flex flex-col gap-2">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-muted">
        <div aria-hidden className="tabular -my-2 flex flex-col-reverse justify-between text-end leading-4">
          {marks.map((mark) => (
            <span key={mark}>{format.number(mark, { notation: mark < 10_000 ? "standard" : "compact" })}</span>
          ))}
        </div>
        <div className="relative h-40 border-s border-b border-control">
          <svg aria-hidden viewBox="0 0 1000 1000" preserveAspectRatio="none" className="absolute inset-0 size-full">
            {marks.slice(1).map((mark) => (
              <path
                key={mark}
                d={`M0 ${(1 - mark / top) * 1_000}H1000`}
                className="stroke-line"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <polyline
              points={cornersOf("available")}
              className="fill-none stroke-muted"
              strokeWidth="1.5"
              strokeDasharray="4 3"
              vectorEffect="non-scaling-stroke"
            />
            <polyline
              points={cornersOf("consumption")}
              className="fill-none stroke-brand"
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <PlotReading
            points={points}
            label={t("chart", { from: wordDay(first), to: wordDay(last) })}
            names={{ available: t("available"), consumption: t("consumption") }}
          />
        </div>
        <div aria-hidden className="tabular col-start-2 flex justify-between pt-1">
          <span>{wordDay(first)}</span>
          {last - first >= 4 * dayMs && <span>{wordDay(first + Math.round((last - first) / 2 / dayMs) * dayMs)}</span>}
          <span>{wordDay(last)}</span>
        </div>
      </div>
      <figcaption className="flex gap-4 text-xs text-muted">
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="w-5 border-t-2 border-brand" />
          {t("consumption")}
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="w-5 border-t-2 border-dashed border-muted" />
          {t("available")}
        </span>
      </figcaption>
    </figure>
  );
}
