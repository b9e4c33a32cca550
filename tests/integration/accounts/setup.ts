import type { FirstAdministratorInput } from "@/lib/accounts/schema";
import { db } from "@/lib/db/client";
import { closeDatabase } from "@/lib/db/pool";
import { createTestDatabase } from "../../support/database";

export const SETUP_CODE = "the code of the tests";

/** A database of this file's own, before anything reads the configuration. @returns what to do at the end */
export async function openDatabase(): Promise<() => Promise<void>> {
  const database = await createTestDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, SETUP_CODE });
  return async () => {
    await closeDatabase();
    await database.drop();
  };
}

export async function clearAccounts(): Promise<void> {
  await db().auditLine.deleteMany();
  await db().account.deleteMany();
}

export const erika: FirstAdministratorInput = {
  username: "erika",
  displayName: "Erika Mustermann",
  password: "correct horse battery",
};

/** What the audit says, oldest first. */
export async function readAudit(): Promise<{ action: string; actorName: string; targetName: string | null }[]> {
  return db().auditLine.findMany({
    orderBy: { id: "asc" },
    select: { action: true, actorName: true, targetName: true },
  });
}
