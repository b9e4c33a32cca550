import "server-only";
import { db } from "@/lib/db/client";
import type { AccountRole, ApiTokenKind } from "@/lib/db/generated/enums";
import { type TokenState, tokenStateOf } from "./token-state";

/** The hash is named nowhere. */
export type TokenView = {
  id: string;
  name: string;
  kind: ApiTokenKind;
  /** of a service token; null: that of the person */
  role: AccountRole | null;
  /** whose it is; null: a service token */
  owner: { id: string; username: string; displayName: string } | null;
  scopes: string[];
  prefix: string;
  state: TokenState;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  createdAt: Date;
  createdBy: string;
};

const columns = {
  id: true,
  name: true,
  kind: true,
  role: true,
  scopes: true,
  prefix: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  revokedBy: true,
  createdAt: true,
  createdBy: true,
  account: { select: { id: true, username: true, displayName: true, isEnabled: true } },
} as const;

/** Those that work first, then the newest. @param owner whose; null: of everybody, service tokens among them */
export async function listTokens(owner: string | null, now: Date): Promise<TokenView[]> {
  const rows = await db().apiToken.findMany({
    where: owner === null ? {} : { accountId: owner },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  const views = rows.map(({ account, ...row }) => ({
    ...row,
    owner: account && { id: account.id, username: account.username, displayName: account.displayName },
    state: tokenStateOf({ ...row, isOwnerEnabled: account?.isEnabled ?? true }, now),
  }));
  return [...views.filter(({ state }) => state === "active"), ...views.filter(({ state }) => state !== "active")];
}
