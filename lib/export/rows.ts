import "server-only";
import { inTransaction, withConnection } from "@/lib/db/pool";
import type { RowQuery } from "./table";

export const BATCH_ROWS = 2_000;
/** How long a download may pause before its transaction, which only reads, is given up. */
const PAUSE_MAX = "10min";

/**
 * Hands over the rows of a query as they come, and asks for more only when the last ones are taken: memory does not grow
 * with the list. All rows are of one moment. An aborted `signal` ends the statement that is under way.
 */
export function readRows(
  { text, values }: RowQuery,
  take: (rows: unknown[]) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  return withConnection(
    (client) =>
      inTransaction(client, async () => {
        await client.query("set transaction isolation level repeatable read, read only");
        await client.query(`set local idle_in_transaction_session_timeout = '${PAUSE_MAX}'`);
        // All rows will be read, so a plan that is quick for the first ones only is the wrong one.
        await client.query("set local cursor_tuple_fraction = 1");
        await client.query(`declare exported no scroll cursor for ${text}`, values);
        for (;;) {
          const { rows } = await client.query(`fetch forward ${BATCH_ROWS} from exported`);
          signal?.throwIfAborted();
          if (rows.length > 0) await take(rows);
          if (rows.length < BATCH_ROWS) return;
        }
      }),
    signal,
  );
}
