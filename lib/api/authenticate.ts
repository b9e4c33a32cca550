import type { Caller } from "@/lib/actions/define-operation";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { hashToken, readBearer } from "./token";
import { type TokenState, tokenStateOf } from "./token-state";

const USE_NOTED_EVERY_MS = 60_000;

const refusals: Record<Exclude<TokenState, "active">, string> = {
  expired: "token-expired",
  revoked: "token-revoked",
  "owner-disabled": "token-owner-disabled",
};

/**
 * Who calls. Token, account and role are read anew with each call: what was revoked, disabled or lowered counts at once.
 * @throws AppError token-missing, token-invalid, token-expired, token-revoked, token-owner-disabled
 */
export async function authenticateCaller(authorization: string | null, now: Date): Promise<Caller> {
  const bearer = readBearer(authorization);
  if (bearer === null) throw new AppError("token-missing");
  const found =
    bearer === "malformed"
      ? null
      : await db().apiToken.findUnique({
          where: { tokenHash: hashToken(bearer) },
          select: {
            ...{ id: true, name: true, kind: true, role: true, scopes: true },
            ...{ expiresAt: true, revokedAt: true, lastUsedAt: true },
            account: { select: { id: true, username: true, displayName: true, role: true, isEnabled: true } },
          },
        });
  if (!found) throw new AppError("token-invalid");
  const state = tokenStateOf({ ...found, isOwnerEnabled: found.account?.isEnabled ?? true }, now);
  if (state !== "active") throw new AppError(refusals[state]);
  await noteUse(found, now);
  const { id, name, kind, scopes, expiresAt } = found;
  return { account: accountOf(found), token: { id, name, kind, scopes, expiresAt } };
}

type Found = {
  id: string;
  name: string;
  role: Caller["account"]["role"] | null;
  account: (Caller["account"] & { isEnabled: boolean }) | null;
};

/** A service token is an actor of its own: the audit and "changed by" bear its name. The audit names the token of a person too. */
function accountOf({ id, name, role, account }: Found): Caller["account"] {
  if (account) {
    const { isEnabled: _, ...person } = account;
    return { ...person, token: { id, name } };
  }
  return { id, username: name, displayName: name, role: role ?? "viewer", token: { id, name } };
}

async function noteUse({ id, lastUsedAt }: { id: string; lastUsedAt: Date | null }, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < USE_NOTED_EVERY_MS) return;
  await db().apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
}
