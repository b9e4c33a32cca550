import { type NumberFormatOptions, useFormatter } from "next-intl";

/** A number in the way of the person's language, with tabular figures. */
export function NumberText({ value, options }: { value: number | bigint; options?: NumberFormatOptions }) {
  return <span className="tabular">{useFormatter().number(value, options)}</span>;
}
