/** Users between two lines of the log, at least: a small tenant needs no tenths. */
const STEP_MIN = 2_000;

/**
 * Whether a page is worth a line in the log: the first one, and then each tenth of the users. Where Graph gives no count, the
 * pages 1, 2, 4, 8 and so on. Keeps the log of a tenant of any size short.
 * @param page 1 for the first
 */
export function isMilestone(page: number, readBefore: number, read: number, counted: number | null): boolean {
  if (page === 1) return true;
  if (counted === null) return Number.isInteger(Math.log2(page));
  const step = Math.max(STEP_MIN, counted / 10);
  return Math.floor(read / step) > Math.floor(readBefore / step);
}
