/** How many people, held licences and SKUs a portal has. */
export type Census = { users: number; assignments: number; skus: number };

/** Below this many fewer a drop is ordinary life, however large its share. */
const ORDINARY_LOSS = 10;
/** Graph's count is eventually consistent, and people come and go while we read. */
const COUNT_TOLERANCE_SHARE = 0.002;
const COUNT_TOLERANCE_MIN = 3;

/**
 * Whether as many users were read as Graph counts. Asked twice, before and after reading, the count may move: anything
 * between the two is right, give or take the tolerance.
 */
export function isUserCountComplete(read: number, counts: readonly number[]): boolean {
  if (counts.length === 0) return true;
  const tolerance = Math.max(COUNT_TOLERANCE_MIN, Math.ceil(COUNT_TOLERANCE_SHARE * Math.max(...counts)));
  return read >= Math.min(...counts) - tolerance && read <= Math.max(...counts) + tolerance;
}

/**
 * Names what dropped more than is plausible, or null. A drop that a person has accepted (`accepted`) is no surprise as
 * long as it goes no further.
 * @param limitPercent a loss of more than this share is implausible
 */
export function findImplausibleDrop(
  before: Census,
  after: Census,
  limitPercent: number,
  accepted: Census | null,
): { what: keyof Census; before: number; after: number } | null {
  for (const what of ["users", "assignments"] as const) {
    const expected = Math.min(before[what], accepted?.[what] ?? before[what]);
    const lost = expected - after[what];
    if (lost > ORDINARY_LOSS && lost * 100 > expected * limitPercent)
      return { what, before: before[what], after: after[what] };
  }
  // One SKU more or less is ordinary; a tenant that suddenly owns nothing is not.
  if (before.skus > 0 && after.skus === 0 && accepted?.skus !== 0)
    return { what: "skus", before: before.skus, after: 0 };
  return null;
}
