import { type Actor, recordAudit } from "@/lib/audit/record";
import { can, type Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { AccountRole, ApiTokenKind } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { createToken } from "./token";

export type NewToken = { name: string; scopes: readonly Permission[]; expiresAt: Date | null };
/** `token` is shown to whoever asked for it, once. */
export type CreatedToken = { id: string; token: string };

/** In days from now on; null: until it is revoked. */
export const expiryOf = (days: number | null, now: Date): Date | null =>
  days === null ? null : new Date(now.getTime() + days * 86_400_000);

/** Scopes that the role would never let through say something that is not so. @throws AppError scopes-beyond-role */
function refuseBeyond(role: AccountRole, scopes: readonly Permission[]): void {
  const beyond = scopes.filter((scope) => !can({ role }, scope));
  if (beyond.length === 0) return;
  throw new AppError("scopes-beyond-role", {
    fields: { scopes: "scopes-beyond-role" },
    params: { scopes: beyond.join(", ") },
  });
}

/** A token that acts as this person, with what the person may do at the moment of each call. @throws AppError scopes-beyond-role */
export async function createPersonalToken(
  account: { id: string; username: string; role: AccountRole },
  token: NewToken,
): Promise<CreatedToken> {
  refuseBeyond(account.role, token.scopes);
  return insert(account, { ...token, kind: "personal", accountId: account.id, role: null });
}

/** A token that belongs to nobody and acts under its own name. @throws AppError scopes-beyond-role */
export async function createServiceToken(actor: Actor, token: NewToken & { role: AccountRole }): Promise<CreatedToken> {
  refuseBeyond(token.role, token.scopes);
  return insert(actor, { ...token, kind: "service", accountId: null });
}

type Row = NewToken & { kind: ApiTokenKind; accountId: string | null; role: AccountRole | null };

async function insert(actor: Actor, { name, scopes, expiresAt, ...owner }: Row): Promise<CreatedToken> {
  const { token, prefix, tokenHash } = createToken();
  return db().$transaction(async (tx) => {
    const { id } = await tx.apiToken.create({
      data: { name, scopes: [...scopes], expiresAt, ...owner, prefix, tokenHash, createdBy: actor.username },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: "api-token.created",
      ...target(id, name),
      details: { kind: owner.kind, role: owner.role, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null },
    });
    return { id, token };
  });
}

/**
 * Ends a token at once and for good. A second time is no failure.
 * @param owner whose personal token it has to be; null: any token, for administrators
 * @throws AppError token-not-found
 */
export async function revokeToken(actor: Actor, tokenId: string, owner: string | null): Promise<void> {
  await db().$transaction(async (tx) => {
    const token = await tx.apiToken.findFirst({
      where: { id: tokenId, ...(owner === null ? {} : { accountId: owner }) },
      select: { name: true, revokedAt: true },
    });
    if (!token) throw new AppError("token-not-found");
    if (token.revokedAt) return;
    await tx.apiToken.update({ where: { id: tokenId }, data: { revokedAt: new Date(), revokedBy: actor.username } });
    await recordAudit(tx, actor, { action: "api-token.revoked", ...target(tokenId, token.name) });
  });
}

const target = (id: string, name: string) => ({ targetType: "api-token", targetId: id, targetName: name });
