import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { getServerSession } from "next-auth/next";
import { cache } from "react";
import type { ActingToken } from "@/lib/audit/record";
import { db } from "@/lib/db/client";
import type { AccountRole } from "@/lib/db/generated/enums";
import { authOptions } from "./options";
import { pathHeader } from "./path-header";

export type CurrentAccount = {
  id: string;
  username: string;
  displayName: string;
  role: AccountRole;
  /** what it acts with, where it is a program that acts */
  token?: ActingToken;
};

/**
 * Who asks, or null. The session only names the account; its row is read anew with each request, so that a disabled
 * account, a new password or another role counts at once.
 */
export const currentAccount = cache(async (): Promise<CurrentAccount | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.accountId) return null;
  const account = await db().account.findUnique({
    where: { id: session.accountId, isEnabled: true, sessionVersion: session.sessionVersion ?? -1 },
    select: { id: true, username: true, displayName: true, role: true },
  });
  return account;
});

/**
 * The first line of every page. Nobody goes to the sign-in page and comes back; who lacks the role gets a page that says so
 * (403). A layout cannot do this for its pages: it is not rendered again when people move between them.
 */
export async function requireAccount(role?: AccountRole): Promise<CurrentAccount> {
  const account = await currentAccount();
  if (!account) {
    const from = (await headers()).get(pathHeader);
    redirect(from && from !== "/" ? `/sign-in?from=${encodeURIComponent(from)}` : "/sign-in");
  }
  if (role !== undefined && account.role !== role) forbidden();
  return account;
}
