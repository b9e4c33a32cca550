import { createPersonalToken, createServiceToken, expiryOf } from "@/lib/api/commands";
import { can, permissions } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { AccountRole } from "@/lib/db/generated/enums";
import { closeDatabase } from "@/lib/db/pool";

type Wanted = {
  name?: string | undefined;
  scopes?: string | undefined;
  user?: string | undefined;
  role?: string | undefined;
  days?: string | undefined;
};

const byCommand = { id: null, username: "command line" };

/** Whoever may open the database may do everything anyway: nobody has to sign in. */
export async function makeToken(wanted: Wanted): Promise<{ token: string; told: string }> {
  const name = wanted.name?.trim();
  if (!name || name.length > 60) throw new Error("--name is missing, or longer than 60 characters.");
  const days = wanted.days === undefined ? null : Number(wanted.days);
  if (days !== null && (!Number.isInteger(days) || days < 1)) throw new Error("--days is no whole number of days.");
  const expiresAt = expiryOf(days, new Date());
  try {
    const owner = wanted.user === undefined ? null : await findAccount(wanted.user);
    const role = owner?.role ?? Object.values(AccountRole).find((each) => each === (wanted.role ?? "administrator"));
    if (!role) throw new Error(`There is no role ${wanted.role}.`);
    const scopes = readScopes(wanted.scopes, role);
    const { token } = owner
      ? await createPersonalToken(owner, { name, scopes, expiresAt })
      : await createServiceToken(byCommand, { name, role, scopes, expiresAt });
    const whose = owner ? `personal token of ${owner.username}` : `service token, ${role}`;
    const until = expiresAt ? `until ${expiresAt.toISOString().slice(0, 10)}` : "until it is revoked";
    return { token, told: `${name}: ${whose}, ${until}. Scopes: ${scopes.join(", ")}.` };
  } finally {
    await closeDatabase();
  }
}

async function findAccount(username: string) {
  const account = await db().account.findFirst({
    where: { username: { equals: username, mode: "insensitive" }, isEnabled: true },
    select: { id: true, username: true, role: true },
  });
  if (!account) throw new Error(`There is no enabled account ${username}.`);
  return account;
}

function readScopes(given: string | undefined, role: AccountRole) {
  const allowed = permissions.filter((each) => can({ role }, each));
  if (given === undefined || given === "all") return allowed;
  const wanted = given.split(",").map((scope) => scope.trim());
  const unknown = wanted.filter((scope) => !permissions.some((each) => each === scope));
  if (unknown.length > 0) throw new Error(`No scopes: ${unknown.join(", ")}. There are ${permissions.join(", ")}.`);
  return permissions.filter((each) => wanted.includes(each));
}
