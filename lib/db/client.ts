import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { connectionSettings, QUERY_TIMEOUT_MS } from "./pool";

/** Secret columns never leave the database unless a query asks for them by name. */
function createClient() {
  return new PrismaClient({
    adapter: new PrismaPg({ ...connectionSettings(), max: 5, query_timeout: QUERY_TIMEOUT_MS }),
    omit: { account: { passwordHash: true }, portalCredential: { sealed: true }, apiToken: { tokenHash: true } },
  });
}

const holder = globalThis as { seatwisePrisma?: ReturnType<typeof createClient> };

/** The process's Prisma client: for entities. Sets of rows go through `lib/db/pool`. */
export function db() {
  holder.seatwisePrisma ??= createClient();
  return holder.seatwisePrisma;
}

export type Database = ReturnType<typeof db>;
/** The client inside an interactive transaction. */
export type Transaction = Parameters<Parameters<Database["$transaction"]>[0]>[0];

/** The columns of a violated unique constraint, as index name, or null when the error is another one. */
export function violatedUniqueIndex(error: unknown): string | null {
  const known = error as {
    code?: string;
    meta?: { driverAdapterError?: { cause?: { constraint?: { index?: string } } } };
  };
  if (known?.code !== "P2002") return null;
  return known.meta?.driverAdapterError?.cause?.constraint?.index ?? "";
}
