/** What a column of figures holds at most. A figure of this size stands for that many or more. */
export const FIGURE_MAX = 2_147_483_647;

/** A figure as text, already formatted: one at the limit says that it may be more. */
export const withLimit = (value: number | bigint, formatted: string) =>
  value >= FIGURE_MAX ? `≥ ${formatted}` : formatted;
