import pg from "pg";
import { config } from "@/lib/config";
import { log } from "@/lib/log";

const holder = globalThis as { seatwisePool?: pg.Pool };

/** Plain connections for set-based SQL and COPY. Not for LISTEN: a pooled connection changes hands. */
export function pool(): pg.Pool {
  if (!holder.seatwisePool) {
    holder.seatwisePool = new pg.Pool({
      connectionString: config().databaseUrl,
      max: 10,
      application_name: "seatwise",
    });
    // An idle connection that breaks must not end the process; the next query gets a new one.
    holder.seatwisePool.on("error", (error) => log.warn({ err: error }, "an idle database connection broke"));
  }
  return holder.seatwisePool;
}

/** Runs `work` on one connection; a connection that failed in an unknown state is thrown away, not reused. */
export async function withConnection<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  const ignore = () => {}; // the error reaches us through the query that fails; without a listener it ends the process
  client.on("error", ignore);
  try {
    const result = await work(client);
    client.off("error", ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** One transaction on `client`: commits when `work` returns, rolls back when it throws. */
export async function inTransaction<Result>(client: pg.ClientBase, work: () => Promise<Result>): Promise<Result> {
  await client.query("begin");
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {}); // the first error tells more than a rollback on a dead connection
    throw error;
  }
}

/** Ends both kinds of connection; for processes that stop and for tests. */
export async function closeDatabase(): Promise<void> {
  const { seatwisePrisma } = globalThis as { seatwisePrisma?: { $disconnect(): Promise<void> } };
  await Promise.all([seatwisePrisma?.$disconnect(), holder.seatwisePool?.end()]);
  holder.seatwisePool = undefined;
  (globalThis as { seatwisePrisma?: unknown }).seatwisePrisma = undefined;
}
