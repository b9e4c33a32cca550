import { recordAudit } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import { lockDurationMs } from "./lockout";
import { verifyPassword } from "./password";

export type SignedIn = { id: string; username: string; sessionVersion: number };

type Attempt = {
  id: string;
  username: string;
  passwordHash: string;
  isEnabled: boolean;
  sessionVersion: number;
  /** before this attempt */
  isLocked: boolean;
  /** set when this attempt, should it fail, starts a pause */
  startsLockUntil: Date | null;
};

/**
 * The account whose username and password these are, or null. Wrong name, wrong password, disabled and locked are not told
 * apart, neither by the answer nor by its time.
 */
export async function authenticate(username: string, password: string, now: Date): Promise<SignedIn | null> {
  const attempt = await claimAttempt(username.normalize("NFC").trim(), now);
  const isRight = await verifyPassword(attempt?.passwordHash ?? null, password);
  if (!attempt || !isRight || attempt.isLocked || !attempt.isEnabled) {
    if (attempt?.startsLockUntil) await recordLock(attempt, attempt.startsLockUntil);
    return null;
  }
  await db().account.update({
    where: { id: attempt.id },
    data: { failedSignIns: 0, lockedUntil: null, lastSignInAt: now },
  });
  return { id: attempt.id, username: attempt.username, sessionVersion: attempt.sessionVersion };
}

/**
 * Counts the attempt as failed before the password is looked at, and forgives it afterwards. The other way round, a hundred
 * guesses sent at once would all pass the lock before the first of them is counted.
 */
function claimAttempt(username: string, now: Date): Promise<Attempt | null> {
  return db().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      select id from account where lower(username) = lower(${username}) for update`;
    if (!row) return null;
    const account = await tx.account.findUniqueOrThrow({
      where: { id: row.id },
      select: {
        id: true,
        username: true,
        passwordHash: true,
        isEnabled: true,
        sessionVersion: true,
        failedSignIns: true,
        lockedUntil: true,
      },
    });
    const isLocked = account.lockedUntil !== null && account.lockedUntil > now;
    if (isLocked) return { ...account, isLocked, startsLockUntil: null };
    const failedSignIns = account.failedSignIns + 1;
    const lockMs = lockDurationMs(failedSignIns);
    const lockedUntil = lockMs > 0 ? new Date(now.getTime() + lockMs) : null;
    await tx.account.update({ where: { id: account.id }, data: { failedSignIns, lockedUntil } });
    return { ...account, isLocked, startsLockUntil: lockedUntil };
  });
}

function recordLock({ id, username }: Attempt, until: Date): Promise<void> {
  const target = { targetType: "account", targetId: id, targetName: username };
  return recordAudit(
    db(),
    { id: null, username: "seatwise" },
    { action: "account.locked", ...target, details: { until: until.toISOString() } },
  );
}
