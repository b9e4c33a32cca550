const dayMs = 86_400_000;
const warningDays = 30;
const errorDays = 7;

/** @property daysLeft whole days; negative once it has ended */
export type Validity = { daysLeft: number; level: "fine" | "warning" | "error" };

/** How long a credential is still good: warns from 30 days on, and is an error from 7 days on. */
export function describeValidity(validUntil: Date, now: Date): Validity {
  const daysLeft = Math.floor((validUntil.getTime() - now.getTime()) / dayMs);
  return { daysLeft, level: daysLeft <= errorDays ? "error" : daysLeft <= warningDays ? "warning" : "fine" };
}
