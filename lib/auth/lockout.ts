/** Failures in a row before sign-in pauses. */
export const failuresBeforeLock = 5;
const firstLockMs = 60_000;
const longestLockMs = 15 * 60_000;

/** How long sign-in pauses after so many failures in a row: 1 minute at the fifth, doubling to 15 minutes. */
export function lockDurationMs(failures: number): number {
  if (failures < failuresBeforeLock) return 0;
  return Math.min(longestLockMs, firstLockMs * 2 ** (failures - failuresBeforeLock));
}
