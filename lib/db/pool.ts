import pg from "pg";
import { config } from "@/lib/config";
import { log } from "@/lib/log";

const CONNECT_TIMEOUT_MS = 10_000;
/** A line that died without a word must not hold whoever waits for one short statement. */
export const QUERY_TIMEOUT_MS = 30_000;
const CANCEL_TIMEOUT_MS = 1_000;

const holder = globalThis as { seatwisePool?: pg.Pool };

/** What every connection of ours is made with, Prisma's too. */
export const connectionSettings = () => ({
  connectionString: config().databaseUrl,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
  // A process that froze, or whose machine is cut off, in the middle of a transaction must not hold its locks for ever.
  idle_in_transaction_session_timeout: Math.max(config().run.staleMs, 1_000),
});

/** Connections for one short statement each. Not for LISTEN: a pooled connection changes hands. */
export function pool(): pg.Pool {
  if (!holder.seatwisePool) {
    holder.seatwisePool = new pg.Pool({
      ...connectionSettings(),
      max: 10,
      query_timeout: QUERY_TIMEOUT_MS,
      application_name: "seatwise",
    });
    // An idle connection that breaks must not end the process; the next query gets a new one.
    holder.seatwisePool.on("error", (error) => log.warn({ err: error }, "an idle database connection broke"));
  }
  return holder.seatwisePool;
}

/**
 * Runs long work (transactions, COPY) on a connection of its own, which ends with it: its temporary tables are gone, and work
 * that lasts takes none of the pool's connections away. An aborted `signal` ends the statement that is under way.
 */
export async function withConnection<Result>(
  work: (client: pg.Client) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const client = new pg.Client({ ...connectionSettings(), application_name: "seatwise work" });
  // The error reaches us through the query that fails; without a listener it ends the process.
  client.on("error", () => {});
  const onAbort = () => void interrupt(client);
  signal?.addEventListener("abort", onAbort);
  try {
    await connect(client, signal);
    return await work(client);
  } finally {
    signal?.removeEventListener("abort", onAbort);
    // Not awaited: a dead line never says goodbye.
    client.end().catch(() => {});
  }
}

/** A client that is ended while it connects may never say how that went: the signal is listened to as well. */
async function connect(client: pg.Client, signal?: AbortSignal): Promise<void> {
  const connecting = client.connect();
  if (!signal) {
    await connecting;
    return;
  }
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    await Promise.race([connecting, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    connecting.catch(() => {}); // after the abort nobody listens any more
  }
}

/** The server is asked to stop the statement, then the line is cut: a server that cannot be reached is not waited for. */
async function interrupt(client: pg.Client): Promise<void> {
  const { processID } = client as unknown as { processID: number | null };
  if (processID !== null) {
    const cancel = { text: "select pg_cancel_backend($1)", values: [processID], query_timeout: CANCEL_TIMEOUT_MS };
    await pool()
      .query(cancel)
      .catch(() => {});
  }
  await client.end().catch(() => {});
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

/** One transaction on a connection of its own, for commands that need sets of rows. */
export function withTransaction<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  return withConnection((client) => inTransaction(client, () => work(client)));
}

/** Ends both kinds of connection; for processes that stop and for tests. */
export async function closeDatabase(): Promise<void> {
  const { seatwisePrisma } = globalThis as { seatwisePrisma?: { $disconnect(): Promise<void> } };
  await Promise.all([seatwisePrisma?.$disconnect(), holder.seatwisePool?.end()]);
  holder.seatwisePool = undefined;
  (globalThis as { seatwisePrisma?: unknown }).seatwisePrisma = undefined;
}
