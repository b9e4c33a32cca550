import { type NumberFormatOptions, useFormatter } from "next-intl";
import { withLimit } from "@/lib/figure";

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
