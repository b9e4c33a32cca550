/** What a column of figures holds at most. A figure of this size stands for that many or more. */
export const FIGURE_MAX = 2_147_483_647;

/** A figure as text, already formatted: one at the limit says that it may be more. */
export const withLimit = (value: number | bigint, formatted: string) =>
  value >= FIGURE_MAX ? `≥ ${formatted}` : formatted;

/**
 * What is used, as a share for showing in per cent: whole per cents, but never 0 or 100 % beside what is not. Nearer than a whole
 * one, the first digit behind the point says on which side it is.
 * @returns null out of nothing, where there is no share
 */
export function usedShare(used: number, total: number): number | null {
  if (total <= 0) return null;
  const share = used / total;
  const rounded = Math.round(share * 100);
  if (rounded === 0 && used > 0) return Math.ceil(share * 1_000) / 1_000;
  if (rounded === 100 && used > total) return Math.max(1_001, Math.ceil(share * 1_000)) / 1_000;
  if (rounded === 100 && used < total) return Math.min(999, Math.floor(share * 1_000)) / 1_000;
  return rounded / 100;
}
