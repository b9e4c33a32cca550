const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** A day as YYYY-MM-DD, dd.mm.yyyy or d.m.yyyy. @returns YYYY-MM-DD; null for what is no day of the calendar */
export function readDay(text: string): string | null {
  const given = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(given);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : german ? german.slice(1).map(Number).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  // The 31st of February is rolled on by the calendar.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
