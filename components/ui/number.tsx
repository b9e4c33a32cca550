import { type NumberFormatOptions, useFormatter } from "next-intl";
import { usedShare, withLimit } from "@/lib/figure";

/** The sign that typographers use for a negative number; Intl writes a hyphen in English and German. */
export const withMinus = (formatted: string) => formatted.replace("-", "\u2212");

/** A figure as text, in the way of the person's language. */
export function useFigure(): (value: number | bigint, options?: NumberFormatOptions) => string {
  const format = useFormatter();
  return (value, options) => withLimit(value, withMinus(format.number(value, options)));
}

/** A number in the way of the person's language, with tabular figures. */
export function NumberText({ value, options }: { value: number | bigint; options?: NumberFormatOptions }) {
  return <span className="tabular">{useFigure()(value, options)}</span>;
}

/** How much of the total is used, in per cent; nothing out of nothing. 100 % is said of exactly all of it. */
export function UsedShare({ used, total }: { used: number; total: number }) {
  const share = usedShare(used, total);
  return share === null ? null : <NumberText value={share} options={{ style: "percent", maximumFractionDigits: 1 }} />;
}
