import { useTranslations } from "next-intl";
import { NumberText } from "./number";

type Props = {
  held: number;
  /** owned and usable, the warning units among them */
  total: number;
  /** units that expire soon; part of `total` */
  warning?: number;
  areNumbersHidden?: boolean;
  /** what is used limits itself: more than there is lacks nothing */
  isUnlimited?: boolean;
};

/** Held (filled), free (empty), warning units (hatched), over (red past the end; of what limits itself merely full). */
export function UsageBar({ held, total, warning = 0, areNumbersHidden, isUnlimited = false }: Props) {
  const t = useTranslations("ui.usage");
  const isOver = held > total;
  const over = isUnlimited ? 0 : Math.max(0, held - total);
  const scale = Math.max(held, total, 1);
  const percent = (units: number) => `${(Math.min(units, scale) / scale) * 100}%`;
  const text = !isOver
    ? t("label", { held, total, free: total - held })
    : isUnlimited
      ? t("unlimited", { held, total })
      : t("over", { held, total, over });
  const label = warning > 0 ? `${text}, ${t("warning", { count: warning })}` : text;
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle" title={label}>
      <span
        role="img"
        aria-label={label}
        className="marked relative h-2 w-18 shrink-0 overflow-hidden rounded-xs bg-pressed"
      >
        <span
          className="usage-held absolute inset-y-0 left-0 bg-brand"
          style={{ width: percent(isUnlimited ? held : Math.min(held, total)) }}
        />
        {warning > 0 && (
          <span
            className="hatched absolute inset-y-0 bg-surface/60"
            style={{ left: percent(Math.max(0, total - warning)), width: percent(Math.min(warning, total)) }}
          />
        )}
        {over > 0 && (
          <span
            className="usage-over absolute inset-y-0 right-0 border-l-2 border-surface bg-red"
            style={{ width: percent(over) }}
          />
        )}
      </span>
      {!areNumbersHidden && (
        <span aria-hidden className={`tabular truncate ${over > 0 ? "text-red" : ""}`}>
          <NumberText value={held} />
          <span className="text-muted">
            {" / "}
            <NumberText value={total} />
          </span>
        </span>
      )}
    </span>
  );
}
