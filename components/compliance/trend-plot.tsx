import { useFormatter, useTranslations } from "next-intl";
import { withMinus } from "@/components/ui/number";
import type { Trend } from "@/lib/compliance/trend";

const width = 48;
const height = 18;

/** The consumption of the last 90 days as a line, and in words what changed since yesterday and in a month. */
export function TrendPlot({ trend: { points, sinceYesterday, sinceLastMonth } }: { trend: Trend }) {
  const t = useTranslations("compliance.trend");
  const format = useFormatter();
  const signed = (value: number) => withMinus(format.number(value, { signDisplay: "exceptZero" }));
  const changes = (
    [
      ["yesterday", "day", sinceYesterday],
      ["month", "inMonth", sinceLastMonth],
    ] as const
  ).flatMap(([words, label, change]) =>
    change === null ? [] : [{ words: t(words, { change: signed(change) }), label: t(label), change: signed(change) }],
  );
  if (changes.length === 0) return null;
  const text = changes.map(({ words }) => words).join(", ");
  return (
    <span className="flex items-center gap-2" title={text}>
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} className="h-4.5 w-12 shrink-0">
        <polyline points={lineOf(points)} className="fill-none stroke-brand" strokeWidth="1.5" />
      </svg>
      <span aria-hidden className="min-w-0 flex-1 text-xs leading-4">
        {changes.map(({ label, change }) => (
          <span key={label} className="flex justify-between gap-1">
            <span className="text-muted">{label}</span>
            <span className="tabular">{change}</span>
          </span>
        ))}
      </span>
      <span className="sr-only">{text}</span>
    </span>
  );
}

/** From the lowest to the highest value: what matters here is the movement. A line without any lies in the middle. */
function lineOf(points: Trend["points"]): string {
  const [first, last] = [points[0]?.day ?? 0, points.at(-1)?.day ?? 1];
  const values = points.map(({ consumption }) => consumption);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return points
    .map(({ day, consumption }) => {
      const x = ((day - first) / Math.max(1, last - first)) * width;
      const share = high === low ? 0.5 : (consumption - low) / (high - low);
      return `${x.toFixed(1)},${(height - 2 - share * (height - 4)).toFixed(1)}`;
    })
    .join(" ");
}
