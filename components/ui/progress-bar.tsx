import { useTranslations } from "next-intl";

type Props = {
  /** 0-100; null while the end cannot be known */
  percent: number | null;
  label?: string;
};

export function ProgressBar({ percent, label }: Props) {
  const t = useTranslations("ui.progress");
  const value = percent === null ? undefined : Math.round(Math.min(100, Math.max(0, percent)));
  return (
    <div
      role="progressbar"
      aria-label={label ?? t("label")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      aria-valuetext={value === undefined ? undefined : t("percent", { percent: value })}
      className="marked h-1 w-full overflow-hidden rounded-xs bg-pressed"
    >
      <div
        className={`usage-held h-full bg-brand ${value === undefined ? "w-1/3 animate-pulse" : "transition-[width]"}`}
        style={value === undefined ? undefined : { width: `${value}%` }}
      />
    </div>
  );
}
