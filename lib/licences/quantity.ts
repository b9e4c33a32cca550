/** What one licence may have at most; the sum over many still fits the database's numbers. */
export const QUANTITY_MAX = 100_000_000;

/**
 * A whole number as people write it: with thousands separators of whatever language, or with decimals that are none.
 * @returns null for anything else
 */
export function readQuantity(text: string): number | null {
  const given = text.trim().replace(/[.,]00?$/, "");
  if (/^\d{1,10}$/.test(given)) return Number(given);
  const grouped = /^\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*$/.test(given);
  return grouped ? Number(given.replace(/\D/g, "")) : null;
}
