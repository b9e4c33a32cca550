import { type Actor, recordAudit } from "@/lib/audit/record";
import { hashPassword } from "@/lib/auth/password";
import { passwordFault } from "@/lib/auth/password-policy";
import { config } from "@/lib/config";
import { isSameSecret } from "@/lib/crypto/same-secret";
import { db, type Transaction, violatedUniqueIndex } from "@/lib/db/client";
import type { AccountRole } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import type { CreateAccountInput, FirstAdministratorInput, SetupInput } from "./schema";

/** One at a time: "is there an account", "is this the last administrator" must still be true when we act on it. */
async function lockAccounts(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('seatwise.accounts'))`;
}

/**
 * The account that can make all others, asked for by somebody who has the setup code: whoever started the server.
 * @throws AppError setup-code-not-set, setup-code-wrong, accounts-exist
 */
export async function createFirstAdministrator({ setupCode, ...input }: SetupInput): Promise<{ username: string }> {
  const expected = config().setupCode;
  if (expected === null) throw new AppError("setup-code-not-set");
  if (!isSameSecret(setupCode.trim(), expected.trim())) {
    throw new AppError("setup-code-wrong", { fields: { setupCode: "setup-code-wrong" } });
  }
  return insertFirstAdministrator(input);
}

/**
 * The same without a code, for the demo's own start.
 * @throws AppError accounts-exist
 */
export async function insertFirstAdministrator(input: FirstAdministratorInput): Promise<{ username: string }> {
  const passwordHash = await hashPassword(input.password);
  return db().$transaction(async (tx) => {
    await lockAccounts(tx);
    if (await tx.account.findFirst({ select: { id: true } })) throw new AppError("accounts-exist");
    const { username, displayName } = input;
    const account = await tx.account.create({
      data: { username, displayName, role: "administrator", passwordHash },
      select: { id: true, username: true },
    });
    await recordAudit(tx, account, {
      action: "account.created",
      ...target(account),
      details: { role: "administrator" },
    });
    return { username };
  });
}

/** @throws AppError username-taken */
export async function createAccount(actor: Actor, input: CreateAccountInput): Promise<{ id: string }> {
  const { username, displayName, role, password } = input;
  const passwordHash = await hashPassword(password);
  try {
    return await db().$transaction(async (tx) => {
      const account = await tx.account.create({
        data: { username, displayName, role, passwordHash },
        select: { id: true, username: true },
      });
      await recordAudit(tx, actor, { action: "account.created", ...target(account), details: { role } });
      return { id: account.id };
    });
  } catch (error) {
    if (violatedUniqueIndex(error) === null) throw error;
    throw new AppError("username-taken", { fields: { username: "username-taken" }, cause: error });
  }
}

/** Counts at once, also for a session that is open. @throws AppError account-not-found, last-administrator */
export async function changeRole(actor: Actor, change: { accountId: string; role: AccountRole }): Promise<void> {
  const { accountId, role } = change;
  await db().$transaction(async (tx) => {
    const account = await readForChange(tx, accountId);
    if (account.role === role) return;
    if (role !== "administrator") await refuseLastAdministrator(tx, account);
    await tx.account.update({ where: { id: accountId }, data: { role } });
    const details = { from: account.role, to: role };
    await recordAudit(tx, actor, { action: "account.role-changed", ...target(account), details });
  });
}

/**
 * Ends every session of the account and any pause of its sign-in.
 * @throws AppError account-not-found, password-too-short, password-too-long, password-is-username
 */
export async function setPassword(actor: Actor, change: { accountId: string; password: string }): Promise<void> {
  const { accountId, password } = change;
  const passwordHash = await hashPassword(password);
  await db().$transaction(async (tx) => {
    const account = await readForChange(tx, accountId);
    const fault = passwordFault(password, account.username);
    if (fault) throw new AppError(fault, { fields: { password: fault } });
    await tx.account.update({
      where: { id: accountId },
      data: { passwordHash, sessionVersion: { increment: 1 }, failedSignIns: 0, lockedUntil: null },
    });
    await recordAudit(tx, actor, { action: "account.password-set", ...target(account) });
  });
}

/** A disabled account keeps its name and its traces; its sessions end. @throws AppError account-not-found, last-administrator */
export async function setEnabled(actor: Actor, change: { accountId: string; isEnabled: boolean }): Promise<void> {
  const { accountId, isEnabled } = change;
  await db().$transaction(async (tx) => {
    const account = await readForChange(tx, accountId);
    if (account.isEnabled === isEnabled) return;
    if (!isEnabled) await refuseLastAdministrator(tx, account);
    const sessionVersion = isEnabled ? undefined : { increment: 1 };
    await tx.account.update({ where: { id: accountId }, data: { isEnabled, sessionVersion } });
    const action = isEnabled ? "account.enabled" : "account.disabled";
    await recordAudit(tx, actor, { action, ...target(account) });
  });
}

type Changed = { id: string; username: string; role: AccountRole; isEnabled: boolean };

async function readForChange(tx: Transaction, id: string): Promise<Changed> {
  await lockAccounts(tx);
  const select = { id: true, username: true, role: true, isEnabled: true } as const;
  const account = await tx.account.findUnique({ where: { id }, select });
  if (!account) throw new AppError("account-not-found");
  return account;
}

/** Without an enabled administrator nobody could ever make one again. */
async function refuseLastAdministrator(tx: Transaction, account: Changed): Promise<void> {
  if (account.role !== "administrator" || !account.isEnabled) return;
  const others = await tx.account.count({
    where: { role: "administrator", isEnabled: true, id: { not: account.id } },
  });
  if (others === 0) throw new AppError("last-administrator");
}

const target = ({ id, username }: { id: string; username: string }) => ({
  targetType: "account",
  targetId: id,
  targetName: username,
});
