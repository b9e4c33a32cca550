const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const numeric = "numeric" as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const clock = new Intl.DateTimeFormat("en-US", { timeZone, calendar: "gregory", hourCycle: "h23", ...parts });
  clocks.set(timeZone, clock);
  return clock;
}

/** What a clock on the wall of the zone shows, as if it were UTC; to the second. */
export function wallClock(timeZone: string, instantMs: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(instantMs)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the zone's wall clock is ahead of UTC at an instant. */
const offsetAt = (timeZone: string, instantMs: number) =>
  wallClock(timeZone, instantMs) - Math.floor(instantMs / 1_000) * 1_000;

/**
 * The instant at which the zone's clock shows a wall time. A wall time that exists twice (the clock is set back) is its first
 * occurrence; one that does not exist (the clock is set forward over it) becomes the first moment after the gap.
 * @param wallMs the wall time as if it were UTC
 */
export function instantOf(timeZone: string, wallMs: number): number {
  // No zone is a day away from UTC: these lie before and after whatever change of the clock is near.
  const before = offsetAt(timeZone, wallMs - DAY_MS);
  const after = offsetAt(timeZone, wallMs + DAY_MS);
  const found = [wallMs - before, wallMs - after].filter((instant) => wallClock(timeZone, instant) === wallMs);
  return found.length > 0 ? Math.min(...found) : findChange(timeZone, wallMs - DAY_MS, wallMs + DAY_MS, wallMs);
}

/** The first minute whose wall clock is past a time that the clock jumped over. */
function findChange(timeZone: string, fromMs: number, toMs: number, wallMs: number): number {
  let [earlier, later] = [fromMs / MINUTE_MS, toMs / MINUTE_MS];
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2);
    if (wallClock(timeZone, middle * MINUTE_MS) < wallMs) earlier = middle;
    else later = middle;
  }
  return later * MINUTE_MS;
}

/** Whether this name is one of the IANA's, as this machine knows them. */
export function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 are accepted there too, but they know nothing of daylight saving.
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat("en-US", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** The zones to choose from, by name. */
export const listTimeZones = (): string[] => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
