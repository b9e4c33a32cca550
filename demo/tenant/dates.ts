const DAY_MS = 86_400_000;

/** Graph's spelling of an instant: UTC, whole seconds. */
export function toGraphTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** The instant so many days before (negative: after) `now`; what a tenant shows stays believable on any day. */
export function daysBefore(now: Date, days: number): string {
  return toGraphTime(new Date(now.getTime() - days * DAY_MS));
}
