export const tokenStates = ["active", "expired", "revoked", "owner-disabled"] as const;
export type TokenState = (typeof tokenStates)[number];

type Facts = { revokedAt: Date | null; expiresAt: Date | null; isOwnerEnabled: boolean };

/** Whether a token is let in, and if not, why. */
export function tokenStateOf({ revokedAt, expiresAt, isOwnerEnabled }: Facts, now: Date): TokenState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  return isOwnerEnabled ? "active" : "owner-disabled";
}
