import { useFormatter, useTranslations } from "next-intl";
import { ProductStatus } from "@/components/products/product-status";
import { NumberText } from "@/components/ui/number";
import type { Snapshot } from "@/lib/compliance/queries-product";
import { FIGURE_MAX } from "@/lib/figure";

type Props = { snapshots: readonly Snapshot[] };

/** Available and consumed units by day, as a line and as a table. */
export function History({ snapshots }: Props) {
  const t = useTranslations("compliance.history");
  const format = useFormatter();
  // Days are UTC days and are shown as such.
  const wordDay = (day: string) => format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <section
      aria-label={t("label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in here takes the focus, and the keyboard must be able to scroll
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

const width = 480;
const height = 96;

/** Days without a recalculation are bridged; the distance of days is kept. */
function Lines({ snapshots }: Props) {
  const t = useTranslations("compliance.history");
  const format = useFormatter();
  const days = snapshots.map(({ day }) => Date.parse(day));
  const [first = 0, last = 1] = [days[0], days.at(-1)];
  const top = Math.max(1, ...snapshots.flatMap(({ available, consumption }) => [available, consumption]));
  const pointsOf = (key: "available" | "consumption") =>
    snapshots
      .map((snapshot, index) => {
        const x = (((days[index] ?? first) - first) / (last - first)) * width;
        return `${x.toFixed(1)},${(height - 2 - (snapshot[key] / top) * (height - 6)).toFixed(1)}`;
      })
      .join(" ");
  const wordDay = (time: number) => format.dateTime(new Date(time), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <figure className="flex flex-col gap-1">
      <svg
        role="img"
        aria-label={t("chart", { from: wordDay(first), to: wordDay(last) })}
        viewBox={`0 0 ${width} ${height}`}
        className="w-full rounded border border-line bg-canvas"
      >
        <polyline
          points={pointsOf("available")}
          className="fill-none stroke-muted"
          strokeWidth="1.5"
          strokeDasharray="4 3"
        />
        <polyline points={pointsOf("consumption")} className="fill-none stroke-brand" strokeWidth="2" />
      </svg>
      <figcaption className="flex gap-4 text-xs text-muted">
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="w-5 border-t-2 border-brand" />
          {t("consumption")}
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="w-5 border-t-2 border-dashed border-muted" />
          {t("available")}
        </span>
        <span className="tabular ms-auto">
          {wordDay(first)} – {wordDay(last)}
        </span>
      </figcaption>
    </figure>
  );
}
