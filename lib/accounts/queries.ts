import "server-only";
import { db } from "@/lib/db/client";
import type { AccountRole, Prisma } from "@/lib/db/generated/client";
import type { ListState } from "@/lib/paging/list-state";

export type AccountRow = {
  id: string;
  username: string;
  displayName: string;
  role: AccountRole;
  isEnabled: boolean;
  /** sign-in pauses until then, after failures; null when it does not */
  lockedUntil: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
};

/** The order of a list by what stands in its URL; names come after whatever is the same. */
export const accountSortKeys = ["name", "username", "role", "lastSignIn"] as const;
const orderBy: Record<string, (direction: "asc" | "desc") => Prisma.AccountOrderByWithRelationInput> = {
  name: (direction) => ({ displayName: direction }),
  username: (direction) => ({ username: direction }),
  role: (direction) => ({ role: direction }),
  lastSignIn: (sort) => ({ lastSignInAt: { sort, nulls: "last" } }),
};

/** Whether anybody can sign in at all; before that, there is only the setup. */
export async function hasAccount(): Promise<boolean> {
  return (await db().account.findFirst({ select: { id: true } })) !== null;
}

/** All accounts that match; they are few (people who manage licences), so there are no pages. */
export async function listAccounts(state: ListState, now: Date): Promise<AccountRow[]> {
  const where: Prisma.AccountWhereInput = { AND: [] };
  if (state.q) {
    const contains = { contains: state.q, mode: "insensitive" } as const;
    where.OR = [{ username: contains }, { displayName: contains }];
  }
  if (state.filters.role) where.role = { in: state.filters.role as AccountRole[] };
  if (state.filters.status?.length === 1) where.isEnabled = state.filters.status[0] === "enabled";
  const rows = await db().account.findMany({
    where,
    select: {
      id: true,
      username: true,
      displayName: true,
      role: true,
      isEnabled: true,
      lockedUntil: true,
      lastSignInAt: true,
      createdAt: true,
    },
    orderBy: [orderBy[state.sort]?.(state.direction) ?? {}, { displayName: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    ...row,
    lockedUntil: row.lockedUntil && row.lockedUntil > now ? row.lockedUntil : null,
  }));
}
