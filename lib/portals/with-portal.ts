import type { ClientBase } from "pg";
import { withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";

/** Works in one transaction that holds the row of a portal which is not deleted. @throws AppError portal-not-found */
export async function withPortal<Result>(
  portalId: string,
  work: (client: ClientBase, portal: { id: string; name: string }) => Promise<Result>,
): Promise<Result> {
  return withTransaction(async (client) => {
    const { rows } = await client.query<{ id: string; name: string }>(
      "select id, name from portal where id = $1 and deleted_at is null for no key update",
      [portalId],
    );
    if (!rows[0]) throw new AppError("portal-not-found");
    return work(client, rows[0]);
  });
}
