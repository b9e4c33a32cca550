/** Calls that a token has in a window. */
export type Allowance = { limit: number; remaining: number; resetSeconds: number; isExceeded: boolean };

const WINDOW_MS = 60_000;
const SWEEP_AT = 10_000;

/**
 * Counts the calls of each token in windows of a minute, in the memory of this process: two web processes let twice as many
 * through. The limit keeps a program that runs wild from taking the screens away from people; it is no billing.
 */
export function createRateLimit(limit: number): (tokenId: string, nowMs: number) => Allowance {
  const windows = new Map<string, { endsAt: number; count: number }>();
  return (tokenId, nowMs) => {
    if (windows.size > SWEEP_AT) for (const [id, { endsAt }] of windows) if (endsAt <= nowMs) windows.delete(id);
    const known = windows.get(tokenId);
    const window = known && known.endsAt > nowMs ? known : { endsAt: nowMs + WINDOW_MS, count: 0 };
    window.count += 1;
    windows.set(tokenId, window);
    return {
      limit,
      remaining: Math.max(0, limit - window.count),
      resetSeconds: Math.max(1, Math.ceil((window.endsAt - nowMs) / 1_000)),
      isExceeded: window.count > limit,
    };
  };
}

export function rateLimitHeaders({ limit, remaining, resetSeconds, isExceeded }: Allowance): Record<string, string> {
  return {
    "ratelimit-policy": `${limit};w=${WINDOW_MS / 1_000}`,
    "ratelimit-limit": `${limit}`,
    "ratelimit-remaining": `${remaining}`,
    "ratelimit-reset": `${resetSeconds}`,
    ...(isExceeded ? { "retry-after": `${resetSeconds}` } : {}),
  };
}
