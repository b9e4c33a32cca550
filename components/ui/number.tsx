import { type NumberFormatOptions, useFormatter } from "next-intl";

/** The sign that typographers use for a negative number; Intl writes a hyphen in English and German. */
export const withMinus = (formatted: string) => formatted.replace("-", "\u2212");

/** A number in the way of the person's language, with tabular figures. */
export function NumberText({ value, options }: { value: number | bigint; options?: NumberFormatOptions }) {
  return <span className="tabular">{withMinus(useFormatter().number(value, options))}</span>;
}
